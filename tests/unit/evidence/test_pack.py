"""A pack holds what it was made of, says what is missing, and is the same each time it is made."""

import hashlib
import io
import json
import re
from collections.abc import Callable
from types import ModuleType

import pytest

from ashore.core.kernel import Reason
from ashore.evidence import layout
from ashore.evidence.building import Built
from ashore.evidence.checking import check
from ashore.evidence.hashing import merkle_root
from ashore.mail import Source, Unreadable
from ashore.words import speech

Make = Callable[..., tuple[bytes, Built]]


def test_the_same_input_gives_the_same_bytes(make: Make) -> None:
    assert make()[0] == make()[0]


def test_a_fresh_pack_is_intact(make: Make) -> None:
    pack, built = make()
    found = check(io.BytesIO(pack), root=built.root)
    assert (found.faults, found.intact, found.root) == ((), True, built.root)
    assert [note.code for note in found.notes] == ["evidence.stamp.none"]


def test_messages_stand_in_it_untouched_each_once(
    make: Make, letters: list[Source | Unreadable], packs: ModuleType
) -> None:
    files = packs.contents(make(mail=[*letters, letters[0]])[0])
    originals = [each.raw for each in letters if isinstance(each, Source)]
    assert [data for name, data in files.items() if layout.is_letter(name)] == originals


def test_names_are_safe_and_no_folder_of_the_maker_is_told(make: Make, packs: ModuleType) -> None:
    pack, _ = make()
    assert all(layout.is_safe(name) and layout.is_known(name) for name in packs.contents(pack))
    assert b"/home/anna" not in pack
    listed = [json.loads(line) for line in packs.contents(pack)[layout.LETTERS].splitlines()]
    assert [(each["found_in"], each["message_id"], each["referenced_by"]) for each in listed] == [
        ("approved.eml", "approved-1@client.example", ["e1"]),
        ("all.mbox", "2@client.example", []),
    ]


def test_what_is_missing_unreadable_or_not_used_is_told(make: Make, packs: ModuleType) -> None:
    _, built = make(events=packs.log(b"{broken", b'{"id": "e3", "type": "mesage", "at": "2026-03-13T10:00:00Z"}'))
    messages, events = built.facts["messages"], built.facts["events"]
    assert isinstance(messages, dict) and isinstance(events, dict)
    assert messages["referenced_and_missing"] == [{"source": "notes/2026-03-16.txt", "referenced_by": ["e2"]}]
    assert [each["found_in"] for each in messages["unreadable"]] == ["broken.zip"]
    assert [each["where"] for each in events["not_used"]][:2] == ["events/events.jsonl:3", "events/events.jsonl:4"]
    assert events["entries"] == 4


def test_two_messages_with_one_id_are_both_kept_and_told(make: Make, letters: list[Source | Unreadable]) -> None:
    other = Source(b"Message-ID: <2@client.example>\r\nFrom: x@y.example\r\n\r\nForged\r\n", "forged.eml")
    _, built = make(mail=[*letters, other])
    messages = built.facts["messages"]
    assert isinstance(messages, dict)
    assert messages["count"] == 3
    assert [(each["message_id"], len(each["sha256"])) for each in messages["same_id_other_bytes"]] == [
        ("2@client.example", 2)
    ]


def test_messages_that_no_event_refers_to_can_be_left_out_and_are_listed(make: Make) -> None:
    pack, built = make(only_referenced=True)
    messages = built.facts["messages"]
    assert isinstance(messages, dict)
    assert (messages["count"], [each["message_id"] for each in messages["left_out"]]) == (1, ["2@client.example"])
    assert check(io.BytesIO(pack)).intact


@pytest.mark.parametrize(
    "source", ["mid:2@client.example", "<2@client.example>", "message:2@client.example", "all.mbox"]
)
def test_an_event_may_name_its_message_in_several_ways(make: Make, packs: ModuleType, source: str) -> None:
    line = {"id": "e9", "type": "call_held", "at": "2026-03-17T10:00:00Z", "actor": "x", "conversation": "c"}
    pack, _ = make(events=packs.log(json.dumps(line | {"source": source}).encode()))
    listed = [json.loads(line) for line in packs.contents(pack)[layout.LETTERS].splitlines()]
    assert listed[1]["referenced_by"] == ["e9"]


