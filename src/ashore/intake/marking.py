"""The marks by which a reply without references finds the message that it quotes, made only where one could be found.

The outcome of threading is the same as with all marks: a text is taken apart only if the message names no earlier one
and an earlier one stands under the same subject within the time in which it would be looked for.
"""

import marshal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from ashore.core.correspondence.fingerprint import mark
from ashore.core.correspondence.newtext import split
from ashore.core.correspondence.subjects import parse_subject
from ashore.core.correspondence.threads import WINDOW
from ashore.intake.messages import names_nobody
from ashore.intake.pool import PATIENCE_SECONDS, Lost, run
from ashore.intake.shelf import Shelf
from ashore.intake.taken import Taken
from ashore.intake.texts import text_at
from ashore.intake.worker import Craft

CHUNK = 40
WORTH_WORKERS = 200
"""From so many texts on, two processes are sooner done than one."""
_NONE = marshal.dumps(((), ()))


class Marks(NamedTuple):
    """Marks of a text's own sentences and of those it quotes."""

    own: tuple[int, ...]
    quoted: tuple[int, ...]


def marked(
    taken: Iterable[Taken], shelf: Shelf, *, processes: int = 2, patience: float = PATIENCE_SECONDS
) -> list[Taken]:
    """The messages, of which those that might answer by a quotation, or be answered by one, bear marks."""
    messages = list(taken)
    shared = [group for group in _by_subject(messages).values() if len(group) > 1]
    marks: dict[int, Marks] = {}
    for wanted in (_orphans, _quoted):
        places = sorted({place for group in shared for place in wanted(messages, group, marks)} - marks.keys())
        marks.update(zip(places, _read(messages, places, shelf, processes, patience), strict=True))
    for place, found in marks.items():
        message = messages[place].message
        quoted = found.quoted if names_nobody(message) else ()
        messages[place] = replace(messages[place], message=replace(message, own_text=found.own, quoted_text=quoted))
    return messages


def _by_subject(messages: Sequence[Taken]) -> dict[str, list[int]]:
    """Positions of the messages under each base subject, by time and key as threading orders them."""
    groups: dict[str, list[int]] = {}
    for place in sorted(range(len(messages)), key=lambda n: (messages[n].message.at, messages[n].message.key)):
        subject = parse_subject(messages[place].message.subject)
        for base in {subject.base, subject.was} - {""}:
            groups.setdefault(base, []).append(place)
    return groups


def _orphans(messages: Sequence[Taken], group: Sequence[int], _: dict[int, Marks]) -> Iterator[int]:
    """Messages that name nobody and have another one before them under their subject."""
    for before, place in pairwise(group):
        each = messages[place]
        is_near = each.message.at - messages[before].message.at <= WINDOW
        if is_near and each.shelved >= 0 and names_nobody(each.message):
            yield place


def _quoted(messages: Sequence[Taken], group: Sequence[int], marks: dict[int, Marks]) -> Iterator[int]:
    """Messages that such a one, which quotes something, comes after."""
    quoting = None
    for place in reversed(group):
        each = messages[place]
        if quoting is not None and each.shelved >= 0 and quoting - each.message.at <= WINDOW:
            yield place
        if place in marks and marks[place].quoted and names_nobody(each.message):
            quoting = each.message.at


def _read(
    messages: Sequence[Taken], places: Sequence[int], shelf: Shelf, processes: int, patience: float
) -> Iterator[Marks]:
    units = [tuple(messages[place].shelved for place in places[at : at + CHUNK]) for at in range(0, len(places), CHUNK)]
    busy = min(processes, len(units)) if len(places) >= WORTH_WORKERS else 0
    for result in run(units, Craft(_places, partial(_mark, shelf), _give_up), processes=busy, patience=patience):
        if isinstance(result, Lost):
            raise RuntimeError("texts that were written by this process cannot be read back")
        yield Marks(*marshal.loads(result))  # noqa: S302 - from our own process


def _places(unit: tuple[int, ...]) -> Iterable[int]:
    return unit


def _mark(shelf: Shelf, place: int) -> bytes:
    parts = split(text_at(shelf, place).text)
    return marshal.dumps((mark(parts.own_text), mark(parts.quoted_text)))


def _give_up(_place: int, _why: str) -> bytes:
    return _NONE
