"""A byte that was changed anywhere is found, and its file is named."""

import io
import json
from collections.abc import Callable
from types import ModuleType

import pytest

from ashore.evidence import layout, opening
from ashore.evidence.building import Built
from ashore.evidence.checking import Checked, check
from ashore.evidence.manifest import manifest, sums
from ashore.evidence.opening import Opened, open_pack
from ashore.evidence.zipping import ZipWriter, local_header

Make = Callable[..., tuple[bytes, Built]]


def checked(pack: bytes) -> Checked:
    return check(io.BytesIO(pack))


def first(pack: bytes) -> tuple[str, object]:
    fault = checked(pack).faults[0]
    return fault.code, fault.params.get("file")


def with_own_hashes(files: dict[str, bytes]) -> bytes:
    """Files as somebody would pack them who can write packs: with manifest, root and sums that fit."""
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, data in files.items():
        if name not in layout.ABOVE:
            writer.add(name, data)
    text, root = manifest(writer.members)
    writer.add(layout.MANIFEST, text)
    writer.add(layout.ROOT, f"{root}\n".encode())
    writer.add(layout.SUMS, sums(writer.members))
    writer.close()
    return out.getvalue()


def test_one_flipped_byte_in_any_file_is_found_and_its_file_named(make: Make) -> None:
    pack, _ = make()
    opened = open_pack(io.BytesIO(pack))
    assert isinstance(opened, Opened)
    for name, member in opened.members.items():
        begin = member.offset + len(local_header(member))
        for at in {begin, begin + member.size // 2, begin + member.size - 1}:
            spoiled = bytearray(pack)
            spoiled[at] ^= 0x01
            found = checked(bytes(spoiled))
            assert not found.intact
            assert found.faults[0].params["file"] == name, (name, at - begin, found.faults)


def test_the_same_holds_where_the_checksums_of_the_zip_were_mended(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0])
    for name, data in files.items():
        at = len(data) // 2
        spoiled = packs.zipped(files | {name: data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]})
        assert first(spoiled)[1] == name


def test_one_flipped_byte_anywhere_in_the_bookkeeping_is_found(make: Make) -> None:
    pack, _ = make()
    opened = open_pack(io.BytesIO(pack))
    assert isinstance(opened, Opened)
    headers = [
        (member.offset, member.offset + len(local_header(member)), name) for name, member in opened.members.items()
    ]
    start = max(end for _, end, _ in headers) + opened.members[layout.SUMS].size
    for begin, end, name in headers:
        for at in range(begin, end):
            spoiled = bytearray(pack)
            spoiled[at] ^= 0x10
            found = checked(bytes(spoiled))
            assert (found.opened, found.faults[0].params.get("file")) == (True, name), (name, at - begin)
    for at in range(start, len(pack)):
        spoiled = bytearray(pack)
        spoiled[at] ^= 0x10
        assert not checked(bytes(spoiled)).intact, at


def test_files_that_are_read_side_by_side_do_not_mix(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "CHUNK", 100)
    assert checked(make()[0]).intact


@pytest.mark.parametrize("name", [layout.EVENTS, layout.LEDGER, layout.INDEX, layout.ROOT, layout.SUMS])
def test_a_file_that_was_taken_out_is_named(make: Make, packs: ModuleType, name: str) -> None:
    files = packs.contents(make()[0])
    del files[name]
    assert first(packs.zipped(files)) == ("evidence.file.missing", name)


def test_a_file_that_was_put_in_is_named(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0])
    letter = "messages/00009-0123456789ab.eml"
    assert first(packs.zipped(files | {letter: b"x"})) == ("evidence.file.added", letter)


def test_a_file_that_no_pack_has_is_named_even_where_it_is_listed(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0]) | {"notes/extra.txt": b"x"}
    assert first(with_own_hashes(files)) == ("evidence.file.unknown", "notes/extra.txt")


def test_without_a_manifest_it_is_no_pack(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0])
    del files[layout.MANIFEST]
    found = checked(packs.zipped(files))
    assert (found.opened, found.faults[0].code) == (False, "evidence.no_manifest")


def test_a_pack_made_anew_has_another_root(make: Make, packs: ModuleType) -> None:
    pack, built = make()
    files = packs.contents(pack)
    forged = files[layout.README] + b"PS\n"
    anew = with_own_hashes(files | {layout.README: forged})
    assert checked(anew).intact
    found = check(io.BytesIO(anew), root=built.root)
    assert [fault.code for fault in found.faults] == ["evidence.root.other"]


