"""The whole work cut into pieces for several processes, and how much it is, for progress."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ashore.mail.reading import mbox
from ashore.mail.reading.files import open_regular
from ashore.mail.reading.folders import Item, items, nothing_in
from ashore.mail.reading.sniffing import kind_of
from ashore.mail.reading.sources import PREFIX, Unreadable, failed

_CUT_ABOVE = 1024 * 1024
_SAMPLE = 200
_LOOKED_AT = 20
"""Messages at the beginning of a piece that tell whether Content-Length counts in it."""
_STEP = 128 * 1024


@dataclass(frozen=True, slots=True)
class Stretch:
    """A file, or the bytes ``[start, end)`` of an mbox (``end`` None: to its end)."""

    path: str
    start: int
    end: int | None
    size: int
    is_message: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What one process reads; pieces of one split share no message and miss none. Small enough to be pickled."""

    stretches: tuple[Stretch, ...]
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def size(self) -> int:
        """Bytes in it."""
        return sum(s.size for s in self.stretches)


@dataclass(frozen=True, slots=True)
class Work:
    """Size of the work: ``size`` bytes (exact), about ``messages`` messages (from a sample)."""

    size: int
    messages: int


def split_work(paths: Iterable[str | Path], pieces: int) -> tuple[Piece, ...]:
    """Pieces of nearly equal size, in the order of the paths; a large mbox is cut between two messages.

    What cannot be read is dealt out among them one by one, so that many unreadable files burden no single process.
    """
    stretches, lost = _stretches(paths)
    goal = max(1, sum(s.size for s in stretches) // max(1, pieces))
    bins: list[list[Stretch]] = [[] for _ in range(max(1, pieces))]
    number, room = 0, goal
    for stretch in stretches:
        todo: Stretch | None = stretch
        while todo is not None:
            last = number == len(bins) - 1
            if last or todo.size <= room:
                bins[number].append(todo)
                room -= todo.size
                todo = None
            else:
                fits, todo = _cut(todo, room)
                if fits:
                    bins[number].append(fits)
                    room -= fits.size
                if todo is not None or not fits:
                    number, room = number + 1, goal
        if room <= 0 and number < len(bins) - 1:
            number, room = number + 1, goal
    return tuple(Piece(tuple(held), tuple(lost[n :: len(bins)])) for n, held in enumerate(bins))


def size_of(paths: Iterable[str | Path]) -> int:
    """Bytes there are to read; no file is opened for it."""
    return sum(stretch.size for stretch in _stretches(paths)[0])


def measure(paths: Iterable[str | Path]) -> Work:
    """How much there is to read."""
    stretches, _ = _stretches(paths)
    return Work(sum(s.size for s in stretches), sum(_count(s) for s in stretches))


def _stretches(paths: Iterable[str | Path]) -> tuple[list[Stretch], list[Unreadable]]:
    out: list[Stretch] = []
    lost: list[Unreadable] = []
    for path in paths:
        try:
            if not Path(path).is_dir():
                out.append(Stretch(str(path), 0, None, Path(path).stat().st_size))
                continue
        except OSError as e:
            lost.append(failed(str(path), e))
            continue
        before = len(out) + len(lost)
        for item in items(str(path)):
            if isinstance(item, Item):
                out.append(Stretch(item.path, 0, None, item.size, item.is_message))
            else:
                lost.append(item)
        if len(out) + len(lost) == before:
            lost.append(nothing_in(str(path)))
    return out, lost


def _cut(stretch: Stretch, room: int) -> tuple[Stretch | None, Stretch | None]:
    """An mbox cut near ``room`` bytes; what is no large mbox goes whole into the next piece or stays."""
    if stretch.is_message or stretch.size < _CUT_ABOVE:
        return (stretch, None) if room * 2 > stretch.size else (None, stretch)
    fd = open_regular(stretch.path)
    if isinstance(fd, Unreadable):
        return stretch, None
    try:
        if kind_of(os.pread(fd, PREFIX, 0), stretch.path) != "mbox":
            return (stretch, None) if room * 2 > stretch.size else (None, stretch)
        stop = stretch.start + stretch.size
        at = _boundary_near(fd, stretch.start, stretch.start + room, stop)
    finally:
        os.close(fd)
    if at is None or at <= stretch.start:
        return stretch, None
    first = Stretch(stretch.path, stretch.start, at, at - stretch.start)
    return first, Stretch(stretch.path, at, stretch.end, stop - at)


def _boundary_near(fd: int, start: int, wanted: int, stop: int) -> int | None:
    """First envelope line from ``wanted`` on. Where Content-Length counts, only a walk from the start finds it."""
    counts = any(extent.counted for extent in _first(fd, start, stop, _LOOKED_AT))
    extents = mbox.extents(fd, start if counts else wanted, stop, _STEP)
    return next((extent.start for extent in extents if extent.start >= wanted), None)


def _first(fd: int, start: int, stop: int, most: int) -> list[mbox.Extent]:
    return list(islice(mbox.extents(fd, start, stop, _STEP), most))


def _count(stretch: Stretch) -> int:
    if stretch.is_message or stretch.size < PREFIX:
        return 1
    fd = open_regular(stretch.path)
    if isinstance(fd, Unreadable):
        return 0
    try:
        if kind_of(os.pread(fd, PREFIX, 0), stretch.path) != "mbox":
            return 1
        found = _first(fd, 0, stretch.size, _SAMPLE)
        if len(found) < _SAMPLE:
            return len(found)
        return stretch.size * (len(found) - 1) // max(1, found[-1].start - found[0].start)
    finally:
        os.close(fd)
