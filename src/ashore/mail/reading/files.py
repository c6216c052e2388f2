"""One file: opened carefully, sniffed, read."""

import os
import stat
from collections.abc import Iterator

from ashore.core.kernel import Reason
from ashore.mail.limits import KEPT_OF_TOO_LONG, MAX_MESSAGE_BYTES
from ashore.mail.reading import mbox
from ashore.mail.reading.sniffing import kind_of
from ashore.mail.reading.sources import PREFIX, Found, Source, Unreadable, failed


def open_regular(path: str) -> int | Unreadable:
    """A descriptor for reading a regular file; never waits on a pipe or device."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as e:
        return failed(path, e)
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        return Unreadable(path, Reason("mail.source.not_regular"))
    return fd


def read_file(path: str, start: int = 0, end: int | None = None, *, is_message: bool = False) -> Iterator[Found]:
    """What one file holds. ``start`` and ``end`` cut an mbox; ``is_message``: do not sniff, it is one message."""
    fd = open_regular(path)
    if isinstance(fd, Unreadable):
        yield fd
        return
    try:
        yield from read_open(fd, path, start, end, is_message=is_message)
    except OSError as e:
        yield failed(path, e)
    finally:
        os.close(fd)


def read_open(
    fd: int, where: str, start: int = 0, end: int | None = None, *, is_message: bool = False
) -> Iterator[Found]:
    """What an open file holds."""
    prefix = os.pread(fd, PREFIX, 0)
    kind = "message" if is_message and prefix else kind_of(prefix, where)
    if isinstance(kind, Reason):
        yield Unreadable(where, kind, prefix)
    elif kind == "mbox":
        yield from mbox.messages(fd, where, start, end)
    elif kind == "zip":
        from ashore.mail.reading.archives import read_zip  # start-up: most mail comes in no zip

        yield from read_zip(fd, where, read_open)
    else:
        yield _single(fd, where, kind == "emlx")


def _single(fd: int, where: str, is_emlx: bool) -> Source:
    size = os.fstat(fd).st_size
    note = None
    if size > MAX_MESSAGE_BYTES:
        note = Reason("mail.source.too_long", params={"size": size, "limit": MAX_MESSAGE_BYTES})
    raw = _all(fd, KEPT_OF_TOO_LONG if note else size)
    if is_emlx:
        # Apple Mail: the count of bytes on the first line, the message, then a property list.
        count, _, rest = raw.partition(b"\n")
        raw = rest[: int(count[:20])]
    return Source(raw.removeprefix(b"\xef\xbb\xbf"), where, 0, size, note)


def _all(fd: int, size: int) -> bytes:
    parts: list[bytes] = []
    at = 0
    while at < size:
        data = os.pread(fd, min(size - at, 1 << 30), at)
        if not data:
            break
        parts.append(data)
        at += len(data)
    return parts[0] if len(parts) == 1 else b"".join(parts)
