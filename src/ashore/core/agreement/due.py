"""From a length of time to a due time, with the arithmetic that a person can follow."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Literal

from ashore.core.agreement.clauses import DayEnd, FirstDay
from ashore.core.agreement.within import Within
from ashore.core.kernel import Reason, Value
from ashore.core.worktime import WorkClock

Cutoff = time | Literal["none"] | None
SHOWN_WINDOWS = 10
SHOWN_DAYS = 20
MINUTE = timedelta(minutes=1)


def due_after(
    clock: WorkClock,
    start: datetime,
    within: Within,
    by: DayEnd = "end_of_working_day",
    first_day: FirstDay | None = None,
    cutoff: Cutoff = None,
) -> tuple[datetime, Reason]:
    """When a length of time that began at ``start`` is over, in UTC, and why.

    Working minutes run only while the clock is open. Working days begin with the day after ``start``, or with that day
    itself (``day_of_event``, where it is a working day); what comes in from ``cutoff`` on counts as of the next working
    day. Days are counted likewise on the calendar. The last of them ends with its working time or, where nobody works
    then, with that of the next working day (``end_of_working_day``), at its own midnight (``end_of_day``), or when work
    begins again after it (``start_of_working_day``). Raises ``worktime.NeverOpen`` where the calendar has not enough
    working time.
    """
    sources = (f"clause:{within.clause}",) if within.clause else ()
    if within.unit == "working_minutes":
        due = clock.due(start, within.amount)
        params: dict[str, Value] = {
            "from_at": start.astimezone(UTC),
            "opened_at": clock.next_open(start),
            "working_minutes": within.amount,
            "due_at": due,
        }
        return due, Reason("worktime.due", "A9", params, sources, _used(clock, start, due))
    event, late = _event_day(clock, start, cutoff)
    included = first_day == "day_of_event"
    if within.unit == "working_days":
        first = event if included else event + timedelta(days=1)
        day = clock.nth_working_day(first, within.amount - 1, start)
        code = "worktime.due_working_days_with" if included else "worktime.due_working_days"
    else:
        day = event + timedelta(days=within.amount - included)
        code = "worktime.due_days_with" if included else "worktime.due_days"
    due = clock.next_open(clock.midnight_after(day)) if by == "start_of_working_day" else _end(clock, day, by)
    because = (*late, *_skipped(clock, event + timedelta(days=not included), day), *_moved(clock, day, due, by))
    counted: dict[str, Value] = {"from_at": start.astimezone(UTC), "days": within.amount, "due_at": due}
    return due, Reason(code, "A11", counted, sources, because)


def _event_day(clock: WorkClock, start: datetime, cutoff: Cutoff) -> tuple[date, tuple[Reason, ...]]:
    """The local date that an event counts as, and why it is another one than its own."""
    day = clock.local_date(start)
    if not isinstance(cutoff, time) or clock.wall(start).time() < cutoff:
        return day, ()
    counted = clock.nth_working_day(day + timedelta(days=1), 0, start)
    params: dict[str, Value] = {"cutoff": f"{cutoff:%H:%M}", "counted_date": counted}
    return counted, (Reason("worktime.after_cutoff", "A13", params, ("clause:counting.cutoff",)),)


def by_day(
    clock: WorkClock, day: datetime, by: DayEnd = "end_of_working_day", said_at: datetime | None = None
) -> tuple[datetime, Reason]:
    """What "by that day" means: ``day`` is any instant of the local day that was named.

    A day on which nobody works becomes the next working day (but for ``end_of_day``). Something said (``said_at``)
    after that day's closing ("I will send it today", written in the evening) is due at its midnight.
    """
    local = clock.local_date(day)
    due = _end(clock, local, by)
    because: tuple[Reason, ...]
    if said_at is not None and due <= said_at:
        due = clock.midnight_after(local)
        because = (Reason("worktime.said_after_closing", params={"said_at": said_at.astimezone(UTC), "due_at": due}),)
    else:
        because = (*_skipped(clock, local, local), *_moved(clock, local, due, by))
    return due, Reason("worktime.by_day", "W5", {"named_date": local, "due_at": due}, ("clause:counting.by",), because)


def _end(clock: WorkClock, day: date, by: DayEnd) -> datetime:
    if by == "end_of_working_day":
        return clock.end_of_date(day)
    midnight = clock.midnight_after(day)
    return midnight if by == "end_of_day" else clock.next_open(clock.midnight_after(day - timedelta(days=1)))


def _used(clock: WorkClock, start: datetime, due: datetime) -> tuple[Reason, ...]:
    """The windows that the time ran in, and the days that were not like others."""
    windows = tuple(
        Reason(
            "worktime.window",
            "",
            {"opens_at": opens, "closes_at": closes, "working_minutes": (closes - opens) // MINUTE},
        )
        for opens, closes in islice(clock.open_between(start, due), SHOWN_WINDOWS)
    )
    return windows + _noted(clock.notable_between(start, due))


def _skipped(clock: WorkClock, first: date, last: date) -> tuple[Reason, ...]:
    return _noted(clock.notable(first, last))


def _noted(days: Iterable[tuple[date, str, str | None]]) -> tuple[Reason, ...]:
    return tuple(_day(*found) for found in islice(days, SHOWN_DAYS))


def _day(day: date, name: str, windows: str | None) -> Reason:
    if windows is None:
        return Reason("worktime.holiday", params={"holiday_date": day, "name": name})
    if windows:
        return Reason("worktime.special_day", params={"special_date": day, "windows": windows})
    return Reason("worktime.special_day_closed", params={"special_date": day})


def _moved(clock: WorkClock, day: date, due: datetime, by: DayEnd) -> tuple[Reason, ...]:
    if by == "end_of_day" or clock.is_working_day(day):
        begins = by == "start_of_working_day" and clock.local_date(due) > day
        return (Reason("worktime.until_work_begins", params={"due_at": due}),) if begins else ()
    return (Reason("worktime.moved_to_working_day", params={"closed_date": day, "due_at": due}),)
