"""An archive in two steps, for those who need only part of what it says: headers first, texts later.

Most of a mailing list passes its reader by; what nobody asks about need not be read sentence by sentence. The outcome
is the same as that of ``stream``.
"""

import marshal
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from ashore import mail
from ashore.intake.doubting import Trust, doubt
from ashore.intake.messages import message_of
from ashore.intake.packing import Addresses, pack_message, unpack_message
from ashore.intake.pieces import Progress, pieces, results
from ashore.intake.pool import PATIENCE_SECONDS, Lost
from ashore.intake.shelf import Shelf
from ashore.intake.taken import Taken, Unread
from ashore.intake.texts import lay
from ashore.intake.unreading import bury, failed, opened_other, packed_unread
from ashore.intake.worker import Craft
from ashore.mail import Piece, Source, Unreadable, parse

_SKIMMED = b"s"


def skim(
    paths: Iterable[str | Path],
    shelf: Shelf,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    patience: float = PATIENCE_SECONDS,
    trust: Trust | None = None,
) -> Iterator[Taken | Unread]:
    """As ``stream``, but texts are laid on the shelf instead of being read; see ``marked`` and ``hearing``.

    ``trust``: the mail server that must have confirmed whatever names one of us as its sender (H38).
    """
    units = list(enumerate(pieces(paths, processes)))
    shelf.extend(len(units))
    addresses = Addresses()
    order = size = 0
    for result in results(units, Craft(_read_piece, partial(_make, shelf, trust=trust), _bury), processes, patience):
        for each in _opened(result, order, addresses):
            order += isinstance(each, Taken)
            size += each.size
            if progress:
                progress(size, order)
            yield each


def _read_piece(unit: tuple[int, Piece]) -> Iterator[tuple[int, Source | Unreadable]]:
    number, piece = unit
    for item in mail.read(piece):
        yield number, item


def _make(shelf: Shelf, numbered: tuple[int, Source | Unreadable], trust: Trust | None = None) -> bytes:
    number, item = numbered
    if isinstance(item, Unreadable):
        return packed_unread(Unread(item.where, item.reason))
    try:
        parsed = parse(item.raw, arrived_at=item.arrived_at)
        found = message_of(parsed, None, 0, item.arrived_at)
        message = pack_message(replace(found, doubtful=True) if doubt(found, item.raw, trust) else found)
        at = lay(shelf, parsed, number) if parsed.kind == "message" else -1
    except Exception as fault:
        return failed(item, fault)
    note = pickle.dumps(item.note) if item.note else None
    return _SKIMMED + marshal.dumps((message, item.place, len(item.raw), at, note))


def _bury(numbered: tuple[int, Source | Unreadable], why: str) -> bytes:
    return bury(numbered[1], why)


def _opened(result: bytes | Lost, order: int, addresses: Addresses) -> Iterator[Taken | Unread]:
    if isinstance(result, Lost) or result[:1] != _SKIMMED:
        yield opened_other(result._replace(unit=result.unit[1]) if isinstance(result, Lost) else result)
        return
    plain, source, size, at, note = marshal.loads(result[1:])  # noqa: S302 - from our own worker
    yield Taken(unpack_message(plain, order, addresses), source, size, b"", at)
    if note:
        yield Unread(source, pickle.loads(note))  # noqa: S301
