"""mbox files in all variants, streamed: constant memory, resumable at a byte (H15, H16)."""

import os
import re
from collections.abc import Iterator

from ashore.core.kernel import Reason
from ashore.mail.limits import KEPT_OF_TOO_LONG, MAX_MESSAGE_BYTES
from ashore.mail.reading.envelopes import LOOK, begins_message, envelope_end, envelope_time
from ashore.mail.reading.sources import Source

_BLOCK = 4 * 1024 * 1024
_HEAD = 64 * 1024
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,12})[ \t]*\r?$")
_QUOTED = re.compile(rb"(?m)^>(>*From )")


def messages(fd: int, where: str, start: int = 0, end: int | None = None) -> Iterator[Source]:
    """The messages whose envelope lines lie in ``[start, end)`` of an open file, in order.

    Two ranges that meet share no message and miss none. ``>From`` is unquoted unless Content-Length ruled the message.
    """
    size = os.fstat(fd).st_size
    begun = -1
    counted = False
    for at, by_length in boundaries(fd, start, size):
        if begun >= 0:
            yield _source(fd, where, begun, at, counted)
            begun = -1
        if end is not None and at >= end:
            return
        begun, counted = at, by_length
    if begun >= 0:
        yield _source(fd, where, begun, size, counted)


def boundaries(fd: int, start: int, size: int, step: int = _BLOCK) -> Iterator[tuple[int, bool]]:
    """Offsets of envelope lines from ``start`` on, each with whether its Content-Length was honoured.

    ``step``: bytes read at a time; fewer for who wants to see but the next ones.
    """
    skip_to = -1
    at = max(0, start - 1)  # the line end before an envelope line that lies exactly at the start
    while at < size:
        block = os.pread(fd, step + LOOK, at)
        if not block:
            return
        for found in _candidates(block, at == 0, step):
            offset = at + found
            if offset < skip_to:
                continue
            if not begins_message(block[found : found + LOOK], after_blank=_after_blank(fd, block, found, offset)):
                continue
            ends = _by_length(fd, _head(fd, block, found, offset), offset, size)
            skip_to = ends if ends is not None else -1
            yield offset, ends is not None
        at += step
        if skip_to > at:
            at = skip_to - 1


def _candidates(block: bytes, at_start: bool, limit: int) -> Iterator[int]:
    lead = len(block) - len(block.lstrip(b"\r\n")) if at_start else -1
    if at_start and block.startswith(b"From ", lead):
        yield lead
    found = block.find(b"\nFrom ", 0, limit + 5)
    while 0 <= found < limit:
        if found >= lead:
            yield found + 1
        found = block.find(b"\nFrom ", found + 1, limit + 5)


def _after_blank(fd: int, block: bytes, found: int, offset: int) -> bool:
    before = block[max(0, found - 3) : found] if found >= 3 else os.pread(fd, min(3, offset), max(0, offset - 3))
    return offset == 0 or before.endswith((b"\n\n", b"\n\r\n")) or not before.strip(b"\r\n")


def _head(fd: int, block: bytes, found: int, offset: int) -> bytes:
    """The header block at an envelope line, its blank line included; empty where none ends within 64 kB."""
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


def _by_length(fd: int, head: bytes, offset: int, size: int) -> int | None:
    """Where the next envelope line must lie by Content-Length; None unless one is there, or the file's end."""
    match = _LENGTH.search(head) if b"ength:" in head.lower() else None
    if not match:
        return None
    landing = offset + len(head) + int(match[1])
    if landing > size:
        return None
    after = os.pread(fd, LOOK, landing)
    blanks = len(after) - len(after.lstrip(b"\r\n"))
    if not after[blanks:]:
        return size
    if blanks > 4 or not after.startswith(b"From ", blanks) or not begins_message(after[blanks:], after_blank=True):
        return None
    return landing + blanks


def _source(fd: int, where: str, begun: int, stop: int, counted: bool) -> Source:
    """One message without its envelope line and without the line end that mbox adds."""
    note = None
    length = stop - begun
    if length > MAX_MESSAGE_BYTES:
        note = Reason("mail.source.too_long", params={"size": length, "limit": MAX_MESSAGE_BYTES})
        stop = begun + KEPT_OF_TOO_LONG
    data = os.pread(fd, stop - begun, begun)
    skip = envelope_end(data[:LOOK])
    arrived = envelope_time(data[:skip])
    added = 1 if data.endswith(b"\n\n") else 2 if data.endswith(b"\r\n\r\n") else 0
    raw = data[skip : max(skip, len(data) - added)]
    if not counted and b"\n>From " in raw:
        raw = _QUOTED.sub(rb"\1", raw)
    return Source(raw, where, begun, length, note, arrived)
