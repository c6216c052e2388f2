"""Whatever a stranger writes into a pack, with hashes that fit or not: it is told, never thrown."""

import io
from datetime import UTC, datetime
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.agreement import standard_text
from ashore.evidence import layout
from ashore.evidence.building import PackInput, build
from ashore.evidence.checking import check
from ashore.evidence.manifest import manifest, sums
from ashore.evidence.opening import Opened, open_pack
from ashore.evidence.zipping import ZipWriter
from ashore.mail import Source
from ashore.words import say, speech

EVENT = (
    b'{"id":"e1","type":"message","at":"2026-03-13T16:40:00+00:00","by":"client","actor":"a@b.example",'
    b'"conversation":"c","text":"When?","source":"<1@b.example>"}\n'
)
LETTER = b"From: a@b.example\r\nMessage-ID: <1@b.example>\r\nDKIM-Signature: v=1; d=b.example\r\n\r\nWhen?\r\n"
TERMS = b"""
[[amendments]]
valid_from = 2026-03-20T00:00:00Z
[amendments.changes]
"response.answer_within" = "1 working hour"
"""


@lru_cache
def whole() -> bytes:
    out = io.BytesIO()
    terms = standard_text().encode() + TERMS
    now = datetime(2026, 4, 1, tzinfo=UTC)
    build(PackInput(terms, io.BytesIO(EVENT), [Source(LETTER, "1.eml")], now, {}, speech("en")), out)
    return out.getvalue()


@lru_cache
def files() -> dict[str, bytes]:
    opened = open_pack(io.BytesIO(whole()))
    assert isinstance(opened, Opened)
    return {name: opened.read(name) for name in opened.members}


def fitting(changed: dict[str, bytes]) -> bytes:
    """Files with a manifest, root and sums that fit."""
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, data in changed.items():
        if name not in layout.ABOVE:
            writer.add(name, data)
    text, root = manifest(writer.members)
    writer.add(layout.MANIFEST, text)
    writer.add(layout.ROOT, f"{root}\n".encode())
    writer.add(layout.SUMS, sums(writer.members))
    writer.close()
    return out.getvalue()


def told(pack: bytes) -> bool:
    """Checks a pack and says all that was found; whether it is intact."""
    found = check(io.BytesIO(pack))
    assert found.intact or [say(fault) for fault in found.faults]
    return found.intact


READ = st.sampled_from(
    [
        layout.AGREEMENT,
        layout.EVENTS,
        layout.CHAIN,
        layout.FACTS,
        layout.KEYS,
        layout.LETTERS,
        layout.RESULTS,
        layout.LEDGER,
    ]
)


def test_the_pack_is_intact_and_so_is_one_packed_alike() -> None:
    assert told(whole())
    assert told(fitting(files()))


@settings(deadline=None, max_examples=150)
@given(READ, st.binary(max_size=200), st.floats(0, 1), st.integers(0, 60))
def test_contents_that_were_spliced_are_told(name: str, inserted: bytes, place: float, cut: int) -> None:
    data = files()[name]
    at = int(place * len(data))
    spliced = data[:at] + inserted + data[at + cut :]
    if spliced != data:
        assert not told(fitting(files() | {name: spliced})) or name in (layout.AGREEMENT, layout.EVENTS, layout.FACTS)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=4))
def test_flipped_bits_are_told(flips: list[tuple[float, int]]) -> None:
    spoiled = bytearray(whole())
    for place, mask in flips:
        spoiled[int(place * len(spoiled))] ^= mask
    assert bytes(spoiled) == whole() or not told(bytes(spoiled))


@settings(deadline=None, max_examples=100)
@given(st.floats(0, 1), st.binary(max_size=30), st.integers(0, 2_000))
def test_packs_that_were_cut_or_grew_are_told(place: float, inserted: bytes, cut: int) -> None:
    at = int(place * len(whole()))
    spliced = whole()[:at] + inserted + whole()[at + cut :]
    assert spliced == whole() or not told(spliced)
