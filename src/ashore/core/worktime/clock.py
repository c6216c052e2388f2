"""Working-time arithmetic: when is it due, how long did it take.

Open time is precomputed in UTC as sorted half-open stretches with the open seconds before each, in pieces of 2**25
seconds (388 days) that are built when first asked about; every question is a ``bisect`` in one of them.
Instants are aware datetimes of any zone (naive ones raise TypeError); results are in UTC, in whole seconds:
fractions of a second of an argument are dropped.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ashore.core.worktime.calendar import DAY, Calendar
from ashore.core.worktime.stretches import (
    EPOCH,
    EPOCH_ORDINAL,
    FIRST,
    LAST,
    Days,
    around,
    closing,
    opened,
    stretches,
)

_SECOND = timedelta(seconds=1)
_SHIFT = 25
_FIRST_PIECE, _LAST_PIECE = FIRST >> _SHIFT, LAST >> _SHIFT


class NeverOpen(Exception):
    """The calendar has no (or not enough) working time after ``after``: an answer would never be due."""

    def __init__(self, after: datetime) -> None:
        super().__init__(f"the calendar has no more working time after {after.isoformat()}")
        self.after = after


class _Piece(NamedTuple):
    """Open time within one piece; ``before`` has one element more than the others: the open seconds of all."""

    starts: list[int]
    ends: list[int]
    before: list[int]


class _Year(NamedTuple):
    """The working days of a local year (days since 1970) and the UTC second at which each of them ends."""

    days: list[int]
    closings: list[int]


class WorkClock:
    """Answers about one calendar. Keep it (or use ``clock_of``): what it has once computed it knows."""

    __slots__ = ("_days", "_pieces", "_years", "_zone", "calendar")

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._zone = ZoneInfo(calendar.zone)
        self._days = Days(calendar)
        self._pieces: dict[int, _Piece] = {}
        self._years: dict[int, _Year] = {}

    def due(self, start: datetime, minutes: int) -> datetime:
        """The first instant at which ``minutes`` of working time have passed since ``start``.

        Time that ends with a window is due at its closing, not at the next opening; 0 minutes are due at the next
        open instant. Raises ValueError for negative minutes, NeverOpen where the time never comes.
        """
        at = (start - EPOCH) // _SECOND
        number = at >> _SHIFT
        starts, ends, before = self._pieces.get(number) or self._piece(number, start)
        index = bisect_right(ends, at)
        if index < len(starts) and minutes > 0:
            opens = starts[index]
            target = before[index] + minutes * 60 + (at - opens if at > opens else 0)
            if target <= before[-1]:
                last = bisect_left(before, target, index) - 1
                return EPOCH + timedelta(0, starts[last] + target - before[last])
        return self._far_due(start, at, minutes)

    def elapsed(self, start: datetime, end: datetime) -> int:
        """Whole minutes of working time from ``start`` to ``end``; negative where ``end`` is the earlier one."""
        seconds = self.elapsed_seconds(start, end)
        return seconds // 60 if seconds >= 0 else -(-seconds // 60)

    def elapsed_seconds(self, start: datetime, end: datetime) -> int:
        """Seconds of working time from ``start`` to ``end``; negative where ``end`` is the earlier one."""
        first, last = (start - EPOCH) // _SECOND, (end - EPOCH) // _SECOND
        if last < first:
            return -self.elapsed_seconds(end, start)
        from_piece, to_piece = first >> _SHIFT, last >> _SHIFT
        whole = sum(self._piece(number, start).before[-1] for number in range(from_piece, to_piece))
        return whole + self._worked(last, end) - self._worked(first, start)

    def is_open(self, at: datetime) -> bool:
        """True inside working time; a window's first second is open, its closing is not."""
        second = (at - EPOCH) // _SECOND
        piece = self._piece(second >> _SHIFT, at)
        index = bisect_right(piece.ends, second)
        return index < len(piece.starts) and piece.starts[index] <= second

    def next_open(self, at: datetime) -> datetime:
        """``at`` itself where it is open, else the next opening. Raises NeverOpen."""
        for opens, _ in self._onwards((at - EPOCH) // _SECOND, at):
            return EPOCH + timedelta(seconds=opens)
        raise NeverOpen(at)

    def open_between(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open stretches between two instants, cut at both, in order, in UTC."""
        first, last = (start - EPOCH) // _SECOND, (end - EPOCH) // _SECOND
        held: tuple[int, int] | None = None
        for number in range(first >> _SHIFT, (last >> _SHIFT) + 1):
            starts, ends, _ = self._piece(number, start)
            for index in range(bisect_right(ends, first), bisect_left(starts, last)):
                opens, closes = max(starts[index], first), min(ends[index], last)
                if held and held[1] == opens:  # two pieces meet here, the working time does not stop
                    held = (held[0], closes)
                    continue
                if held:
                    yield EPOCH + timedelta(0, held[0]), EPOCH + timedelta(0, held[1])
                held = (opens, closes)
        if held:
            yield EPOCH + timedelta(0, held[0]), EPOCH + timedelta(0, held[1])

    def local_date(self, at: datetime) -> date:
        """The date on the calendar's own wall."""
        return at.astimezone(self._zone).date()

    def local(self, at: datetime) -> datetime:
        """The same instant, told in the calendar's zone."""
        return at.astimezone(self._zone)

    def wall(self, at: datetime) -> datetime:
        """The naive time on the calendar's own wall."""
        return at.astimezone(self._zone).replace(tzinfo=None)

    def is_working_day(self, day: date) -> bool:
        """True where the date has any working time after holidays and special days."""
        return bool(self._days.windows(day.toordinal() - EPOCH_ORDINAL))

    def end_of_day(self, at: datetime) -> datetime:
        """The end of working time of ``at``'s local date; where nobody works on it, of the next working day.

        May lie before ``at`` (asked in the evening). Raises NeverOpen.
        """
        return self._nth(self.local_date(at), 0, at)[1]

    def end_of_date(self, day: date) -> datetime:
        """``end_of_day`` of a local date."""
        return self._nth(day, 0, self.midnight_after(day))[1]

    def midnight_after(self, day: date) -> datetime:
        """The instant at which a local date is over, in UTC."""
        midnight = datetime.combine(day + timedelta(days=1), time(), self._zone)
        return midnight.astimezone(UTC)

    def notable(self, first: date, last: date) -> Iterator[tuple[date, str, str | None]]:
        """Dates from ``first`` to ``last``, both included, on which the usual week does not hold.

        Each with its name and None for a holiday that closed a working day, and with its windows as text for a
        special day (empty: closed).
        """
        return self._days.notable(first, last)

    def notable_between(self, start: datetime, end: datetime) -> Iterator[tuple[date, str, str | None]]:
        """``notable`` for the local dates of two instants, ``end`` itself left out where it is a midnight."""
        if not self._days.usual_only:
            yield from self._days.notable(self.local_date(start), self.local_date(end - _SECOND))

    def add_days(self, start: datetime, working_days: int) -> datetime:
        """The end of the n-th working day after ``start``'s local date; the day of the event itself is not counted.

        0 gives ``end_of_day``. Raises ValueError for a negative number, NeverOpen where the day never comes.
        """
        if working_days < 0:
            raise ValueError("working days are counted forwards only")
        day = self.local_date(start)
        if working_days == 0:
            return self._nth(day, 0, start)[1]
        return self._nth(day + timedelta(days=1), working_days - 1, start)[1]

    def nth_working_day(self, first: date, count: int, asked: datetime) -> date:
        """The working day after ``count`` others, from ``first`` on (itself included). Raises NeverOpen."""
        return self._nth(first, count, asked)[0]

    def _nth(self, first: date, count: int, asked: datetime) -> tuple[date, datetime]:
        day, year = first.toordinal() - EPOCH_ORDINAL, first.year
        while not self._exhausted(day, year):
            days, closings = self._years.get(year) or self._year(year)
            index = bisect_left(days, day) + count
            if index < len(days):
                return date.fromordinal(days[index] + EPOCH_ORDINAL), EPOCH + timedelta(seconds=closings[index])
            count = index - len(days)
            year += 1
            day = date(year, 1, 1).toordinal() - EPOCH_ORDINAL
        raise NeverOpen(asked)

    def _exhausted(self, day: int, year: int) -> bool:
        if year >= date.max.year:
            return True
        last = self._days.last_special
        return not any(self.calendar.week) and (last is None or day > last)

    def _year(self, year: int) -> _Year:
        first = date(year, 1, 1).toordinal() - EPOCH_ORDINAL
        end = date(year + 1, 1, 1).toordinal() - EPOCH_ORDINAL
        pieces = around(self._zone, first, end)
        found = _Year([], [])
        while pieces and first < end:
            while len(pieces) > 1 and (first - 1) * DAY > pieces[0].end:
                pieces.pop(0)
            last = closing(self._days, pieces[:3], first)
            if last is not None:
                found.days.append(first)
                found.closings.append(last)
            first += 1
        self._years[year] = found
        return found

    def _far_due(self, start: datetime, at: int, minutes: int) -> datetime:
        """``due`` beyond the piece of its start, and for 0 minutes."""
        if minutes < 0:
            raise ValueError("working time is counted forwards only")
        if minutes == 0:
            return self.next_open(start)
        number = at >> _SHIFT
        target = minutes * 60 + self._worked(at, start)
        while not self._over(number):
            starts, _, before = self._piece(number, start)
            if target <= before[-1]:
                last = bisect_left(before, target) - 1
                return EPOCH + timedelta(0, starts[last] + target - before[last])
            target -= before[-1]
            number += 1
        raise NeverOpen(start)

    def _onwards(self, at: int, asked: datetime) -> Iterator[tuple[int, int]]:
        """Open stretches from ``at`` on, the first cut at it; ends only where working time does."""
        number = at >> _SHIFT
        while not self._over(number):
            starts, ends, _ = self._piece(number, asked)
            for index in range(bisect_right(ends, at), len(starts)):
                yield max(at, starts[index]), ends[index]
            number += 1

    def _over(self, number: int) -> bool:
        """True where no working time can come in this piece or any after it."""
        if number > _LAST_PIECE:
            return True
        last = self._days.last_special
        return not any(self.calendar.week) and (last is None or (number << _SHIFT) > (last + 2) * DAY)

    def _worked(self, at: int, asked: datetime) -> int:
        """Open seconds in ``at``'s piece before ``at``."""
        starts, ends, before = self._piece(at >> _SHIFT, asked)
        index = bisect_right(ends, at)
        if index == len(starts):
            return before[-1]
        return before[index] + max(0, at - starts[index])

    def _piece(self, number: int, asked: datetime) -> _Piece:
        known = self._pieces.get(number)
        if known is not None:
            return known
        if not _FIRST_PIECE <= number <= _LAST_PIECE:
            raise NeverOpen(asked)
        built = self._build(max(FIRST, number << _SHIFT), min(LAST, (number + 1) << _SHIFT))
        self._pieces[number] = built
        return built

    def _build(self, start: int, end: int) -> _Piece:
        piece = _Piece([], [], [0])
        starts, ends, before = piece
        for stretch in stretches(self._zone, start, end):
            for opens, closes in opened(self._days, stretch):
                if ends and ends[-1] == opens:  # 18:00-24:00 and 00:00-09:00 are one night
                    ends[-1] = closes
                    before[-1] += closes - opens
                else:
                    starts.append(opens)
                    ends.append(closes)
                    before.append(before[-1] + closes - opens)
        return piece


@lru_cache(maxsize=256)
def clock_of(calendar: Calendar) -> WorkClock:
    """The shared clock of a calendar; equal calendars get the same one."""
    return WorkClock(calendar)
