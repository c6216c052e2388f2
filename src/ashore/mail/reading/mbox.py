"""mbox files in all variants, streamed: constant memory, resumable at a byte (H15, H16)."""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from ashore.core.kernel import Reason
from ashore.mail.limits import KEPT_OF_TOO_LONG, MAX_MESSAGE_BYTES
from ashore.mail.reading.envelopes import LOOK, begins_message, envelope_end, envelope_time
from ashore.mail.reading.sources import Source

_BLOCK = 4 * 1024 * 1024
_HEAD = 64 * 1024
_SIGN = re.compile(rb"\n(?=[FC>c])(?:(From )|(>)From |[Cc](?i:ontent-length:))")
_ENVELOPE, _QUOTED_LINE = 1, 2
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,12})[ \t]*\r?$")
_QUOTED = re.compile(rb"(?m)^>(>*From )")


class Extent(NamedTuple):
    """Where a message lies: from its envelope line at ``start`` to before ``stop``. ``counted``: its Content-Length was
    honoured; ``quoted``: a line of it may be a quoted "From "."""

    start: int
    stop: int
    counted: bool
    quoted: bool


def messages(fd: int, where: str, start: int = 0, end: int | None = None) -> Iterator[Source]:
    """The messages whose envelope lines lie in ``[start, end)`` of an open file, in order.

    Two ranges that meet share no message and miss none. ``>From`` is unquoted unless Content-Length ruled the message.
    """
    for extent in extents(fd, start, os.fstat(fd).st_size):
        if end is not None and extent.start >= end:
            return
        yield _source(fd, where, extent)


def extents(fd: int, start: int, size: int, step: int = _BLOCK) -> Iterator[Extent]:
    """The messages from ``start`` on in the first ``size`` bytes of an open file.

    ``step``: bytes read at a time; fewer for who wants to see but the next ones.
    """
    begun = skip_to = -1
    counted = quoted = asked = False
    at = max(0, start - 1)  # the line end before an envelope line that lies exactly at the start
    while at < size and (block := os.pread(fd, step + LOOK, at)):
        for found, kind in _signs(block, at == 0, step):
            offset = at + found
            if offset < skip_to:
                continue
            if kind == _ENVELOPE:
                if begins_message(block[found : found + LOOK], after_blank=_after_blank(fd, block, found, offset)):
                    if begun >= 0:
                        yield Extent(begun, offset, counted, quoted)
                    begun, counted, quoted, asked = offset, False, False, False
            elif kind == _QUOTED_LINE:
                quoted = True
            elif begun >= 0 and not asked:
                asked = True
                skip_to = _by_length(fd, _head(fd, block, begun - at, begun), begun, size)
                counted = skip_to >= 0
        at += step
        if skip_to > at:
            at = skip_to - 1
    if begun >= 0:
        yield Extent(begun, size, counted, quoted)


def _signs(block: bytes, at_start: bool, limit: int) -> Iterator[tuple[int, int | None]]:
    """Lines that may begin a message, may have been quoted, or may tell a length: where they begin, and which of it.

    One pass for all three: to look at each byte costs more than all the rest of the reading.
    """
    lead = len(block) - len(block.lstrip(b"\r\n")) if at_start else -1
    if at_start and block.startswith(b"From ", lead):
        yield lead, _ENVELOPE
    for sign in _SIGN.finditer(block):
        found = sign.start()
        if found >= limit:
            return
        if found >= lead:
            yield found + 1, sign.lastindex


def _after_blank(fd: int, block: bytes, found: int, offset: int) -> bool:
    before = block[max(0, found - 3) : found] if found >= 3 else os.pread(fd, min(3, offset), max(0, offset - 3))
    return offset == 0 or before.endswith((b"\n\n", b"\n\r\n")) or not before.strip(b"\r\n")


def _head(fd: int, block: bytes, found: int, offset: int) -> bytes:
    """The header block at an envelope line, its blank line included; empty where none ends within 64 kB."""
    if found >= 0:
        stop = _head_end(block, found, found + _HEAD)
        if stop >= 0:
            return block[found:stop]
        if found + _HEAD <= len(block):
            return b""
    head = os.pread(fd, _HEAD, offset)
    return head[: max(0, _head_end(head, 0, _HEAD))]


def _head_end(data: bytes, start: int, stop: int) -> int:
    """Where the body begins that follows a header at ``start``; -1 where no blank line is found before ``stop``."""
    bare = data.find(b"\n\n", start, stop)
    dos = data.find(b"\n\r\n", start, bare if bare >= 0 else stop)
    return dos + 3 if dos >= 0 else bare + 2 if bare >= 0 else -1


def _by_length(fd: int, head: bytes, offset: int, size: int) -> int:
    """Where the next envelope line must lie by Content-Length; -1 unless one is there, or the file's end."""
    match = _LENGTH.search(head)
    landing = offset + len(head) + int(match[1]) if match else -1
    if not 0 <= landing <= size:
        return -1
    after = os.pread(fd, LOOK, landing)
    blanks = len(after) - len(after.lstrip(b"\r\n"))
    if not after[blanks:]:
        return size
    if blanks > 4 or not after.startswith(b"From ", blanks) or not begins_message(after[blanks:], after_blank=True):
        return -1
    return landing + blanks


def _source(fd: int, where: str, extent: Extent) -> Source:
    """One message without its envelope line and without the line end that mbox adds."""
    note = None
    begun, stop, counted, quoted = extent
    length = stop - begun
    if length > MAX_MESSAGE_BYTES:
        note = Reason("mail.source.too_long", params={"size": length, "limit": MAX_MESSAGE_BYTES})
        stop = begun + KEPT_OF_TOO_LONG
    data = os.pread(fd, stop - begun, begun)
    skip = envelope_end(data[:LOOK])
    arrived = envelope_time(data[:skip])
    added = 1 if data.endswith(b"\n\n") else 2 if data.endswith(b"\r\n\r\n") else 0
    raw = data[skip : max(skip, len(data) - added)]
    if quoted and not counted and b"\n>From " in raw:
        raw = _QUOTED.sub(rb"\1", raw)
    return Source(raw, where, begun, length, note, arrived)
