"""How late something is, in the units that a penalty counts."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby
from math import ceil, floor

from ashore.core.agreement import Within
from ashore.core.agreement.clauses import Fraction as Counted
from ashore.core.worktime import WorkClock

_SECOND = timedelta(seconds=1)
_DAY = 86_400
HOUR = 60
Stretch = tuple[datetime, datetime]


def time_late(clock: WorkClock, due: datetime, done: datetime, step: Within, still: Sequence[Stretch] = ()) -> Fraction:
    """The time from ``due`` to ``done`` in units of the step: calendar days, working days, working hours or minutes.

    Calendar days go by the wall clock: from Saturday 18:00 to Sunday 18:00 it is one day also when the clocks change.
    A working day counts as the part of its working time that has passed. ``still``: stretches, apart and in order, in
    which the clock stood still.
    """
    return sum((_between(clock, a, b, step) for a, b in _running(due, done, still)), Fraction(0))


def units(late: Fraction, counted: Counted) -> Fraction:
    """Whole units where the agreement counts started or completed ones."""
    if counted == "exact":
        return late
    return Fraction(ceil(late) if counted == "started" else floor(late))


def per_step(step: Within) -> int:
    """How many of the units a step has."""
    return step.amount // HOUR if _in_hours(step) else step.amount


def unit(step: Within) -> str:
    """The unit's name: ``working_hours``, ``working_minutes``, ``working_days``, ``days``."""
    return "working_hours" if _in_hours(step) else step.unit


def _in_hours(step: Within) -> bool:
    return step.unit == "working_minutes" and step.amount % HOUR == 0


def _running(due: datetime, done: datetime, still: Sequence[Stretch]) -> list[Stretch]:
    found, at = [], due
    for begins, ends in still:
        if at < min(begins, done):
            found.append((at, min(begins, done)))
        at = max(at, ends)
    return [*found, (at, done)] if at < done else found


def _between(clock: WorkClock, start: datetime, end: datetime, step: Within) -> Fraction:
    if step.unit == "days":
        wall = clock.wall(end) - clock.wall(start)
        return Fraction(max(0, wall // _SECOND), _DAY)
    if step.unit == "working_minutes":
        return Fraction(clock.elapsed_seconds(start, end), 3600 if _in_hours(step) else 60)
    return _working_days(clock, start, end)


def _working_days(clock: WorkClock, start: datetime, end: datetime) -> Fraction:
    late = Fraction(0)
    for day, stretches in groupby(clock.open_between(start, end), key=lambda each: clock.local_date(each[0])):
        passed = sum((closes - opens for opens, closes in stretches), timedelta(0))
        late += Fraction(passed // _SECOND, _whole(clock, day))
    return late


def _whole(clock: WorkClock, day: date) -> int:
    begins = clock.midnight_after(day - timedelta(days=1))
    return clock.elapsed_seconds(begins, clock.midnight_after(day))
