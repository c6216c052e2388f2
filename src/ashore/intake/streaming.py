"""A whole archive, message by message in its own order, on several processes."""

import marshal
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ashore import mail
from ashore.intake.packing import Addresses, pack_message, unpack_message
from ashore.intake.pieces import Progress, pieces, results
from ashore.intake.pool import PATIENCE_SECONDS, Lost
from ashore.intake.taken import Taken, Unread, Whole
from ashore.intake.taking import take, take_whole
from ashore.intake.unreading import UNREAD, bury, failed, opened_other, packed_unread
from ashore.intake.worker import Craft
from ashore.mail import Source, Unreadable

_TAKEN, _WHOLE = b"t", b"w"


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


def _opened(result: bytes | Lost, order: int, addresses: Addresses) -> Iterator[Taken | Whole | Unread]:
    if isinstance(result, Lost) or result[:1] == UNREAD:
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
