"""The work on an archive cut into pieces, and done on several processes."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ashore import mail
from ashore.intake.pool import Lost, run
from ashore.intake.worker import Craft
from ashore.mail import Piece

PIECE_BYTES = 1024 * 1024
MOST_PIECES = 32
"""Enough for both processes to end at the same time; each cut costs a search for a message's beginning."""

Progress = Callable[[int, int], None]
"""``progress(bytes_done, messages)``, called for each message."""


def size_of(paths: Iterable[str | Path]) -> int:
    """Bytes there are to read, for progress."""
    return mail.size_of(paths)


def pieces(paths: Iterable[str | Path], processes: int) -> list[Piece]:
    """Everything at the paths, cut so that all processes are busy to the end."""
    places = [str(path) for path in paths]
    wanted = min(MOST_PIECES, max(processes, 1, -(-size_of(places) // PIECE_BYTES)))
    return [piece for piece in mail.split_work(places, wanted) if piece.stretches or piece.unreadable]


def results(units: Sequence[Any], craft: Craft, processes: int, patience: float) -> Iterator[bytes | Lost]:
    """What ``craft`` makes of everything in the units, in order. Looks for cyclic garbage but rarely meanwhile."""
    threshold = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield from run(units, craft, processes=min(processes, len(units)), patience=patience)
    finally:
        gc.set_threshold(*threshold)
