"""The texts on the shelf, read for what they say."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from ashore.core.correspondence.newtext import split
from ashore.core.language import read
from ashore.core.ledger import Said, said
from ashore.intake.pieces import Progress
from ashore.intake.pool import PATIENCE_SECONDS, Lost, run
from ashore.intake.sayings import pack_said
from ashore.intake.shelf import Shelf
from ashore.intake.taken import Taken, Unread
from ashore.intake.texts import text_at
from ashore.intake.unreading import bury, failed, unread_for
from ashore.intake.worker import Craft
from ashore.mail import Source

CHUNK = 100
_HEARD = b"h"


def understood(
    taken: Sequence[Taken],
    shelf: Shelf,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    patience: float = PATIENCE_SECONDS,
    portion: int = CHUNK,
) -> Iterator[tuple[Taken, Unread | None]]:
    """The messages with what they said; beside it the reason where a text could not be understood.

    ``portion``: so many texts a child is given at a time.
    """
    waiting = [each for each in taken if each.shelved >= 0]
    warm()
    units = _portions(waiting, portion)
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
        if result[:1] == _HEARD:
            yield replace(each, packed=result[1:], shelved=-1), None
        else:
            told: Unread = pickle.loads(result[1:])  # noqa: S301 - from our own worker
            yield replace(each, packed=b"", shelved=-1), replace(told, source=each.source)


def warm() -> None:
    """Load the languages here, once, and not in each worker."""
    read(
        "Could you send me the report by Friday? I will call you tomorrow.",
        at=datetime(1970, 1, 1, tzinfo=UTC),
        learned=False,
    )


def hear(shelf: Shelf, each: Taken) -> Said | Unread:
    """What a waiting message said, read in this process. A defect of ours costs this text only."""
    try:
        return _heard(shelf, each.shelved)
    except Exception as fault:
        return replace(unread_for(Source(b"", ""), fault), source=each.source)


def _portions(waiting: Sequence[Taken], portion: int) -> list[tuple[int, ...]]:
    """Places of the waiting texts, in portions."""
    places = [each.shelved for each in waiting]
    return [tuple(places[at : at + portion]) for at in range(0, len(places), portion)]


def _places(unit: tuple[int, ...]) -> Iterable[int]:
    return unit


def _understand(shelf: Shelf, place: int) -> bytes:
    """What a text said, packed. A defect of ours costs this text only."""
    try:
        return _HEARD + pack_said(_heard(shelf, place))
    except Exception as fault:
        return failed(Source(b"", ""), fault)


def _heard(shelf: Shelf, place: int) -> Said:
    waiting = text_at(shelf, place)
    parts = split(waiting.text)
    return said(read(parts.new_text, at=waiting.at, learned=False), parts, attachments=waiting.attachments)


def _give_up(_place: int, why: str) -> bytes:
    return bury(Source(b"", ""), why)