def test_each_version_of_the_terms_is_there_amendments_applied(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0])
    versions = [json.loads(files[layout.version_name(number)]) for number in (1, 2)]
    assert [each["valid_from"] for each in versions] == [None, "2026-03-20T00:00:00+01:00"]
    assert [each["terms"]["answer_within"]["amount"] for each in versions] == [120, 240]
    assert layout.version_name(3) not in files


def test_the_log_is_there_as_it_was_and_as_a_chain(make: Make, packs: ModuleType) -> None:
    pack, built = make()
    files = packs.contents(pack)
    assert files[layout.EVENTS] == packs.log().getvalue()
    previous = "0" * 64
    for number, line in enumerate(files[layout.CHAIN].splitlines(), 1):
        link = json.loads(line)
        assert (link["entry"], link["previous"]) == (number, previous)
        previous = hashlib.sha256(line).hexdigest()
    events = built.facts["events"]
    assert isinstance(events, dict)
    assert events["chain_head"] == previous


def test_the_root_is_over_the_entries_of_the_manifest(make: Make, packs: ModuleType) -> None:
    pack, built = make()
    files = packs.contents(pack)
    manifest = json.loads(files[layout.MANIFEST])
    leaves = [json.dumps(each, sort_keys=True, separators=(",", ":")).encode() for each in manifest["files"]]
    assert merkle_root(leaves) == manifest["root"] == built.root
    assert files[layout.ROOT] == f"{built.root}\n".encode()
    assert {each["path"] for each in manifest["files"]} == set(files) - set(layout.ABOVE)


def test_the_index_is_pdf_a(make: Make, packs: ModuleType) -> None:
    index = packs.contents(make()[0])[layout.INDEX]
    assert index.startswith(b"%PDF-")
    assert re.search(rb"pdfaid:part[>=\"']+2", index)


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_a_pack_can_be_made_and_checked_in_each_language(make: Make, language: str) -> None:
    pack, _ = make(reader=speech(language))
    assert check(io.BytesIO(pack)).intact


def test_words_say_what_each_signature_proves_and_what_not(make: Make, packs: ModuleType) -> None:
    words = packs.contents(make()[0])[layout.RESULT_WORDS].decode()
    assert "+ The whole text with its attachments was signed" in words
    assert "- It does not prove which person wrote" in words
    assert "The message bears no signature" in words


def test_a_log_of_mere_garbage_is_bound_line_by_line(make: Make, packs: ModuleType) -> None:
    pack, built = make(events=io.BytesIO(b"\xff\xfe\n[1.5e400]\n" + b"[" * 5_000 + b"\n"), mail=[])
    assert check(io.BytesIO(pack)).intact
    links = [json.loads(line) for line in packs.contents(pack)[layout.CHAIN].splitlines()]
    assert [link["event"] if isinstance(link["event"], list) else link["event"]["unreadable"] for link in links][
        ::2
    ] == [True, True]
    assert built.facts["events"]["read"] == 0  # type: ignore[index]


def test_without_mail_the_pack_says_so(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make(mail=[])[0])
    assert not any(layout.is_letter(name) for name in files)
    assert files[layout.LETTERS] == b""


def test_an_agreement_that_cannot_be_read_makes_no_pack(make: Make) -> None:
    with pytest.raises(ValueError, match="agreement"):
        make(agreement=b"version = ")


def test_a_stamp_that_was_refused_leaves_a_pack_without_one(make: Make) -> None:
    refusal = Reason("evidence.stamp.slow", params={"url": "http://tsa.example", "seconds": 20})
    pack, built = make(stamp=lambda data: refusal)
    assert built.stamp == refusal
    assert check(io.BytesIO(pack)).intact
