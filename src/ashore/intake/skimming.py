"""An archive in two steps, for those who need only part of what it says: headers first, texts later.

Most of a mailing list passes its reader by; what nobody asks about need not be read sentence by sentence. The outcome
is the same as that of ``stream``.
"""

import marshal
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ashore import mail
from ashore.core.correspondence.newtext import split
from ashore.core.language import language_of, read
from ashore.core.ledger import Said, said
from ashore.intake.doubting import Trust, doubt
from ashore.intake.packing import Addresses, pack_message, pack_said, unpack_message
from ashore.intake.pool import PATIENCE_SECONDS, Lost, run
from ashore.intake.shelf import Shelf
from ashore.intake.streaming import Progress, bury, failed, opened_other, packed_unread, pieces, results, unread_for
from ashore.intake.taken import Taken, Unread
from ashore.intake.taking import NOTHING_SAID, message_of, weighty
from ashore.intake.worker import Craft
from ashore.mail import ParsedMessage, Piece, Source, Unreadable, parse

CHUNK = 100
_SKIMMED = b"s"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Text(NamedTuple):
    """A text that waits: the words, when they were written (seconds since 1970, author's offset), its attachments."""

    text: str
    written: float | None
    offset: float
    attachments: int


def skim(
    paths: Iterable[str | Path],
    shelf: Shelf,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    patience: float = PATIENCE_SECONDS,
    trust: Trust | None = None,
) -> Iterator[Taken | Unread]:
    """As ``stream``, but texts are laid on the shelf instead of being read; see ``marked`` and ``understood``.

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


def understood(
    taken: Sequence[Taken],
    shelf: Shelf,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    patience: float = PATIENCE_SECONDS,
) -> Iterator[tuple[Taken, Unread | None]]:
    """The messages with what they said; beside it the reason where a text could not be understood."""
    waiting = [each for each in taken if each.shelved >= 0]
    warm()
    units = _chunks(waiting)
    craft = Craft(_places, partial(_understand, shelf), _give_up)
    found = run(units, craft, processes=min(processes, len(units)), patience=patience)
    done = 0
    for each in taken:
        if each.shelved < 0:
            yield each, None
            continue
        result = next(found)
        done += 1
        if progress:
            progress(done, done)
        if isinstance(result, Lost):
            raise RuntimeError("texts that were written by this process cannot be read back")
        if result[:1] == _SKIMMED:
            yield replace(each, packed=result[1:], shelved=-1), None
        else:
            told: Unread = pickle.loads(result[1:])  # noqa: S301 - from our own worker
            yield replace(each, packed=NOTHING_SAID, shelved=-1), replace(told, source=each.source)


def warm() -> None:
    """Load the languages here, once, and not in each worker."""
    language_of("The languages are loaded here, once, and not in each worker.")


def hear(shelf: Shelf, each: Taken) -> Said | Unread:
    """What a waiting message said, read in this process. A defect of ours costs this text only."""
    try:
        return _heard(shelf, each.shelved)
    except Exception as fault:
        return replace(unread_for(Source(b"", ""), fault), source=each.source)


def _chunks(waiting: Sequence[Taken]) -> list[tuple[int, ...]]:
    """Places of the waiting texts, in portions."""
    places = [each.shelved for each in waiting]
    return [tuple(places[at : at + CHUNK]) for at in range(0, len(places), CHUNK)]


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
        at = shelf.put(marshal.dumps(tuple(_text(parsed))), number) if parsed.kind == "message" else -1
    except Exception as fault:
        return failed(item, fault)
    note = pickle.dumps(item.note) if item.note else None
    return _SKIMMED + marshal.dumps((message, item.place, len(item.raw), at, note))


def _bury(numbered: tuple[int, Source | Unreadable], why: str) -> bytes:
    return bury(numbered[1], why)


def _text(parsed: ParsedMessage) -> Text:
    written = parsed.sent_local or parsed.received_at
    if written is None:
        return Text(parsed.text, None, 0.0, weighty(parsed))
    offset = written.utcoffset()
    seconds = (written - _EPOCH).total_seconds()
    return Text(parsed.text, seconds, offset.total_seconds() if offset else 0.0, weighty(parsed))


def _opened(result: bytes | Lost, order: int, addresses: Addresses) -> Iterator[Taken | Unread]:
    if isinstance(result, Lost) or result[:1] != _SKIMMED:
        yield opened_other(result._replace(unit=result.unit[1]) if isinstance(result, Lost) else result)
        return
    plain, source, size, at, note = marshal.loads(result[1:])  # noqa: S302 - from our own worker
    yield Taken(unpack_message(plain, order, addresses), source, size, NOTHING_SAID, at)
    if note:
        yield Unread(source, pickle.loads(note))  # noqa: S301


def _places(unit: tuple[int, ...]) -> Iterable[int]:
    return unit


def _understand(shelf: Shelf, place: int) -> bytes:
    """What a text said, packed. A defect of ours costs this text only."""
    try:
        return _SKIMMED + pack_said(_heard(shelf, place))
    except Exception as fault:
        return failed(Source(b"", ""), fault)


def _heard(shelf: Shelf, place: int) -> Said:
    waiting = Text(*marshal.loads(shelf.get(place)))  # noqa: S302 - from our own process
    parts = split(waiting.text)
    return said(read(parts.new_text, at=_written(waiting)), parts, attachments=waiting.attachments)


def _give_up(_place: int, why: str) -> bytes:
    return bury(Source(b"", ""), why)


def _written(waiting: Text) -> datetime | None:
    if waiting.written is None:
        return None
    zone = timezone(timedelta(seconds=waiting.offset)) if waiting.offset else UTC
    return (_EPOCH + timedelta(seconds=waiting.written)).astimezone(zone)
