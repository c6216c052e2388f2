"""A ZIP file of the plainest kind: stored, not packed; one fixed time; nothing between, before or behind.

Because each byte of its bookkeeping follows from names, sizes and contents, the same members give the same file, and a
reader can demand exactly these bytes: no bomb, no hidden member, no second directory (APPNOTE 6.3.10; ZIP64 where a
pack outgrows the old limits).
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

MOST_NARROW = 0xFFFF_FFFF
"""Offsets and sizes from here on need the wide form (ZIP64)."""
MOST_ENTRIES = 0xFFFF
END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
WIDE_END = struct.Struct("<4sQ2H2L4Q")
WIDE_LOCATOR = struct.Struct("<4sLQL")
_TIME, _DATE = 0, (1 << 5) | 1
"""1980-01-01 00:00, the first moment that a ZIP can name."""
_UTF8 = 0x800
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the ZIP: its name, size in bytes, CRC-32, where its local header stands; ``sha256`` of its bytes."""

    name: str
    size: int
    crc: int
    offset: int
    sha256: str = ""


class ZipWriter:
    """Writes members one after the other; only the directory is held in memory. ``out`` need not be seekable."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self.members: list[Member] = []

    def add(self, name: str, data: bytes) -> Member:
        """Writes a member whose bytes are at hand."""
        member = Member(name, len(data), zlib.crc32(data), self._at, sha256(data).hexdigest())
        return self._add(member, (data,))

    def add_file(self, name: str, file: BinaryIO) -> Member:
        """Copies an open, seekable file from its start, in two passes: measured, then written."""
        file.seek(0)
        size = crc = 0
        digest = sha256()
        while chunk := file.read(CHUNK):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
            digest.update(chunk)
        file.seek(0)
        return self._add(Member(name, size, crc, self._at, digest.hexdigest()), _chunks(file.read, size))

    def close(self) -> None:
        """Writes the directory; ``out`` stays open."""
        self._write(directory(self.members, self._at))

    def _add(self, member: Member, chunks: Iterable[bytes]) -> Member:
        if member.size >= MOST_NARROW:
            raise ValueError(f"{member.name} is too large for a pack")
        self._write(local_header(member))
        for chunk in chunks:
            self._write(chunk)
        self.members.append(member)
        return member

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)


def _chunks(read: Callable[[int], bytes], size: int) -> Iterable[bytes]:
    while size > 0 and (chunk := read(min(CHUNK, size))):
        size -= len(chunk)
        yield chunk


def local_header(member: Member) -> bytes:
    """What stands right before a member's bytes."""
    name = member.name.encode("utf-8")
    fixed = (b"PK\3\4", 20, _UTF8, 0, _TIME, _DATE, member.crc, member.size, member.size, len(name), 0)
    return LOCAL.pack(*fixed) + name


def directory(members: Sequence[Member], start: int) -> bytes:
    """Everything behind the last member: the central directory, which begins at ``start``, and its end."""
    entries = b"".join(map(_central, members))
    count, size = len(members), len(entries)
    wide = b""
    if count >= MOST_ENTRIES or start >= MOST_NARROW or size >= MOST_NARROW:
        wide = WIDE_END.pack(b"PK\6\6", WIDE_END.size - 12, 45 | _UNIX << 8, 45, 0, 0, count, count, size, start)
        wide += WIDE_LOCATOR.pack(b"PK\6\7", 0, start + size, 1)
    narrow = min(count, MOST_ENTRIES)
    end = END.pack(b"PK\5\6", 0, 0, narrow, narrow, min(size, MOST_NARROW), min(start, MOST_NARROW), 0)
    return entries + wide + end


def _central(member: Member) -> bytes:
    name = member.name.encode("utf-8")
    extra = struct.pack("<2HQ", 1, 8, member.offset) if member.offset >= MOST_NARROW else b""
    needs = 45 if extra else 20
    versions = (b"PK\1\2", needs | _UNIX << 8, needs, _UTF8, 0, _TIME, _DATE, member.crc, member.size, member.size)
    rest = (len(name), len(extra), 0, 0, 0, _PLAIN_FILE, min(member.offset, MOST_NARROW))
    return CENTRAL.pack(*versions, *rest) + name + extra
