"""A whole archive, message by message in its own order, on several processes."""

import gc
import marshal
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ashore import mail
from ashore.core.kernel import Reason
from ashore.intake.packing import Addresses, pack_message, unpack_message
from ashore.intake.pool import PATIENCE_SECONDS, Lost, run
from ashore.intake.taken import Taken, Unread, Whole
from ashore.intake.taking import take, take_whole
from ashore.intake.worker import Craft
from ashore.mail import Piece, Source, Unreadable

PIECE_BYTES = 1024 * 1024
MOST_PIECES = 32
"""Enough for both processes to end at the same time; each cut costs a search for a message's beginning."""
_TAKEN, _UNREAD, _WHOLE = b"t", b"u", b"w"

Progress = Callable[[int, int], None]
"""``progress(bytes_done, messages)``, called for each message."""


def stream(
    paths: Iterable[str | Path],
    *,
    processes: int = 2,
    progress: Progress | None = None,
    patience: float = PATIENCE_SECONDS,
) -> Iterator[Taken | Unread]:
    """All messages at the paths in compact form, numbered in the order in which they stand there.

    What cannot be read or understood comes as ``Unread`` in its place; so does a message that kills its worker or
    keeps it longer than ``patience`` seconds. ``processes`` 0 works in this process. Closing it ends the workers.
    """
    addresses = Addresses()
    order = size = 0
    units = pieces(paths, processes)
    for result in results(units, Craft(mail.read, _make_compact, bury), processes, patience):
        for each in _opened(result, order, addresses):
            if isinstance(each, Whole):
                raise TypeError("a compact stream cannot hold whole messages")
            order += isinstance(each, Taken)
            size += each.size
            if progress:
                progress(size, order)
            yield each


def stream_whole(
    paths: Iterable[str | Path],
    *,
    processes: int = 2,
    progress: Progress | None = None,
    patience: float = PATIENCE_SECONDS,
) -> Iterator[Whole | Unread]:
    """As ``stream``, with raw bytes, parsed message, parts and facts of each: for the desk's import."""
    order = size = 0
    addresses = Addresses()
    units = pieces(paths, processes)
    for result in results(units, Craft(mail.read, _make_whole, bury), processes, patience):
        for each in _opened(result, order, addresses):
            if isinstance(each, Taken):
                raise TypeError("a whole stream cannot hold compact messages")
            order += isinstance(each, Whole)
            size += each.taken.size if isinstance(each, Whole) else each.size
            if progress:
                progress(size, order)
            yield each


def size_of(paths: Iterable[str | Path]) -> int:
    """Bytes there are to read, for progress."""
    return mail.measure(paths).size


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


def _make_compact(item: Source | Unreadable) -> bytes:
    if isinstance(item, Unreadable):
        return packed_unread(Unread(item.where, item.reason))
    try:
        taken = take(item.raw, source=item.place, order=0, arrived_at=item.arrived_at)
    except Exception as fault:
        return failed(item, fault)
    note = pickle.dumps(item.note) if item.note else None
    return _TAKEN + marshal.dumps((pack_message(taken.message), taken.source, taken.size, taken.packed, note))


def _make_whole(item: Source | Unreadable) -> bytes:
    if isinstance(item, Unreadable):
        return packed_unread(Unread(item.where, item.reason))
    try:
        whole = take_whole(item.raw, source=item.place, order=0, arrived_at=item.arrived_at)
        return _WHOLE + pickle.dumps((whole, item.note), protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as fault:
        return failed(item, fault)


def failed(item: Source, fault: Exception) -> bytes:
    """``unread_for`` as a result for the pipe."""
    return packed_unread(unread_for(item, fault))


def unread_for(item: Source, fault: Exception) -> Unread:
    """A message that our own code could not take: a defect of ours, told with its place so that it can be reported."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    params = {"error": f"{type(fault).__name__}: {fault}"[:300], "place": place}
    return Unread(item.place, Reason("intake.failed", params=params), item.length)


def bury(item: Source | Unreadable, why: str) -> bytes:
    """The result for an item that killed its worker."""
    source, size = (item.place, item.length) if isinstance(item, Source) else (item.where, 0)
    return packed_unread(Unread(source, Reason(f"intake.{why}"), size))


def packed_unread(each: Unread) -> bytes:
    """What could not be read, for the pipe."""
    return _UNREAD + pickle.dumps(each)


def opened_other(result: bytes | Lost) -> Unread:
    """A result that is no message."""
    if isinstance(result, Lost):
        return Unread(_name(result.unit), Reason(f"intake.lost.{result.why}", params={"after": result.after}))
    value = pickle.loads(result[1:])  # noqa: S301 - from our own worker
    if not isinstance(value, Unread):
        raise TypeError(f"a worker sent {type(value).__name__}")
    return value


def _opened(result: bytes | Lost, order: int, addresses: Addresses) -> Iterator[Taken | Whole | Unread]:
    if isinstance(result, Lost) or result[:1] == _UNREAD:
        yield opened_other(result)
        return
    kind, body = result[:1], result[1:]
    if kind == _TAKEN:
        plain, source, size, packed, note = marshal.loads(body)  # noqa: S302 - from our own worker
        yield Taken(unpack_message(plain, order, addresses), source, size, packed)
        if note:
            yield Unread(source, pickle.loads(note))  # noqa: S301
        return
    whole, reason = pickle.loads(body)  # noqa: S301 - from our own worker
    message = replace(whole.taken.message, order=order)
    yield replace(whole, taken=replace(whole.taken, message=message))
    if reason:
        yield Unread(whole.taken.source, reason)


def _name(unit: Piece) -> str:
    first = unit.stretches[0] if unit.stretches else None
    if first is None:
        return os.curdir
    return f"{first.path}@{first.start}" if first.start else first.path
