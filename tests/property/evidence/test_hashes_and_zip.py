"""Hashes against their definitions, and the ZIP against Python's own reader."""

import hashlib
import io
import json
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from ashore.evidence.canonical import canonical, parse
from ashore.evidence.hashing import NO_HASH, chained, merkle_root
from ashore.evidence.opening import Opened, open_pack
from ashore.evidence.stamp_order import in_order
from ashore.evidence.zipping import ZipWriter

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abé😀", max_size=3), inner, max_size=4),
    max_leaves=20,
)
NAMES = st.from_regex(r"[a-z]{1,5}(/[a-z]{1,5}){0,2}\.[a-z]{3}", fullmatch=True)


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_root_is_that_of_rfc_6962(leaves: list[bytes]) -> None:
    assert merkle_root(leaves) == by_definition(leaves).hex()


@given(VALUES)
def test_canonical_json_says_the_same_and_is_its_own_form(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(parse(text)) == text


@given(st.lists(VALUES, max_size=8))
def test_each_link_names_the_hash_of_the_one_before(values: list[object]) -> None:
    links = list(chained(values))
    for (link, digest), before in zip(links, [NO_HASH, *(digest for _, digest in links)], strict=False):
        assert json.loads(link)["previous"] == before
        assert hashlib.sha256(link).hexdigest() == digest
    assert [json.loads(link)["event"] for link, _ in links] == values


@given(st.dictionaries(NAMES, st.binary(max_size=50), min_size=1, max_size=8))
def test_python_reads_the_zip_and_so_do_we(files: dict[str, bytes]) -> None:
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, data in files.items():
        writer.add(name, data)
    writer.close()
    with zipfile.ZipFile(out) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert archive.testzip() is None
    opened = open_pack(out)
    assert isinstance(opened, Opened)
    assert {name: opened.read(name) for name in opened.members} == files


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    for tail in (b"", b"PK\5\6" + bytes(18)):
        assert not isinstance(open_pack(io.BytesIO(data + tail)), Opened) or data == b""


@given(st.binary(max_size=200), st.integers(0, 5))
def test_certificates_in_order_never_raises_and_keeps_every_byte(data: bytes, wrapped: int) -> None:
    for _ in range(wrapped):
        data = b"\x30" + bytes([min(len(data), 127)]) + data[:127]
    assert sorted(in_order(data)) == sorted(data)
