"""Open time as whole seconds since 1970 in UTC: the one place where wall clocks become instants.

Open is every instant whose wall clock stands inside a window of its local date. So a shift over the night of a clock
change is an hour shorter or longer, a window that lies in the gap does not exist, and an hour that comes twice is open
twice. Offsets are looked up for the time in question, never taken from today.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ashore.core.worktime.calendar import DAY, Calendar, Windows

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL = EPOCH.toordinal()
FIRST = int((datetime(1, 1, 3, tzinfo=UTC) - EPOCH).total_seconds())
LAST = int((datetime(9999, 12, 29, tzinfo=UTC) - EPOCH).total_seconds())
_WIDEST_OFFSET = DAY


class Stretch(NamedTuple):
    """``[start, end)`` in UTC seconds during which the zone keeps one ``offset`` (seconds east)."""

    start: int
    end: int
    offset: int


def stretches(zone: ZoneInfo, start: int, end: int) -> list[Stretch]:
    """``[start, end)`` cut at the zone's changes of offset. No zone of the IANA data changes twice within a day."""
    found: list[Stretch] = []
    since, offset, at = start, _offset(zone, start), start
    while at < end:
        step = min(at + DAY, end)
        later = _offset(zone, step)
        if later != offset:
            change = _change(zone, at, step, offset)
            found.append(Stretch(since, change, offset))
            since, offset = change, later
        at = step
    if since < end:
        found.append(Stretch(since, end, offset))
    return found


class Days:
    """Which windows a local date has; days are counted from 1970-01-01."""

    __slots__ = ("_dates", "_names", "_own", "_special", "_week", "last_special", "usual_only")

    def __init__(self, calendar: Calendar) -> None:
        closed: dict[int, Windows] = {day.toordinal() - EPOCH_ORDINAL: () for day, _ in calendar.holidays}
        special = {day.toordinal() - EPOCH_ORDINAL: windows for day, windows in calendar.special}
        self._own = closed | special
        self._week = calendar.week
        self._names, self._special = dict(calendar.holidays), dict(calendar.special)
        self._dates = sorted(self._names | self._special)
        self.usual_only = not self._dates
        self.last_special = max((day for day, windows in special.items() if windows), default=None)

    def windows(self, day: int) -> Windows:
        """The windows of one local date, after holidays and special days."""
        own = self._own.get(day)
        return self._week[(day + 3) % 7] if own is None else own  # 1970-01-01 was a Thursday

    def notable(self, first: date, last: date) -> Iterator[tuple[date, str, str | None]]:
        """Holidays that closed a working day (name, None) and special days (empty, windows) from first to last."""
        low, high = bisect_left(self._dates, first), bisect_right(self._dates, last)
        for day in self._dates[low:high]:
            special = self._special.get(day)
            if special is not None:
                yield day, "", ", ".join(map(str, special))
            elif self._week[day.weekday()]:
                yield day, self._names[day], None


def opened(days: Days, stretch: Stretch) -> Iterator[tuple[int, int]]:
    """The open ``[start, end)`` within a stretch, in order; touching ones are not joined."""
    start, end, offset = stretch
    for day in range((start + offset) // DAY, (end - 1 + offset) // DAY + 1):
        base = day * DAY - offset
        for opens, closes in days.windows(day):
            first, last = max(base + opens, start), min(base + closes, end)
            if first < last:
                yield first, last


def closing(days: Days, pieces: list[Stretch], day: int) -> int | None:
    """The last open instant's end of a local date, or None where the date has no open time."""
    last = None
    for start, end, offset in pieces:
        base = day * DAY - offset
        for opens, closes in days.windows(day):
            first, until = max(base + opens, start), min(base + closes, end)
            if first < until:
                last = until
    return last


def around(zone: ZoneInfo, first_day: int, end_day: int) -> list[Stretch]:
    """All stretches in which local dates ``[first_day, end_day)`` can lie."""
    start = max(FIRST, first_day * DAY - _WIDEST_OFFSET)
    return stretches(zone, start, min(LAST, end_day * DAY + _WIDEST_OFFSET))


def _offset(zone: ZoneInfo, at: int) -> int:
    found = (EPOCH + timedelta(seconds=at)).astimezone(zone).utcoffset()
    return 0 if found is None else int(found.total_seconds())


def _change(zone: ZoneInfo, before: int, after: int, offset: int) -> int:
    """The first second in ``(before, after]`` at which the zone has left ``offset``."""
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(zone, middle) == offset else (before, middle)
    return after