def test_sums_that_were_not_derived_are_found_though_their_ledger_fits_the_hashes(
    make: Make, packs: ModuleType
) -> None:
    files = packs.contents(make()[0])
    forged = files[layout.LEDGER].replace(b'"late"', b'"met"', 1)
    assert forged != files[layout.LEDGER]
    assert first(with_own_hashes(files | {layout.LEDGER: forged})) == ("evidence.derived.other", layout.LEDGER)


def test_a_log_that_was_rewritten_no_longer_fits_its_chain(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0])
    forged = files[layout.EVENTS].replace(b"T16:40", b"T16:50")
    found = checked(with_own_hashes(files | {layout.EVENTS: forged}))
    assert (found.faults[0].code, found.faults[0].params) == (
        "evidence.chain.broken",
        {"file": layout.CHAIN, "entry": 1},
    )


def test_a_chain_with_another_end_is_found(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0])
    facts = json.loads(files[layout.FACTS])
    facts["events"]["chain_head"] = "f" * 64
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    assert first(with_own_hashes(files | {layout.FACTS: text})) == ("evidence.chain.head", layout.FACTS)


def test_a_dkim_result_that_was_made_up_is_found(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0])
    forged = files[layout.RESULTS].replace(b'"unsigned"', b'"strong"', 1)
    code, name = first(with_own_hashes(files | {layout.RESULTS: forged}))
    assert code == "evidence.dkim.other"
    assert isinstance(name, str) and layout.is_letter(name)


def test_another_key_changes_what_the_signatures_prove(make: Make, packs: ModuleType, signing: ModuleType) -> None:
    files = packs.contents(make()[0])
    keys = json.loads(files[layout.KEYS])
    keys[0]["txt"] = signing.rsa_signer(1024).record
    text = json.dumps(keys, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    assert first(with_own_hashes(files | {layout.KEYS: text}))[0] == "evidence.dkim.other"


def test_a_list_of_messages_that_lies_is_found(make: Make, packs: ModuleType) -> None:
    files = packs.contents(make()[0])
    for name, data in (
        (layout.LETTERS, files[layout.LETTERS].replace(b"Approved", b"Rejected")),
        (layout.LETTERS, files[layout.LETTERS].splitlines(keepends=True)[0]),
        (layout.LETTERS, files[layout.LETTERS] * 2),
        (layout.RESULTS, b""),
        (layout.LETTERS, b"[]\n[]\n"),
    ):
        assert first(with_own_hashes(files | {name: data})) == ("evidence.file.wrong", name)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (layout.FACTS, b"{}\n", "evidence.file.wrong"),
        (layout.FACTS, b'{"format":"ashore-evidence","version":1,"now":"soon"}', "evidence.file.wrong"),
        (layout.FACTS, b"[" * 100_000, "evidence.file.wrong"),
        (layout.KEYS, b"{}", "evidence.file.wrong"),
        (layout.KEYS, b"\xff", "evidence.file.wrong"),
        (layout.AGREEMENT, b"version = 99", "evidence.agreement.unreadable"),
        (layout.AGREEMENT, b"\xff\xfe", "evidence.agreement.unreadable"),
        ("agreement/version-07.json", b"{}", "evidence.derived.other"),
    ],
)
def test_contents_that_make_no_sense_are_told_though_all_hashes_fit(
    make: Make, packs: ModuleType, name: str, data: bytes, code: str
) -> None:
    files = packs.contents(make()[0])
    assert first(with_own_hashes(files | {name: data})) == (code, name)


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b'{"files":{},"root":"x"}',
        b'{"files":[{"path":"a"}]}',
        b'{"files":[{"path":"a","sha256":"x","size":"y"}]}',
        b"\xff",
        b"[" * 100_000,
        b'{"files":[{"path":"a","sha256":1,"size":1e999}]}',
    ],
)
def test_a_manifest_that_is_none_is_named(make: Make, packs: ModuleType, text: bytes) -> None:
    files = packs.contents(make()[0]) | {layout.MANIFEST: text}
    assert first(packs.zipped(files)) == ("evidence.file.altered", layout.MANIFEST)


def test_files_beyond_their_bounds_are_not_read(make: Make, packs: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    files = packs.contents(make()[0])
    monkeypatch.setattr(layout, "LARGEST_TEXT", 20_000)
    large = with_own_hashes(files | {layout.EVENTS: files[layout.EVENTS] + b"\n" * 20_000})
    assert first(large) == ("evidence.file.too_large", layout.EVENTS)
    monkeypatch.setattr(layout, "LARGEST_JSON", 100)
    assert first(packs.zipped(files)) == ("evidence.file.too_large", layout.MANIFEST)


def test_empty_and_foreign_files_are_no_packs() -> None:
    for data in (b"", b"PK", b"From a\n\nx", b"PK\5\6" + bytes(18)):
        found = checked(data)
        assert (found.opened, found.intact) == (False, False)
