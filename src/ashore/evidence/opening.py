"""A ZIP that claims to be a pack, opened with suspicion: its bookkeeping must be, byte for byte, what Ashore writes.

Nothing is unpacked to disk, nothing is decompressed, and no size that the file states is believed before it was
checked against the file's own length (H63, H66).
"""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from os import SEEK_END
from typing import BinaryIO

from ashore.core.kernel import Reason
from ashore.evidence import layout
from ashore.evidence.zipping import (
    CENTRAL,
    CHUNK,
    END,
    MOST_ENTRIES,
    MOST_NARROW,
    WIDE_END,
    WIDE_LOCATOR,
    Member,
    directory,
    local_header,
)

_SYMLINK = 0o120000
_KIND = 0o170000


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack whose bookkeeping is sound. ``members``: in the order of the file."""

    file: BinaryIO
    members: dict[str, Member]

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a member, piece by piece; several members may be read side by side."""
        member = self.members[name]
        at = member.offset + len(local_header(member))
        end = at + member.size
        while at < end:
            self.file.seek(at)
            chunk = self.file.read(min(CHUNK, end - at))
            if not chunk:
                return
            at += len(chunk)
            yield chunk

    def read(self, name: str) -> bytes:
        """The bytes of a member; the caller has looked at its size."""
        return b"".join(self.chunks(name))

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a member, each of at most LARGEST_LINE bytes, with their line ends."""
        held = b""
        for chunk in self.chunks(name):
            *whole, held = (held + chunk).split(b"\n")
            for line in whole:
                yield from _cut(line + b"\n")
            while len(held) >= layout.LARGEST_LINE:
                yield held[: layout.LARGEST_LINE]
                held = held[layout.LARGEST_LINE :]
        if held:
            yield held

    def digests(self, name: str) -> tuple[str, int]:
        """SHA-256 and CRC-32 of a member's bytes, in one pass."""
        digest, crc = hashlib.sha256(), 0
        for chunk in self.chunks(name):
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
        return digest.hexdigest(), crc


def open_pack(file: BinaryIO) -> Opened | Reason:
    """The members of a pack, or why it is none. ``file``: open and seekable. Reads only the bookkeeping."""
    size = file.seek(0, SEEK_END)
    if size < END.size:
        return Reason("evidence.zip.none")
    file.seek(size - END.size)
    end = file.read(END.size)
    mark, disk, first_disk, _, count, length, start, comment = END.unpack(end)
    if mark != b"PK\5\6":
        return _no_end(file, size)
    tail = END.size
    if count == MOST_ENTRIES or start == MOST_NARROW or length == MOST_NARROW:
        wide = _wide(file, size)
        if wide is None:
            return Reason("evidence.zip.end")
        count, length, start = wide
        tail += WIDE_END.size + WIDE_LOCATOR.size
    if start + length + tail != size or disk or first_disk or comment:
        return Reason("evidence.zip.end")
    if count > layout.MOST_MEMBERS or length > layout.LARGEST_DIRECTORY:
        return Reason("evidence.zip.too_many", params={"count": count, "limit": layout.MOST_MEMBERS})
    file.seek(start)
    return _members(file, file.read(size - start), count, start)


def _cut(line: bytes) -> Iterator[bytes]:
    """A line as ``readline(LARGEST_LINE)`` gives it."""
    for at in range(0, len(line), layout.LARGEST_LINE):
        yield line[at : at + layout.LARGEST_LINE]


def _no_end(file: BinaryIO, size: int) -> Reason:
    """A ZIP with something behind it or cut short, or no ZIP at all."""
    file.seek(0)
    if file.read(4) != b"PK\3\4":
        return Reason("evidence.zip.none")
    file.seek(max(0, size - 70_000))
    return Reason("evidence.zip.trailing" if b"PK\5\6" in file.read() else "evidence.zip.cut")


def _wide(file: BinaryIO, size: int) -> tuple[int, int, int] | None:
    at = size - END.size - WIDE_LOCATOR.size - WIDE_END.size
    if at < 0:
        return None
    file.seek(at)
    mark, *_, count, length, start = WIDE_END.unpack(file.read(WIDE_END.size))
    return (count, length, start) if mark == b"PK\6\6" else None


def _members(file: BinaryIO, tail: bytes, count: int, start: int) -> Opened | Reason:
    """Reads the directory, then demands that directory and local headers are what the members make them."""
    found: dict[str, Member] = {}
    at = offset = 0
    for _ in range(count):
        read = _entry(tail, at, offset)
        if isinstance(read, Reason):
            return read
        member, at = read
        if member.name in found:
            return _about(member.name, "evidence.zip.doubled")
        found[member.name] = member
        offset += len(local_header(member)) + member.size
        if offset > start:
            return _about(member.name, "evidence.zip.too_large")
    members = list(found.values())
    expected = directory(members, start)
    if offset != start or expected != tail:
        return _about(_nearest(members, expected, tail), "evidence.zip.directory")
    for member in members:
        file.seek(member.offset)
        header = local_header(member)
        if file.read(len(header)) != header:
            return _about(member.name, "evidence.zip.header")
    return Opened(file, found)


def _entry(tail: bytes, at: int, offset: int) -> tuple[Member, int] | Reason:
    """The member of a directory entry, and where the next one stands."""
    if at + CENTRAL.size > len(tail):
        return Reason("evidence.zip.end")
    mark, _, _, flags, method, _, _, crc, packed, size, length, extra, comment, _, _, attributes, _ = (
        CENTRAL.unpack_from(tail, at)
    )
    name_end = at + CENTRAL.size + length
    name = tail[at + CENTRAL.size : name_end].decode("utf-8", "backslashreplace")
    if mark != b"PK\1\2":
        return Reason("evidence.zip.end")
    if not layout.is_safe(name):
        return _about(name[:80], "evidence.zip.unsafe_name")
    if (attributes >> 16) & _KIND == _SYMLINK:
        return _about(name, "evidence.zip.link")
    if method != 0 or packed != size:
        return _about(name, "evidence.zip.packed")
    if flags & 1:
        return _about(name, "evidence.zip.locked")
    return Member(name, size, crc, offset), name_end + extra + comment


def _nearest(members: list[Member], expected: bytes, tail: bytes) -> str:
    """The member in whose entry the first byte differs."""
    same = next((n for n, (a, b) in enumerate(zip(expected, tail, strict=False)) if a != b), len(expected))
    at = 0
    for member in members:
        at += CENTRAL.size + len(member.name) + (12 if member.offset >= MOST_NARROW else 0)
        if same < at:
            return member.name
    return members[-1].name if members else ""


def _about(name: str, code: str) -> Reason:
    return Reason(code, params={"file": name})
