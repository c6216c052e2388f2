"""Of all the days and times read in a sentence, the one deadline."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from ashore.core.kernel import Reason, Span
from ashore.core.language.deadlines.clocks import Told
from ashore.core.language.deadlines.scan import Reading
from ashore.core.language.deadlines.words import Item
from ashore.core.language.deadlines.zones import in_zone
from ashore.core.language.facts import Due

_NEAR = 6
"""Code points at most between a weekday and the date that it goes with."""
_AFTER = 10
"""Code points at most between a month and the day in it that is told behind it."""
_DAY = timedelta(1)


def settle(
    span: Span,
    days: Sequence[Reading],
    clocks: Sequence[tuple[Told, Item]],
    at: datetime,
    denied: Sequence[Reading] = (),
) -> Due | None:
    """One deadline of all that was read: the one after "by" if there is one, else the last, then uncertain. A weekday
    that comes before one of those ``denied`` ("not on Friday but on Monday") may be that of a week later."""
    if any(d.kind != "today" for d in days):
        days = [d for d in days if d.kind != "today"]
    days = _with_weekdays(days)
    instants = [d for d in days if d.at]
    if instants and len(days) == len(instants) and not clocks:
        last = max(instants, key=lambda d: d.at or at)
        return _made(span, last, last.at or at, "minute", last.certain and len(instants) == 1)
    dated = [d for d in days if d.day]
    firm = [d for d in dated if d.firm]
    latest = [d for d in dated if d.latest]
    if len(latest) == 1 and len(dated) > 1:
        dated, denied = latest, [*denied, *(d for d in dated if d.certain and not d.latest)]
        firm = latest
    chosen = firm if len({d.day for d in firm}) == 1 else dated
    if not chosen:
        if not clocks:
            return None
        due = _by_clock(span, clocks, at)
        return replace(due, certain=False) if denied else due  # its day may be the denied one
    last = _behind(max(chosen, key=lambda d: d.day or date.min), denied)
    certain = last.certain and len({d.day for d in chosen}) == 1
    day = last.day or at.date()
    if not clocks:
        return _made(span, last, datetime.combine(day, time(), at.tzinfo), "day", certain)
    told, item = clocks[-1]
    last = _with_clock(last, item)
    if last.kind == "today" and day > at.date() and datetime.combine(at.date(), told.time, at.tzinfo) > at:
        day, certain = at.date(), True  # "later, at 10pm", said at seven
    moment, clear = _moment(day, told, at)
    certain = certain and clear
    if last.kind == "weekday" and moment <= at:
        moment += 7 * _DAY
    elif last.kind == "weekday" and last.amount == 7 and _moment(at.date(), told, at)[0] <= at:
        certain = True
    elif last.kind == "today" and moment <= at and not last.firm:
        moment, certain = moment + _DAY, False
    return _made(span, last, moment, "minute", certain and len(clocks) == 1)


def _behind(chosen: Reading, denied: Sequence[Reading]) -> Reading:
    """A weekday a week later where a day that was denied would come after it."""
    if chosen.kind != "weekday" or not chosen.day or all(not d.day or d.day <= chosen.day for d in denied):
        return chosen
    return replace(chosen, day=chosen.day + 7 * _DAY, certain=False)


def _moment(day: date, told: Told, at: datetime) -> tuple[datetime, bool]:
    """A time of that day, in the zone told with it, and whether it has one reading."""
    wall = datetime.combine(day + _DAY * told.next_day, told.time)
    if not told.zone:
        return wall.replace(tzinfo=at.tzinfo), told.certain
    moment, clear = in_zone(wall, told.zone, at.tzinfo)
    return moment, clear and told.certain


def _with_clock(day: Reading, clock: Item) -> Reading:
    """A day told with its time of day, where they stand side by side."""
    if -1 <= clock.start - day.end <= _NEAR or -1 <= day.start - clock.end <= _NEAR:
        return replace(day, start=min(day.start, clock.start), end=max(day.end, clock.end))
    return day


def _by_clock(span: Span, clocks: Sequence[tuple[Told, Item]], at: datetime) -> Due:
    """A time of day alone: today, or where that is past tomorrow, in doubt."""
    told, item = clocks[-1]
    moment, clear = _moment(at.date(), told, at)
    later = moment > at
    day = Reading("time", at.date(), None, later, item.start, item.end, True)
    return _made(span, day, moment if later else moment + _DAY, "minute", later and clear and len(clocks) == 1)


def _with_weekdays(days: Sequence[Reading]) -> list[Reading]:
    """Days without weekdays that go with a date beside them; one that contradicts it makes both doubtful."""
    left = [day for day in days if not any(_within_week(one, day) or _within_month(one, day) for one in days)]
    for one in days:
        for other in days:
            beside = one.kind == "weekday" and other.kind == "date" and _beside(one, other)
            if not beside or one not in left or not one.day or not other.day:
                continue
            if one.day.weekday() == other.day.weekday():
                left.remove(one)
            else:
                left = [replace(d, certain=False, firm=True) if d in (one, other) else d for d in left]
    return left


def _within_week(one: Reading, week: Reading) -> bool:
    """Whether a weekday tells the day of that week ("next week, on Tuesday")."""
    if one.kind != "weekday" or week.kind != "week" or not one.day or not week.day or not _beside(one, week):
        return False
    return one.day.isocalendar()[:2] == week.day.isocalendar()[:2]


def _within_month(one: Reading, month: Reading) -> bool:
    """Whether a date tells the day of that month ("next month, on the 5th")."""
    if one.kind != "date" or month.kind != "month" or not one.day or not month.day:
        return False
    if not -1 <= one.start - month.end <= _AFTER and not _beside(one, month):
        return False
    return one.day.timetuple()[:2] == month.day.timetuple()[:2]


def _beside(one: Reading, other: Reading) -> bool:
    return -1 <= other.start - one.end <= _NEAR or -1 <= one.start - other.end <= _NEAR


def _made(span: Span, reading: Reading, at: datetime, precision: str, certain: bool) -> Due:
    params: dict[str, str | int | float | bool | datetime | date | None] = {"at": at.astimezone(UTC)}
    if reading.amount:
        params["amount"] = reading.amount
    return Due(
        at,
        "minute" if precision == "minute" else "day",
        certain,
        Span(span.start + reading.start, span.start + reading.end),
        Reason(f"language.due.{reading.kind}", "W5", params),
    )
