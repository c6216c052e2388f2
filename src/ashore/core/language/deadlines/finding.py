"""All times that a sentence names, in order, and the one deadline they make."""

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from ashore.core.kernel import Span
from ashore.core.language.deadlines.clocks import read_clock
from ashore.core.language.deadlines.days import read_day
from ashore.core.language.deadlines.durations import read_duration
from ashore.core.language.deadlines.scan import Reading, Scan
from ashore.core.language.deadlines.settling import settle
from ashore.core.language.deadlines.words import Item, items_of
from ashore.core.language.facts import Due, Language

if TYPE_CHECKING:
    from ashore.core.worktime import WorkClock

_FURTHEST_YEARS = 5
_LONGEST = 1_200
_LEADS = {
    *("past", "skip", "rate", "day", "today", "weekday", "next", "this", "nextweek", "thisweek", "nextweekend"),
    *("thismonth", "nextmonth", "monthend", "iso", "dots", "slash", "count", "number", "month", "within"),
    *("noon", "hour", "oclock", "clock"),
}
"""Kinds of words with which a time, or a past one, may begin."""


def find_due(
    span: Span, sentence: str, language: Language, at: datetime, clock: "WorkClock | None" = None
) -> Due | None:
    """The deadline that ``sentence`` (standing at ``span`` of the text) names; None where it names none that
    can be resolved.

    ``at``: when it was written, in the author's zone (UTC is assumed for a naive one). ``clock``: by which working
    days are counted; see the package.
    """
    if language == "und":
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        items = items_of(sentence[:_LONGEST], language)
        due = _due(span, items, at, language, clock)
        return due if due and due.at.year <= at.year + _FURTHEST_YEARS else None
    except (OverflowError, ValueError):
        return None


def _due(span: Span, items: list[Item], at: datetime, language: str, clock: "WorkClock | None") -> Due | None:
    scan = Scan(items, at, language, clock)
    days: list[Reading] = []
    clocks: list[tuple[time, Item, bool]] = []
    i = 0
    while i < len(items):
        if not items[i].kinds or _LEADS.isdisjoint(items[i].kinds):
            i += 1
            continue
        if passed := scan.skipped(i):
            i += passed
            continue
        reading, used = read_day(scan, i)
        if reading is None and used == 1:
            reading, used = read_duration(scan, i)
        if reading:
            days.append(reading)
        elif told := read_clock(scan, i):
            clocks.append((told[0], items[i], told[1]))
        i += max(used, 1)
    return settle(span, days, clocks, at)
