"""Whether work fits, against somebody who works through it minute by minute."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.capacity import Away, Hours, Work, load, spread, take
from ashore.core.worktime import Calendar, WorkClock

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
CLOCK = WorkClock(Calendar.of("UTC", dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-10:00, 11:00-12:00")))
"""Two hours a day: soon full."""
DAYS = st.integers(0, 8)
AWAY = st.builds(
    lambda first, length: Away(1, date(2026, 3, 2) + timedelta(first), date(2026, 3, 2) + timedelta(first + length)),
    DAYS,
    st.integers(0, 2),
)
WORKS = st.lists(
    st.builds(
        lambda minutes, due, begins: Work(
            1, minutes, NOW + timedelta(minutes=due), begins=None if begins is None else NOW + begins
        ),
        st.integers(1, 150),
        st.integers(-300, 10 * 24 * 60),
        st.none() | st.integers(0, 9 * 24 * 60).map(lambda n: timedelta(minutes=n)),
    ),
    max_size=7,
)


def works_through(works: list[Work], away: list[Away]) -> bool:
    """The oracle: each minute of presence goes to what is due first among what can be done; late work has no due time
    left to miss."""
    left = [[each.due, each.begins or NOW, each.minutes] for each in works]
    at = NOW
    while any(minutes for _, _, minutes in left) and at < NOW + timedelta(days=40):
        absent = any(each.first <= at.date() <= each.last for each in away)
        if CLOCK.is_open(at) and not absent:
            ready = [each for each in left if each[2] and each[1] <= at]
            if ready:
                min(ready, key=lambda each: each[0])[2] -= 1
        at += timedelta(minutes=1)
        if any(minutes and due <= at and due > NOW for due, _, minutes in left):
            return False
    return True


@given(WORKS, st.lists(AWAY, max_size=3))
@settings(max_examples=60, deadline=None)
def test_it_fits_exactly_where_somebody_who_works_through_it_keeps_every_date(
    works: list[Work], away: list[Away]
) -> None:
    possible = [each for each in works if each.begins is None or (each.due and each.begins < each.due)]
    found = load(possible, Hours(CLOCK, tuple(away)), NOW)
    assert (found.tight is None) == works_through(possible, away)


@given(WORKS, st.lists(AWAY, max_size=3), st.integers(1, 100))
@settings(max_examples=60, deadline=None)
def test_every_minute_of_work_stands_in_one_week_or_behind_them(
    works: list[Work], away: list[Away], percent: int
) -> None:
    undated = [Work(1, 7, None)]
    found = load([*works, *undated], Hours(CLOCK, tuple(away), percent), NOW, weeks=1)
    assert found.undated == 7
    assert found.weeks[0].need + found.later == sum(each.minutes for each in works)
    assert 0 <= found.late <= found.weeks[0].need


@given(DAYS, DAYS, st.lists(AWAY, max_size=4))
@settings(max_examples=80, deadline=None)
def test_free_hours_are_those_of_days_that_nobody_is_away(first: int, length: int, away: list[Away]) -> None:
    start, end = NOW + timedelta(days=first), NOW + timedelta(days=first + length)
    minute, count = start, 0
    while minute < end:
        there = not any(each.first <= minute.date() <= each.last for each in away)
        count += CLOCK.is_open(minute) and there
        minute += timedelta(minutes=1)
    assert Hours(CLOCK, tuple(away)).free(start, end) == count


@given(st.integers(0, 2000), DAYS, DAYS)
def test_spread_work_is_all_of_it_and_within_its_days(minutes: int, first: int, length: int) -> None:
    begin = date(2026, 3, 2) + timedelta(days=first)
    last = begin + timedelta(days=length)
    parts = spread(minutes, begin, last, CLOCK)
    assert sum(each.minutes for each in parts) == minutes
    for each in parts:
        assert each.due is not None
        assert each.begins is not None
        assert each.begins < each.due <= CLOCK.midnight_after(last)


@given(WORKS, st.integers(1, 900), DAYS)
@settings(max_examples=40, deadline=None)
def test_the_earliest_beginning_is_one_at_which_it_fits(works: list[Work], minutes: int, first: int) -> None:
    begin, hours = date(2026, 3, 3) + timedelta(days=first), Hours(CLOCK)
    last = begin + timedelta(days=6)
    found = take(works, hours, NOW, minutes=minutes, first=begin, last=last)
    if found.earliest is not None:
        assert not found.fits
        again = take(works, hours, NOW, minutes=minutes, first=found.earliest, last=found.earliest + (last - begin))
        assert again.fits
