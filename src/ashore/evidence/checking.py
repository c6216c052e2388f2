"""A pack checked by anyone, offline: nothing is needed but the file itself.

The first fault named is the first altered file. What cannot be a pack at all is told apart from what was one and was
changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from os import SEEK_END
from typing import BinaryIO

from cryptography.x509 import Certificate

from ashore.core.agreement import Agreement
from ashore.core.kernel import Reason
from ashore.evidence import layout
from ashore.evidence.canonical import Uncanonical, canonical, parse
from ashore.evidence.deriving import derived, entries, read_agreement
from ashore.evidence.dkim_data import keys_data, looked_at, result_data
from ashore.evidence.hashing import NO_HASH, chained
from ashore.evidence.letters import letter
from ashore.evidence.manifest import read_manifest, sums
from ashore.evidence.opening import Opened, open_pack
from ashore.evidence.stamping import Stamp, read
from ashore.evidence.zipping import LOCAL, Member
from ashore.mail.dkim_keys import Keys, read_keys
from ashore.mail.limits import MAX_MESSAGE_BYTES

MOST_FAULTS = 100
NEAR_THE_END = 4096
LONGEST_ROOT = 100
STREAMED = (layout.CHAIN, layout.LETTERS, layout.RESULTS)
"""Read line by line, so that their size is not bounded."""


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
        faults += _contents(opened)
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
    if opened.members[layout.MANIFEST].size > layout.LARGEST_TEXT:
        return _fault("evidence.file.too_large", layout.MANIFEST)
    whole = read_manifest(opened.read(layout.MANIFEST))
    return whole or _fault("evidence.file.altered", layout.MANIFEST)


def _hashes(opened: Opened, listed: Mapping[str, tuple[str, int]], root: str) -> Iterator[Reason]:
    """Faults of files against the manifest, which vouches for itself."""
    for name in opened.members:
        if name not in listed and name not in layout.ABOVE:
            yield _fault("evidence.file.added", name)
        elif not layout.is_known(name):
            yield _fault("evidence.file.unknown", name)
    for name in (*listed, layout.ROOT, layout.SUMS):
        if name not in opened.members:
            yield _fault("evidence.file.missing", name)
    for name in layout.NEEDED:
        if name not in listed:
            yield _fault("evidence.file.missing", name)
    actual: dict[str, tuple[str, int]] = {}
    for name, member in opened.members.items():
        digest, crc = opened.digests(name)
        actual[name] = (digest, member.size)
        if actual[name] != listed.get(name, actual[name]):
            yield _fault("evidence.file.altered", name)
        elif crc != member.crc:
            yield _fault("evidence.zip.crc", name)
    if layout.ROOT in actual and _root_text(opened) != f"{root}\n".encode():
        yield _fault("evidence.file.altered", layout.ROOT)
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
            yield _fault("evidence.file.altered", layout.SUMS)
        return
    if stated == _sums_of(hashes | {layout.STAMP: actual[layout.STAMP][0]}):
        return
    others = [line for line in stated.splitlines(keepends=True) if not line.endswith(f"  {layout.STAMP}\n".encode())]
    if b"".join(others) == _sums_of(hashes):
        yield Reason("evidence.stamp.or_sums", params={"file": layout.STAMP, "sums": layout.SUMS})
    else:
        yield _fault("evidence.file.altered", layout.SUMS)


def _sums_of(hashes: Mapping[str, str]) -> bytes:
    return sums([Member(name, 0, 0, 0, each) for name, each in hashes.items()])


def _stamp(opened: Opened, trust: Sequence[Certificate]) -> tuple[Stamp | Reason | None, list[Reason]]:
    """The time stamp or what is wrong with it; and what is to be said of it."""
    if layout.STAMP not in opened.members or layout.ROOT not in opened.members:
        return None, [Reason("evidence.stamp.none")]
    if opened.members[layout.STAMP].size > layout.LARGEST_STAMP:
        return _fault("evidence.file.too_large", layout.STAMP), []
    stamp = read(opened.read(layout.STAMP), _root_text(opened), trust)
    if isinstance(stamp, Reason):
        return replace(stamp, params={**stamp.params, "file": layout.STAMP}), []
    code = "evidence.stamp.trusted" if stamp.trusted else "evidence.stamp.not_checked"
    return stamp, [Reason(code, params={"stamped_at": stamp.at, "signer": stamp.signer or "–"})]


def _root_text(opened: Opened) -> bytes:
    return opened.read(layout.ROOT) if opened.members[layout.ROOT].size <= LONGEST_ROOT else b""


def _contents(opened: Opened) -> Iterator[Reason]:
    """Whether what was derived follows from what it was derived of. All hashes are right by now: a fault here means
    that the pack was made so, or by another version."""
    for name, member in opened.members.items():
        limit = MAX_MESSAGE_BYTES if layout.is_letter(name) else layout.LARGEST_TEXT
        if member.size > limit and name not in STREAMED:
            yield _fault("evidence.file.too_large", name)
            return
    facts = _facts(opened)
    keys = _keys(opened)
    if isinstance(facts, Reason) or isinstance(keys, Reason):
        yield from (each for each in (facts, keys) if isinstance(each, Reason))
        return
    now, head, made_with = facts
    yield from _chain(opened, head)
    yield from _derivation(opened, now, made_with)
    yield from _letters(opened, keys, made_with)


def _facts(opened: Opened) -> tuple[datetime, str, str] | Reason:
    try:
        value = parse(opened.read(layout.FACTS))
        if isinstance(value, dict) and (value["format"], value["version"]) == (layout.FORMAT, layout.VERSION):
            now = datetime.fromisoformat(value["now"])
            if now.tzinfo is not None:
                return now, str(value["events"]["chain_head"]), str(value["made_with"])[:60]
    except (Uncanonical, ValueError, TypeError, KeyError):
        pass
    return _fault("evidence.file.wrong", layout.FACTS)


def _keys(opened: Opened) -> Keys | Reason:
    try:
        data = opened.read(layout.KEYS)
        keys, wrong = read_keys(data.decode("utf-8"), layout.KEYS)
        if not wrong and canonical(keys_data(keys)) + b"\n" == data:
            return keys
    except (Uncanonical, ValueError):
        pass
    return _fault("evidence.file.wrong", layout.KEYS)


def _chain(opened: Opened, head: str) -> Iterator[Reason]:
    last, number = NO_HASH, 0
    links = chained(entries(opened.lines(layout.EVENTS)))
    for number, (link, line) in enumerate(zip_longest(links, opened.lines(layout.CHAIN)), 1):
        if link is None or line != link[0] + b"\n":
            yield Reason("evidence.chain.broken", params={"file": layout.CHAIN, "entry": number})
            return
        last = link[1]
    if last != head:
        yield Reason("evidence.chain.head", params={"file": layout.FACTS, "count": number})


def _derivation(opened: Opened, now: datetime, made_with: str) -> Iterator[Reason]:
    agreement = read_agreement(opened.read(layout.AGREEMENT))
    if not isinstance(agreement, Agreement):
        yield _fault("evidence.agreement.unreadable", layout.AGREEMENT)
        return
    try:
        found = derived(agreement, opened.lines(layout.EVENTS), now)
    except (ValueError, TypeError, ArithmeticError, LookupError, RecursionError) as error:
        yield Reason("evidence.derived.failed", params={"file": layout.LEDGER, "error": str(error)[:200]})
        return
    expected = {layout.version_name(number): data for number, data in enumerate(found.versions, 1)}
    present = {name for name in opened.members if name.startswith("agreement/version-")}
    for name in sorted(present | set(expected)):
        if name not in present or name not in expected or opened.read(name) != expected[name]:
            yield Reason("evidence.derived.other", params={"file": name, "made_with": made_with})
    if opened.read(layout.LEDGER) != found.data:
        yield Reason("evidence.derived.other", params={"file": layout.LEDGER, "made_with": made_with})


def _letters(opened: Opened, keys: Keys, made_with: str) -> Iterator[Reason]:
    """Each message against its lines in the two lists; a message in one of them and not in the pack is a fault."""
    names = [name for name in opened.members if layout.is_letter(name)]
    lines = zip_longest(names, opened.lines(layout.LETTERS), opened.lines(layout.RESULTS))
    for name, listed, result in lines:
        if name is None or listed is None or result is None:
            is_list = (name is None) != (listed is None)
            yield _fault("evidence.file.wrong", layout.LETTERS if is_list else layout.RESULTS)
            return
        raw = opened.read(name)
        if not _is_line_of(listed, name, raw):
            yield _fault("evidence.file.wrong", layout.LETTERS)
            return
        if canonical(result_data(name, *looked_at(raw, keys))) + b"\n" != result:
            yield Reason("evidence.dkim.other", params={"file": name, "made_with": made_with})


def _is_line_of(line: bytes, name: str, raw: bytes) -> bool:
    try:
        stated = parse(line)
        if not isinstance(stated, dict):
            return False
        found = letter(raw, str(stated["found_in"])).data(name, stated["referenced_by"])
        return canonical(found) + b"\n" == line
    except (Uncanonical, TypeError, KeyError):
        return False


def _fault(code: str, name: str) -> Reason:
    return Reason(code, params={"file": name})
