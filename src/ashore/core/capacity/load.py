"""Work against hours, week by week, and the first day by which it does not fit.

Attention goes to what is due first (earliest due date first is the order that keeps every date wherever any order does:
Jackson, 1955). So all fits exactly where for each due time the work due by then is no more than the hours until then.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ashore.core.capacity.values import Hours, Work
from ashore.core.kernel import Reason, Value
from ashore.core.worktime import WorkClock

TOLD = 5
"""So many pieces of work are named in a reason, the largest."""
FARTHEST = 26
"""Weeks that a beginning is looked for in."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday ``first``: ``free`` minutes from now on, ``need`` minutes of work due in it; the first week
    holds what is late too."""

    first: date
    free: int
    need: int

    @property
    def is_over(self) -> bool:
        """Whether more is due in this week than there are hours in it."""
        return self.need > self.free


@dataclass(frozen=True, slots=True)
class Tight:
    """The first due time by which the work does not fit: ``need`` minutes due by ``due``, ``free`` until then."""

    due: datetime
    need: int
    free: int
    works: tuple[Work, ...]

    @property
    def short(self) -> int:
        """How many minutes are missing."""
        return self.need - self.free

    def reason(self) -> Reason:
        """Why it does not fit, with the largest pieces of work."""
        largest = sorted(self.works, key=lambda each: -each.minutes)[:TOLD]
        return Reason(
            "capacity.does_not_fit",
            "W12",
            {
                "due_at": self.due,
                "need_working_minutes": self.need,
                "free_working_minutes": self.free,
                "short_working_minutes": self.short,
            },
            because=tuple(_told(each) for each in largest),
        )


@dataclass(frozen=True, slots=True)
class Load:
    """A person's coming weeks. ``late``: minutes of work that is late already; ``undated``: of work without a day;
    ``later``: of work due behind the last week; ``tight``: None where everything fits."""

    weeks: tuple[Week, ...]
    late: int
    undated: int
    later: int
    tight: Tight | None


@dataclass(frozen=True, slots=True)
class Taking:
    """Whether further work fits, and why. ``earliest``: the first Monday from which it would, None where there is none
    within half a year, or where it fits as asked."""

    fits: bool
    reason: Reason
    earliest: date | None = None


def load(works: Iterable[Work], hours: Hours, now: datetime, weeks: int = 6) -> Load:
    """The load of one person's ``works`` in the ``weeks`` that begin with the one of ``now``."""
    dated = sorted((each for each in works if each.due is not None), key=_due)
    undated = sum(each.minutes for each in works if each.due is None)
    late = sum(each.minutes for each in dated if _due(each) <= now)
    told, start, monday = [], now, _monday(hours.clock, now)
    for number in range(weeks):
        first = monday + timedelta(weeks=number)
        end = hours.clock.midnight_after(first + timedelta(days=6))
        need = sum(each.minutes for each in dated if _due(each) < end and (number == 0 or _due(each) >= start))
        told.append(Week(first, hours.free(start, end), need))
        start = end
    later = sum(each.minutes for each in dated if _due(each) >= start)
    return Load(tuple(told), late, undated, later, _tight(dated, hours, now))


def _tight(works: Iterable[Work], hours: Hours, now: datetime) -> Tight | None:
    """The first stretch of time that holds less hours than work that must be done within it, by its end: from now, and
    from each time before which work cannot begin (the processor demand of Baruah, Rosier and Howell, 1990)."""
    dated = sorted((each for each in works if each.due is not None), key=_due)
    starts = {now} | {each.begins for each in dated if each.begins is not None and each.begins > now}
    found = (_tight_from(start, dated, hours, now) for start in starts)
    return min((each for each in found if each is not None), key=lambda each: (each.due, -each.short), default=None)


def _tight_from(start: datetime, dated: Sequence[Work], hours: Hours, now: datetime) -> Tight | None:
    within = [each for each in dated if (each.begins or now) >= start or start == now]
    need = 0
    for place, each in enumerate(within):
        need += each.minutes
        due = _due(each)
        if due <= now or (place + 1 < len(within) and _due(within[place + 1]) == due):
            continue
        free = hours.free(start, due)
        if need > free:
            return Tight(due, need, free, tuple(within[: place + 1]))
    return None


def spread(minutes: int, first: date, last: date, clock: WorkClock, name: str = "") -> tuple[Work, ...]:
    """Work of so many minutes over a time, an equal share a working day, each due at the day's end and none of it
    begun before the first day; all of it on the last day where nobody works then."""
    days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    working = [day for day in days if clock.is_working_day(day)]
    ends = [clock.end_of_date(day) for day in working] or [clock.midnight_after(last)]
    whole, rest = divmod(minutes, len(ends))
    parts = [whole + (place < rest) for place in range(len(ends))]
    begins = clock.midnight_after(first - timedelta(days=1))
    made = zip(parts, ends, strict=True)
    return tuple(Work(0, part, end, "new", name, begins=begins) for part, end in made if part)


def take(
    works: Sequence[Work], hours: Hours, now: datetime, *, minutes: int, first: date, last: date, name: str = ""
) -> Taking:
    """Whether ``minutes`` of further work from ``first`` to ``last`` fit beside what there is. Where that does not fit
    by itself, there is no room for more."""
    clock = hours.clock
    tight = _tight((*works, *spread(minutes, first, last, clock, name)), hours, now)
    if tight is None:
        until = clock.midnight_after(last)
        before = sum(each.minutes for each in works if each.due is not None and each.due < until)
        left = hours.free(now, until) - before - minutes
        params: dict[str, Value] = {
            "hours_working_minutes": minutes,
            "until_date": last,
            "left_working_minutes": max(0, left),
        }
        return Taking(True, Reason("capacity.fits", "W12", params))
    monday = first - timedelta(days=first.weekday())
    for week in range(1, FARTHEST + 1):
        begin = monday + timedelta(weeks=week)
        if _tight((*works, *spread(minutes, begin, begin + (last - first), clock, name)), hours, now) is None:
            return Taking(False, tight.reason(), begin)
    return Taking(False, tight.reason())


def given_to(works: Iterable[Work], clients: Collection[int], person: int) -> tuple[Work, ...]:
    """The works as they are once those of some clients go to another person."""
    return tuple(replace(each, person=person) if each.client_id in clients else each for each in works)


def _told(work: Work) -> Reason:
    code = "capacity.new_work" if work.kind == "new" else "capacity.work"
    params: dict[str, Value] = {
        "kind": work.kind,
        "name": work.name or None,
        "client": work.client or None,
        "due_at": work.due,
        "part_working_minutes": work.minutes,
    }
    return Reason(code, "W12", params, (work.source,) if work.source else ())


def _monday(clock: WorkClock, now: datetime) -> date:
    today = clock.local_date(now)
    return today - timedelta(days=today.weekday())


def _due(work: Work) -> datetime:
    assert work.due is not None
    return work.due
