"""A pack checked by anyone, offline: nothing is needed but the file itself.

The first fault named is the first altered file. What cannot be a pack at all is told apart from what was one and was
changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from os import SEEK_END
from typing import BinaryIO

from cryptography.x509 import Certificate

from ashore.core.kernel import Reason
from ashore.evidence import layout
from ashore.evidence.consistency import contents, fault
from ashore.evidence.manifest import read_manifest, sums
from ashore.evidence.opening import Opened, open_pack
from ashore.evidence.stamping import Stamp, read
from ashore.evidence.zipping import LOCAL, Member

MOST_FAULTS = 100
NEAR_THE_END = 4096
LONGEST_ROOT = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. ``opened``: False where it is no pack at all; ``faults``: in the order of finding, the first
    altered file first (``params["file"]``); ``notes``: what is worth knowing and no fault; ``stamp``: the time stamp
    if there is one that fits; ``root``: as stated, empty where it cannot be read; ``files``: how many."""

    opened: bool
    faults: tuple[Reason, ...]
    notes: tuple[Reason, ...] = ()
    root: str = ""
    files: int = 0
    stamp: Stamp | None = None

    @property
    def intact(self) -> bool:
        """Everything was checked and is as it was."""
        return self.opened and not self.faults


def check(file: BinaryIO, trust: Sequence[Certificate] = (), root: str = "") -> Checked:
    """Checks a pack: bookkeeping, every hash, the root, the chain, the derivation, signatures, the time stamp.

    ``file``: open and seekable; ``trust``: root certificates for the time stamp; ``root``: the root as it was handed
    over elsewhere, empty where none was. Never raises for what stands in the file; memory is bounded (``layout``).
    """
    opened = open_pack(file)
    if isinstance(opened, Reason):
        is_pack = opened.code not in ("evidence.zip.none", "evidence.zip.cut", "evidence.zip.too_many")
        return Checked(is_pack and _looks_like_one(file), (opened,))
    if layout.MANIFEST not in opened.members:
        return Checked(False, (Reason("evidence.no_manifest"),), files=len(opened.members))
    found = Checked(True, (), files=len(opened.members))
    whole = _manifest(opened)
    if isinstance(whole, Reason):
        return replace(found, faults=(whole,))
    listed, stated = whole
    found = replace(found, root=stated)
    faults = [*_hashes(opened, listed, stated)]
    stamp, said = _stamp(opened, trust)
    if isinstance(stamp, Reason):
        faults.append(stamp)
    if root and root.strip().lower() != stated:
        faults.append(Reason("evidence.root.other", params={"root": stated, "expected": root.strip().lower()[:80]}))
    if not faults:
        faults += contents(opened)
    kept = stamp if isinstance(stamp, Stamp) else None
    return replace(found, faults=tuple(faults[:MOST_FAULTS]), notes=tuple(said), stamp=kept)


def _looks_like_one(file: BinaryIO) -> bool:
    """Its first or its last member is that of every pack: so it was one, and its bookkeeping was changed."""
    file.seek(LOCAL.size)
    if file.read(len(layout.AGREEMENT)) == layout.AGREEMENT.encode():
        return True
    file.seek(max(0, file.seek(0, SEEK_END) - NEAR_THE_END))
    return layout.SUMS.encode() in file.read()


def _manifest(opened: Opened) -> tuple[dict[str, tuple[str, int]], str] | Reason:
    if opened.members[layout.MANIFEST].size > layout.LARGEST_JSON:
        return fault("evidence.file.too_large", layout.MANIFEST)
    whole = read_manifest(opened.read(layout.MANIFEST))
    return whole or fault("evidence.file.altered", layout.MANIFEST)


def _hashes(opened: Opened, listed: Mapping[str, tuple[str, int]], root: str) -> Iterator[Reason]:
    """Faults of files against the manifest, which vouches for itself."""
    for name in opened.members:
        if name not in listed and name not in layout.ABOVE:
            yield fault("evidence.file.added", name)
        elif not layout.is_known(name):
            yield fault("evidence.file.unknown", name)
    for name in (*listed, layout.ROOT, layout.SUMS):
        if name not in opened.members:
            yield fault("evidence.file.missing", name)
    for name in layout.NEEDED:
        if name not in listed:
            yield fault("evidence.file.missing", name)
    actual: dict[str, tuple[str, int]] = {}
    for name, member in opened.members.items():
        digest, crc = opened.digests(name)
        actual[name] = (digest, member.size)
        if actual[name] != listed.get(name, actual[name]):
            yield fault("evidence.file.altered", name)
        elif crc != member.crc:
            yield fault("evidence.zip.crc", name)
    if layout.ROOT in actual and _root_text(opened) != f"{root}\n".encode():
        yield fault("evidence.file.altered", layout.ROOT)
    yield from _sums(opened, listed, actual)


def _sums(
    opened: Opened, listed: Mapping[str, tuple[str, int]], actual: Mapping[str, tuple[str, int]]
) -> Iterator[Reason]:
    """The list for ``sha256sum`` must be the one that follows from the manifest; the time stamp is vouched for here."""
    if layout.SUMS not in opened.members or opened.members[layout.SUMS].size > layout.LARGEST_TEXT:
        return
    hashes = {name: entry[0] for name, entry in listed.items()}
    hashes |= {name: actual[name][0] for name in (layout.MANIFEST, layout.ROOT) if name in actual}
    stated = opened.read(layout.SUMS)
    if layout.STAMP not in actual:
        if stated != _sums_of(hashes):
            yield fault("evidence.file.altered", layout.SUMS)
        return
    if stated == _sums_of(hashes | {layout.STAMP: actual[layout.STAMP][0]}):
        return
    others = [line for line in stated.splitlines(keepends=True) if not line.endswith(f"  {layout.STAMP}\n".encode())]
    if b"".join(others) == _sums_of(hashes):
        yield Reason("evidence.stamp.or_sums", params={"file": layout.STAMP, "sums": layout.SUMS})
    else:
        yield fault("evidence.file.altered", layout.SUMS)


def _sums_of(hashes: Mapping[str, str]) -> bytes:
    return sums([Member(name, 0, 0, 0, each) for name, each in hashes.items()])


def _stamp(opened: Opened, trust: Sequence[Certificate]) -> tuple[Stamp | Reason | None, list[Reason]]:
    """The time stamp or what is wrong with it; and what is to be said of it."""
    if layout.STAMP not in opened.members or layout.ROOT not in opened.members:
        return None, [Reason("evidence.stamp.none")]
    if opened.members[layout.STAMP].size > layout.LARGEST_STAMP:
        return fault("evidence.file.too_large", layout.STAMP), []
    stamp = read(opened.read(layout.STAMP), _root_text(opened), trust)
    if isinstance(stamp, Reason):
        return replace(stamp, params={**stamp.params, "file": layout.STAMP}), []
    code = "evidence.stamp.trusted" if stamp.trusted else "evidence.stamp.not_checked"
    return stamp, [Reason(code, params={"stamped_at": stamp.at, "signer": stamp.signer or "–"})]


def _root_text(opened: Opened) -> bytes:
    return opened.read(layout.ROOT) if opened.members[layout.ROOT].size <= LONGEST_ROOT else b""
