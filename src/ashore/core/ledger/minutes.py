"""The notes of a call as what was agreed, and who does what by when (W6): the substance of its written summary."""

import re
from dataclasses import dataclass
from datetime import datetime

from ashore.core.kernel import CLIENT, US, Side
from ashore.core.language import read
from ashore.core.language.facts import WRITER, Due, Facts

MOST_LINES = 100
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013\u2014]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the notes. ``by``: who is to do it, None where nobody is named; ``due``: until when, ``is_day``: only
    the day was named. ``owner``: a third one by name."""

    text: str
    by: Side | None = None
    due: datetime | None = None
    is_day: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """All points in the order of the notes."""

    points: tuple[Point, ...]

    def of(self, side: Side | None) -> tuple[Point, ...]:
        """What one side is to do; of nobody, what was agreed besides."""
        return tuple(each for each in self.points if each.by == side)


def minutes(notes: str, at: datetime | None) -> Minutes:
    """The notes, written by one of us, line by line. ``at``: when the call was, on the writer's clock; days count from
    it. "We send the texts by Friday" is ours; what is asked of them, or said that they will do, is the client's."""
    lines = (_BULLET.sub("", each).strip() for each in notes.splitlines())
    return Minutes(tuple(_point(each, at) for each in [line for line in lines if line][:MOST_LINES]))


def _point(line: str, at: datetime | None) -> Point:
    facts = read(line, at=at, learned=False)
    by, due, owner = _doer(facts)
    return Point(line, by, due.at if due else None, due is not None and due.precision == "day", owner)


def _doer(facts: Facts) -> tuple[Side | None, Due | None, str]:
    for promise in facts.promises:
        ours = promise.owner == WRITER
        return (US if ours else CLIENT), promise.due, "" if ours else promise.owner
    for expected in facts.expected:
        return CLIENT, expected.due, ""
    for request in facts.requests:
        return CLIENT, request.due, ""
    return None, None, ""
