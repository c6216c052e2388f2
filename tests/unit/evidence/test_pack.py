"""A pack holds what it was made of, says what is missing, and is the same each time it is made."""

import hashlib
import io
import json
import re
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType

import pytest

from ashore.core.kernel import Reason
from ashore.documents.evidence import evidence_document
from ashore.documents.model import Document
from ashore.documents.pdf import Unprintable, pdf
from ashore.evidence import building, index, layout
from ashore.evidence.building import Built, PackInput, PackTooLarge, build
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
    "source", ["mid:2@client.example", "<2@client.example>", "message:2@client.example", "all.mbox", "all"]
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


def test_pages_list_only_so_many_messages_and_say_so(
    make: Make, packs: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = packs.contents(make()[0])[layout.INDEX]
    monkeypatch.setattr(index, "MOST_LISTED", 1)
    said = []
    monkeypatch.setattr(index, "evidence_document", lambda *args: said.append(args) or evidence_document(*args))
    assert packs.contents(make()[0])[layout.INDEX] != whole
    entries, summary, *_ = said[0]
    assert sum(layout.is_letter(entry.path) for entry in entries) == 1
    assert "1 more message is listed in messages/messages.jsonl only." in summary.notes


def test_letters_that_cannot_be_printed_are_written_by_their_codes(
    make: Make, packs: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def picky(document: Document, at: datetime) -> bytes:
        if "\u0416" in repr(document):
            raise Unprintable("no glyph")
        return pdf(document, at)

    monkeypatch.setattr(index, "pdf", picky)
    assert packs.contents(make()[0])[layout.INDEX].startswith(b"%PDF-")


def test_a_pack_of_more_messages_than_a_checker_opens_is_not_made(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_MESSAGES", 1)
    with pytest.raises(PackTooLarge, match="at most 1 messages"):
        make()


def test_what_a_later_derivation_does_not_know_is_not_in_it(make: Make, packs: ModuleType) -> None:
    line = b'{"id":"late","type":"call_held","at":"2026-05-01T10:00:00Z","actor":"x","conversation":"c"}'
    with_it, without = (packs.contents(make(events=packs.log(*more))[0]) for more in ((line,), ()))
    assert with_it[layout.LEDGER] == without[layout.LEDGER]
    assert with_it[layout.CHAIN] != without[layout.CHAIN]


class Sink(io.RawIOBase):
    """Takes everything and keeps nothing."""

    size = 0

    def write(self, data: object) -> int:
        assert isinstance(data, bytes)
        self.size += len(data)
        return len(data)


def test_the_pack_is_never_whole_in_memory(packs: ModuleType) -> None:
    count, each = 80, 1_000_000
    head = b"From: a@b.example\r\nMessage-ID: <%d@b.example>\r\n\r\n"
    mail = (Source(head % number + b"text " * (each // 5), f"{number}.eml") for number in range(count))
    sink = Sink()
    pack = PackInput(b"version = 1\n", packs.log(), mail, datetime(2026, 4, 1, tzinfo=UTC), {}, speech("en"))
    tracemalloc.start()
    build(pack, sink)  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sink.size > count * each
    assert peak < 25 * each
