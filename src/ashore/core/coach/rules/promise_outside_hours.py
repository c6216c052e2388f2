"""A promised time that we cannot mean: outside our agreed hours, on a day off, or over already.

## What it does
Holds each time that we promise against our working hours and holidays in the agreement, and against the clock.

## Why
Nobody will be there to keep it, so the promise is broken on the day it is due; or a slip of the pen names a day that is
past (W5, A9).

## Example
    On Friday: We will send you the corrected proofs tomorrow.

## Use instead
    We will send you the corrected proofs on Monday by noon.

## When to ignore
Where somebody has agreed to work at that time. A day that the client named first is not doubted, nor what runs
by itself. Without an agreement only times that are over are found.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.times import day_of, days_named
from ashore.core.kernel import US
from ashore.core.language import WRITER, Due
from ashore.core.worktime import WorkClock

NAME = "promise-outside-hours"
_ABSOLUTE = frozenset(f"language.due.{kind}" for kind in ("weekday", "date", "time", "relative_day", "today"))
"""How a time is named that means what it says; "in three days" leaves room."""
_NEARLY_A_YEAR = timedelta(days=334)
"""A day without a year that lies so far ahead was meant to be the one that is just over."""

_RECENT = 2
"""Messages of the client in which they may have asked for that very day."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a promised time."""
    spared = {hit.sentence for hit in case.hits(NAME, "by_itself")}
    seen = set()
    for promise in case.facts.promises:
        due = promise.due
        if due is None or promise.owner != WRITER or promise.span in spared or due.span in seen:
            continue
        seen.add(due.span)
        if variant := _fault(due, case):
            yield Seen(due.span, {"words": due.span.of(case.text)}, variant=variant)


def _fault(due: Due, case: Case) -> str:
    """What is wrong with a time: ``past``, ``day_off``, ``hours``; nothing where it is well."""
    now = case.draft.at
    if _is_past(due, now, case):
        return "past"
    if case.agreement is None or due.reason.code not in _ABSOLUTE or not due.certain:
        return ""
    clock = case.agreement.at(now).clock(US)
    if not clock.is_working_day(day_of(due)):
        fault = "day_off"
    elif due.precision == "minute" and _is_closed(due.at, clock):
        fault = "hours"
    else:
        return ""
    return "" if _at_work(due, now, clock) or day_of(due) in _named_by_client(case) else fault


def _at_work(due: Due, now: datetime, clock: WorkClock) -> bool:
    """Whether a time of today is promised by somebody who works today though nobody need."""
    return day_of(due) == now.date() and (not clock.is_working_day(now.date()) or _is_closed(now, clock))


def _named_by_client(case: Case) -> frozenset[date]:
    return frozenset[date]().union(*(days_named(turn, case.facts_of(turn)) for turn in case.theirs[-_RECENT:]))


def _is_past(due: Due, now: datetime, case: Case) -> bool:
    if due.precision == "minute":
        return due.at < now
    if day_of(due) < now.date():
        return True
    return str(due.at.year) not in due.span.of(case.text) and due.at - now > _NEARLY_A_YEAR


def _is_closed(at: datetime, clock: WorkClock) -> bool:
    """Whether nobody works any more, or not yet; a break at noon is no closing."""
    day = clock.local_date(at)
    opens = clock.next_open(clock.midnight_after(day - timedelta(days=1)))
    return not opens <= at <= clock.end_of_date(day)


RULE = Rule("W053", NAME, "W5", "warning", find, phrases=True)
