"""The clock against an oracle that looks at the wall once a minute."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.ledger.stops import Stop, moved_by
from ashore.core.worktime import Calendar, NeverOpen, Window, WorkClock

ZONES = (
    "UTC",
    "Europe/Bratislava",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Moscow",
    "Europe/Kaliningrad",
    "Asia/Manila",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Gaza",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Antarctica/Troll",
)
TURNS = {  # days on which these zones' clocks did something; the others meet the common European and American ones
    "Europe/Moscow": [date(2010, 3, 28), date(2011, 3, 27), date(2014, 10, 26)],
    "Asia/Tehran": [date(2022, 3, 22), date(2022, 9, 22)],
    "Asia/Gaza": [date(2023, 4, 29), date(2023, 10, 28)],
    "Africa/Casablanca": [date(2024, 3, 10), date(2024, 4, 14)],
    "Africa/Cairo": [date(2024, 4, 26), date(2024, 11, 1)],
    "America/Havana": [date(2024, 3, 10), date(2024, 11, 3)],
    "America/Sao_Paulo": [date(2018, 11, 4), date(2019, 2, 17)],
    "Australia/Lord_Howe": [date(2024, 4, 7), date(2024, 10, 6)],
    "Pacific/Apia": [date(2011, 12, 30), date(2011, 9, 24)],
    "Pacific/Chatham": [date(2024, 4, 7), date(2024, 9, 29)],
    "Antarctica/Troll": [date(2024, 3, 31), date(2024, 10, 27)],
}
COMMON = [
    date(1970, 1, 1),
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 11, 1),
    date(2099, 12, 28),
]
PIECES = [date(2025, 2, 18), date(2026, 3, 13)]  # where two of the clock's pieces meet
DAYS = 9
MINUTE = timedelta(minutes=1)


class Oracle:
    """One boolean a minute, read off the wall clock: obviously right and slow."""

    def __init__(self, calendar: Calendar, start: datetime) -> None:
        zone = ZoneInfo(calendar.zone)
        holidays, special = dict(calendar.holidays), dict(calendar.special)
        self.start = start
        self.open: list[bool] = []
        self.dates: list[date] = []
        for number in range(DAYS * 24 * 60):
            wall = (start + number * MINUTE).astimezone(zone)
            day = wall.date()
            usual = () if day in holidays else calendar.week[day.weekday()]
            second = wall.hour * 3600 + wall.minute * 60 + wall.second
            self.open.append(any(w.opens <= second < w.closes for w in special.get(day, usual)))
            self.dates.append(day)

    def due(self, number: int, minutes: int) -> datetime | None:
        for at in range(number, len(self.open)):
            if minutes == 0 and self.open[at]:
                return self.start + at * MINUTE
            minutes -= self.open[at]
            if minutes == 0 and self.open[at]:
                return self.start + (at + 1) * MINUTE
        return None

    def pause(self, first: int, last: int) -> None:
        """Nobody works in these minutes."""
        for number in range(first, min(last, len(self.open))):
            self.open[number] = False

    def closings(self) -> dict[date, datetime]:
        """The last closing of each local date that is seen to its end."""
        found = {day: self.start + (at + 1) * MINUTE for at, day in enumerate(self.dates) if self.open[at]}
        return {day: end for day, end in found.items() if day not in (self.dates[0], self.dates[-1])}


@st.composite
def windows(draw: st.DrawFn) -> tuple[Window, ...]:
    edges = st.one_of(st.sampled_from([0, 60, 120, 150, 180, 540, 780, 840, 1080, 1440]), st.integers(0, 1440))
    cuts = sorted(draw(st.sets(edges, max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple(Window(opens * 60, closes * 60) for opens, closes in pairs)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    zone = draw(st.sampled_from(ZONES))
    turn = draw(st.sampled_from(TURNS.get(zone, []) + COMMON + PIECES))
    first = turn - timedelta(days=draw(st.integers(2, 5)))
    near = st.integers(0, DAYS).map(lambda n: first + timedelta(days=n))
    mon, tue, wed, thu, fri, sat, sun = (draw(windows()) for _ in range(7))
    holidays = dict.fromkeys(draw(st.sets(near, max_size=2)), "a day off")
    special = {day: draw(windows()) for day in draw(st.sets(near, max_size=2))}
    week = (mon, tue, wed, thu, fri, sat, sun)
    calendar = Calendar(zone, week, tuple(sorted(holidays.items())), tuple(sorted(special.items())))
    return calendar, datetime(first.year, first.month, first.day, tzinfo=UTC)


minutes_in = st.integers(0, DAYS * 24 * 60 - 1)


@settings(max_examples=150, deadline=None)
@given(calendars(), st.lists(st.tuples(minutes_in, minutes_in, st.integers(0, 5000)), min_size=1, max_size=40))
def test_the_clock_says_what_the_wall_says(made: tuple[Calendar, datetime], asked: list[tuple[int, int, int]]) -> None:
    calendar, start = made
    clock, oracle = WorkClock(calendar), Oracle(calendar, start)
    for number, other, minutes in asked:
        at, then = start + number * MINUTE, start + other * MINUTE
        assert clock.is_open(at) == oracle.open[number]
        first, last = min(number, other), max(number, other)
        worked = sum(oracle.open[first:last])
        assert clock.elapsed(at, then) == (worked if number <= other else -worked)
        due = oracle.due(number, minutes)
        if due is not None:
            assert clock.due(at, minutes) == due
            assert clock.due(at, 0) == clock.next_open(at) == oracle.due(number, 0)
        pieces = list(clock.open_between(min(at, then), max(at, then)))
        assert sum((closes - opens) // MINUTE for opens, closes in pieces) == worked
        assert all(before[1] < after[0] for before, after in pairwise(pieces))


@settings(max_examples=100, deadline=None)
@given(calendars(), st.lists(st.tuples(minutes_in, st.integers(1, 4)), min_size=1, max_size=20))
def test_working_days_end_where_the_wall_says(made: tuple[Calendar, datetime], asked: list[tuple[int, int]]) -> None:
    calendar, start = made
    clock, oracle = WorkClock(calendar), Oracle(calendar, start)
    ends = oracle.closings()
    for number, count in asked:
        at, day = start + number * MINUTE, oracle.dates[number]
        if day in (oracle.dates[0], oracle.dates[-1]):
            continue
        later = [end for other, end in sorted(ends.items()) if other > day]
        if len(later) >= count:
            assert clock.add_days(at, count) == later[count - 1]
        if day in ends:
            assert clock.end_of_day(at) == ends[day]
        elif later:
            assert clock.end_of_day(at) == later[0]


pauses_in = st.lists(st.tuples(minutes_in, st.integers(1, 3000)), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None)
@given(calendars(), pauses_in, st.lists(st.tuples(minutes_in, st.integers(1, 3000)), min_size=1, max_size=20))
def test_a_clock_that_stood_still_goes_on_where_the_wall_says(
    made: tuple[Calendar, datetime], pauses: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> None:
    calendar, start = made
    clock, oracle = WorkClock(calendar), Oracle(calendar, start)
    for begins, length in pauses:
        oracle.pause(begins, begins + length)
    stops = [Stop(start + at * MINUTE, start + (at + length) * MINUTE, "pause", {}, ()) for at, length in pauses]
    for number, minutes in asked:
        expected = oracle.due(number, minutes)
        if expected is not None:
            at = start + number * MINUTE
            assert moved_by(clock, clock.due(at, minutes), at, stops).due == expected


@settings(max_examples=100, deadline=None)
@given(calendars(), st.integers(-(10**9), 4 * 10**9), st.integers(1, 10_000))
def test_due_and_elapsed_are_inverse_from_1938_to_2096(
    made: tuple[Calendar, datetime], second: int, minutes: int
) -> None:
    clock = WorkClock(made[0])
    start = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
    try:
        due = clock.due(start, minutes)
    except NeverOpen:
        assert not any(made[0].week)
        return
    assert clock.elapsed_seconds(start, due) == minutes * 60
    assert clock.elapsed_seconds(start, due - timedelta(seconds=1)) == minutes * 60 - 1


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_open_gives_every_second(zone: str) -> None:
    clock = WorkClock(Calendar.of(zone, dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "0:00-24:00")))
    start, end = datetime(1971, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
    assert clock.elapsed_seconds(start, end) == (end - start).total_seconds()
