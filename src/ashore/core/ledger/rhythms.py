"""Days and instants that come again: of reports and of calls, on the wall clock of their zone."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ashore.core.agreement.clauses import Meetings, ReportRule
from ashore.core.worktime import WorkClock

DAY = timedelta(days=1)


def report_days(rule: ReportRule, begins: date, last: date, clock: WorkClock) -> Iterator[date]:
    """The days on which a report falls due, from ``begins`` to ``last``, both included.

    Daily ones on working days; a day of the month that a month has not is its last one.
    """
    if rule.every == "month":
        yield from (day for day in _monthly(rule.day or 1, begins, last) if begins <= day <= last)
        return
    step = DAY if rule.every == "day" else 7 * DAY
    day = begins if rule.every == "day" else begins + DAY * ((rule.day - begins.weekday()) % 7)
    while day <= last:
        if rule.every == "week" or clock.is_working_day(day):
            yield day
        day += step


def _monthly(number: int, begins: date, last: date) -> Iterator[date]:
    year, month = begins.year, begins.month
    while (year, month) <= (last.year, last.month):
        yield date(year, month, min(number, monthrange(year, month)[1]))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def call_days(meetings: Meetings, begins: date, last: date) -> Iterator[date]:
    """The days of the calls; every so many weeks, counted from the week of ``begins``."""
    week = begins - DAY * begins.weekday()
    step, weekdays = 7 * max(1, meetings.every_weeks), sorted(set(meetings.weekdays))
    while week <= last:
        for weekday in weekdays:
            day = week + DAY * weekday
            if begins <= day <= last:
                yield day
        week += DAY * step


@lru_cache(maxsize=4096)
def on_the_wall(day: date, at: time, zone: str) -> datetime:
    """The instant, in UTC, at which a wall clock shows a time; in the gap of a clock change, as long after it."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def local(at: datetime, zone: str) -> date:
    """The date on the wall of a zone."""
    return at.astimezone(ZoneInfo(zone)).date()
