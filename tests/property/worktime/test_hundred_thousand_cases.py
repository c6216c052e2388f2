"""One long run: a hundred thousand due times in twenty zones, with breaks, pauses, days off and working Saturdays."""

import random
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest

from ashore.core.ledger.stops import Stop, moved_by
from ashore.core.worktime import WEEKDAYS, Calendar, Windows, WorkClock

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
)
CALENDARS, CASES = 50, 100
DAYS = 12
MINUTE = timedelta(minutes=1)
HOURS = ("09:00-13:00, 14:00-18:00", "10:00-18:00", "00:00-09:00, 18:00-24:00", "00:00-24:00", "11:00-14:30", "")
TURNS = (date(2026, 3, 5), date(2026, 3, 25), date(2026, 10, 21), date(2026, 10, 28), date(2011, 12, 26))


def calendar(chance: random.Random, zone: str, first: date) -> Calendar:
    week = {day: chance.choice(HOURS) for day in WEEKDAYS}
    near = [first + timedelta(days=number) for number in range(DAYS)]
    special = {day: chance.choice(HOURS) for day in chance.sample(near, 2)}
    return Calendar.of(zone, week, dict.fromkeys(chance.sample(near, 2), "a day off"), special)


def minutes(calendar: Calendar, start: datetime) -> list[bool]:
    """Whether the wall clock stands inside a window, minute by minute."""
    zone = ZoneInfo(calendar.zone)
    holidays, special = dict(calendar.holidays), dict(calendar.special)
    found = []
    for number in range(DAYS * 24 * 60):
        wall = (start + number * MINUTE).astimezone(zone)
        usual: Windows = () if wall.date() in holidays else calendar.week[wall.weekday()]
        second = wall.hour * 3600 + wall.minute * 60 + wall.second
        found.append(any(w.opens <= second < w.closes for w in special.get(wall.date(), usual)))
    return found


def due(worked: list[int], at: int, amount: int) -> int | None:
    """The minute after the one in which ``amount`` open minutes since ``at`` have passed; ``worked``: those before."""
    found = bisect_left(worked, worked[at] + amount)
    return found if found < len(worked) else None


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_due_times_are_those_of_the_wall(zone: str) -> None:
    chance = random.Random(zone)
    checked = 0
    for _ in range(CALENDARS):
        first = chance.choice(TURNS)
        start = datetime(first.year, first.month, first.day, tzinfo=UTC)
        made = calendar(chance, zone, first)
        clock = WorkClock(made)
        opened = minutes(made, start)
        begins, length = chance.randrange(len(opened)), chance.randrange(1, 3_000)
        stops = [Stop(start + begins * MINUTE, start + (begins + length) * MINUTE, "pause", {}, ())]
        paused = [is_open and not begins <= at < begins + length for at, is_open in enumerate(opened)]
        worked, net = ([0, *accumulate(each)] for each in (opened, paused))
        for _ in range(CASES):
            number, amount = chance.randrange(len(opened)), chance.randrange(1, 2_000)
            at, checked = start + number * MINUTE, checked + 1
            last = chance.randrange(number, len(opened))
            assert clock.elapsed(at, start + last * MINUTE) == worked[last] - worked[number]
            expected, later = due(worked, number, amount), due(net, number, amount)
            if expected is not None:
                assert clock.due(at, amount) == start + expected * MINUTE
            if expected is not None and later is not None:
                assert moved_by(clock, clock.due(at, amount), at, stops).due == start + later * MINUTE
    assert checked == CALENDARS * CASES
