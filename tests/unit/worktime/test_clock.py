"""Working-time arithmetic on known values, and the faults that others had."""

import pickle
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ashore.core.ledger.stops import Stop, moved_by
from ashore.core.worktime import WEEKDAYS, Calendar, NeverOpen, Window, WorkClock, clock_of, window

OFFICE = dict.fromkeys(WEEKDAYS[:5], "09:00-13:00, 14:00-18:00")
ROUND_THE_CLOCK = dict.fromkeys(WEEKDAYS, "00:00-24:00")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str, zone: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def office(zone: str = "UTC", **days: dict[date, str]) -> WorkClock:
    return WorkClock(Calendar.of(zone, OFFICE, **days))


# Known values


def test_a_week_of_mixed_hours_holds_39_and_a_half() -> None:
    nine, ten = "09:00-17:00", "10:00-16:00"
    week = {"mon": nine, "tue": ten, "wed": nine, "thu": ten, "fri": nine, "sat": "11:00-14:30"}
    clock = WorkClock(Calendar.of("UTC", week))
    assert clock.elapsed(utc("2006-01-01"), utc("2006-01-08")) == 39.5 * 60


def test_two_hours_asked_on_friday_evening_are_due_on_monday_at_1040() -> None:
    assert office().due(utc("2026-01-16T17:40"), 120) == utc("2026-01-19T10:40")


def test_a_window_is_open_from_its_first_second_to_the_one_before_its_closing() -> None:
    clock = WorkClock(Calendar.of("UTC", {"fri": "09:00-13:00"}))
    opens, closes = utc("2026-01-16T09:00"), utc("2026-01-16T13:00")
    second = timedelta(seconds=1)
    assert [clock.is_open(at) for at in (opens - second, opens, closes - second, closes)] == [False, True, True, False]
    assert clock.elapsed_seconds(closes - second, closes + second) == 1


def test_a_request_that_was_paused_took_3000_seconds_net() -> None:
    """Hours 10-18, Friday off; opened Thursday 17:30, paused 17:50, resumed Monday 12:30, solved Monday 13:00."""
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "10:00-18:00")
    clock = WorkClock(Calendar.of("UTC", week, holidays={date(2026, 1, 16): "a day off"}))
    opened, paused = utc("2026-01-15T17:30"), utc("2026-01-15T17:50")
    resumed, solved = utc("2026-01-19T12:30"), utc("2026-01-19T13:00")
    assert clock.elapsed_seconds(opened, paused) + clock.elapsed_seconds(resumed, solved) == 3_000
    whole, still = clock.elapsed_seconds(opened, solved), clock.elapsed_seconds(paused, resumed)
    assert whole - still == 3_000


def test_a_pause_moves_a_due_time_by_working_time_and_not_by_the_calendar() -> None:
    """Four hours from Thursday 17:00, paused from Thursday 17:30 to Monday 10:30: added to the beginning, the pause
    would make them due four days later in the evening."""
    clock = WorkClock(Calendar.of("UTC", dict.fromkeys(("mon", "tue", "thu", "fri"), "10:00-18:00")))
    start, paused, resumed = utc("2026-01-15T17:00"), utc("2026-01-15T17:30"), utc("2026-01-19T10:30")
    due = clock.due(start, 240)
    assert due == utc("2026-01-16T13:00")
    stop = Stop(paused, resumed, "ledger.shift.suspension", {}, ())
    assert moved_by(clock, due, start, [stop]).due == utc("2026-01-19T14:00")


def test_lunch_stops_the_clock() -> None:
    assert office().due(utc("2026-01-16T12:30"), 60) == utc("2026-01-16T14:30")
    assert not office().is_open(utc("2026-01-16T13:00"))
    assert office().is_open(utc("2026-01-16T14:00"))


def test_time_that_ends_with_the_day_is_due_at_closing() -> None:
    assert office().due(utc("2026-01-16T16:00"), 120) == utc("2026-01-16T18:00")


def test_no_time_at_all_is_due_at_the_next_open_moment() -> None:
    assert office().due(utc("2026-01-16T18:00"), 0) == utc("2026-01-19T09:00")
    assert office().due(utc("2026-01-16T10:00"), 0) == utc("2026-01-16T10:00")


def test_a_working_saturday_in_russia_is_the_next_working_day() -> None:
    off = {date(2025, 11, 3): "Перенос", date(2025, 11, 4): "День народного единства"}
    clock = office("Europe/Moscow", holidays=off, special={date(2025, 11, 1): "09:00-13:00, 14:00-17:00"})
    friday = local("2025-10-31T12:00", "Europe/Moscow")
    assert clock.add_days(friday, 1) == local("2025-11-01T17:00", "Europe/Moscow")
    assert clock.add_days(friday, 2) == local("2025-11-05T18:00", "Europe/Moscow")


def test_two_working_days_over_christmas_in_slovakia() -> None:
    off = {date(2025, 12, 24): "Štedrý deň", date(2025, 12, 25): "1. sviatok", date(2025, 12, 26): "2. sviatok"}
    clock = office("Europe/Bratislava", holidays=off)
    asked = local("2025-12-23T10:00", "Europe/Bratislava")
    assert clock.add_days(asked, 2) == local("2025-12-30T18:00", "Europe/Bratislava")


def test_two_working_days_over_holy_week_in_the_philippines() -> None:
    off = {date(2026, 4, 2): "Huwebes Santo", date(2026, 4, 3): "Biyernes Santo", date(2026, 4, 4): "Sabado de Gloria"}
    clock = office("Asia/Manila", holidays=off)
    assert clock.add_days(local("2026-04-01T23:30", "Asia/Manila"), 2) == local("2026-04-07T18:00", "Asia/Manila")


def test_the_day_is_the_sides_own_and_not_utcs() -> None:
    late = utc("2026-01-14T20:00")  # already Thursday in Manila
    assert office("Asia/Manila").add_days(late, 1) == local("2026-01-16T18:00", "Asia/Manila")
    assert office("America/New_York").add_days(late, 1) == local("2026-01-15T18:00", "America/New_York")


def test_a_half_day_ends_the_day_early() -> None:
    clock = office(special={date(2025, 12, 31): "09:00-12:00"})
    assert clock.end_of_day(utc("2025-12-31T15:00")) == utc("2025-12-31T12:00")
    assert clock.due(utc("2025-12-31T11:30"), 60) == utc("2026-01-01T09:30")


def test_a_special_day_without_hours_is_closed() -> None:
    clock = office(special={date(2026, 1, 16): ""})
    assert clock.next_open(utc("2026-01-16T10:00")) == utc("2026-01-19T09:00")
    assert not clock.is_working_day(date(2026, 1, 16))


def test_a_special_day_wins_over_a_holiday() -> None:
    day = date(2026, 1, 16)
    clock = office(holidays={day: "off"}, special={day: "10:00-11:00"})
    assert clock.elapsed(utc("2026-01-16"), utc("2026-01-17")) == 60


def test_the_end_of_a_sunday_is_mondays_closing() -> None:
    assert office().end_of_day(utc("2026-01-18T10:00")) == utc("2026-01-19T18:00")
    assert office().add_days(utc("2026-01-18T10:00"), 0) == utc("2026-01-19T18:00")
    assert office().add_days(utc("2026-01-18T10:00"), 1) == utc("2026-01-19T18:00")


def test_elapsed_backwards_is_negative() -> None:
    clock = office()
    assert clock.elapsed(utc("2026-01-16T11:00:30"), utc("2026-01-16T10:00")) == -60
    assert clock.elapsed(utc("2026-01-16T10:00"), utc("2026-01-16T11:00:30")) == 60


def test_notable_days_are_the_ones_that_changed_the_week() -> None:
    off = {date(2026, 1, 1): "New Year", date(2026, 1, 3): "A Saturday", date(2026, 1, 6): "Epiphany"}
    clock = office(holidays=off, special={date(2026, 1, 6): "9:00-12:00", date(2026, 1, 2): ""})
    found = list(clock.notable(date(2026, 1, 1), date(2026, 1, 6)))
    assert found == [
        (date(2026, 1, 1), "New Year", None),
        (date(2026, 1, 2), "", ""),
        (date(2026, 1, 6), "", "09:00-12:00"),
    ]


# Clock changes


def test_a_night_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    night = dict.fromkeys(WEEKDAYS, "00:00-09:00, 18:00-24:00")
    clock = WorkClock(Calendar.of("Europe/Bratislava", night))

    def shift(first: str, last: str) -> int:
        return clock.elapsed(local(f"{first}T18:00", "Europe/Bratislava"), local(f"{last}T09:00", "Europe/Bratislava"))

    assert shift("2026-03-28", "2026-03-29") == 14 * 60
    assert shift("2026-10-24", "2026-10-25") == 16 * 60
    assert shift("2026-06-06", "2026-06-07") == 15 * 60


def test_a_window_that_ends_in_the_gap_ends_with_the_clock_change() -> None:
    clock = WorkClock(Calendar.of("Europe/Bratislava", {"sun": "01:00-02:30"}))
    opened = list(clock.open_between(utc("2026-03-28T12:00"), utc("2026-03-29T12:00")))
    assert opened == [(utc("2026-03-29T00:00"), utc("2026-03-29T01:00"))]


def test_a_window_inside_the_gap_does_not_exist_that_day() -> None:
    clock = WorkClock(Calendar.of("Europe/Bratislava", {"sun": "02:10-02:50"}))
    assert clock.elapsed(utc("2026-03-28T12:00"), utc("2026-03-29T12:00")) == 0
    assert clock.end_of_day(utc("2026-03-29T00:30")) == local("2026-04-05T02:50", "Europe/Bratislava")


def test_a_day_whose_work_ends_before_the_clock_change_is_still_a_working_day() -> None:
    clock = WorkClock(Calendar.of("Europe/Bratislava", {"sun": "00:30-01:30"}))
    assert clock.add_days(utc("2026-03-28T12:00"), 1) == utc("2026-03-29T00:30")
    assert clock.add_days(utc("2026-10-24T12:00"), 1) == utc("2026-10-24T23:30")


def test_an_hour_that_comes_twice_is_open_twice() -> None:
    clock = WorkClock(Calendar.of("Europe/Bratislava", {"sun": "02:00-03:00"}))
    assert clock.elapsed(utc("2026-10-24T12:00"), utc("2026-10-25T12:00")) == 120
    assert clock.is_open(local("2026-10-25T02:30", "Europe/Bratislava", fold=0))
    assert clock.is_open(local("2026-10-25T02:30", "Europe/Bratislava", fold=1))


def test_a_day_that_a_country_skipped_has_no_working_time() -> None:
    clock = WorkClock(Calendar.of("Pacific/Apia", OFFICE))  # Samoa had no 30 December 2011, a Friday
    assert clock.add_days(local("2011-12-29T12:00", "Pacific/Apia"), 1) == local("2012-01-02T18:00", "Pacific/Apia")


def test_h93_deadlines_keep_the_order_of_their_starts_through_a_clock_change() -> None:
    week = dict.fromkeys(WEEKDAYS, "00:30-02:15, 02:45-09:00")
    clock = WorkClock(Calendar.of("Europe/Bratislava", week))
    asked = [utc("2026-10-24T20:00") + timedelta(minutes=10 * n) for n in range(100)]
    due = [clock.due(at, 45) for at in asked]
    assert due == sorted(due)
    assert due == [clock.due(at.astimezone(ZoneInfo("Asia/Manila")), 45) for at in asked]


# Faults that others had


def test_history_is_counted_with_its_own_offset_and_not_with_todays() -> None:
    clock = office("Europe/Moscow")  # UTC+4 from 2011 to 2014, UTC+3 since
    assert clock.due(utc("2012-07-02T05:00"), 60) == utc("2012-07-02T06:00")
    assert clock.due(utc("2026-07-06T05:00"), 60) == utc("2026-07-06T07:00")


def test_round_the_clock_loses_no_minute_at_midnight() -> None:
    clock = WorkClock(Calendar.of("UTC", ROUND_THE_CLOCK))
    assert clock.elapsed_seconds(utc("2026-01-01"), utc("2026-02-01")) == 31 * 86_400
    assert clock.due(utc("2026-01-01T23:59"), 2) == utc("2026-01-02T00:01")


def test_closing_at_2400_ends() -> None:
    clock = WorkClock(Calendar.of("UTC", {"fri": "18:00-24:00"}))
    assert clock.due(utc("2026-01-16T18:00"), 6 * 60) == utc("2026-01-17T00:00")
    assert clock.due(utc("2026-01-16T18:00"), 6 * 60 + 1) == utc("2026-01-23T18:01")
    assert clock.end_of_day(utc("2026-01-16T20:00")) == utc("2026-01-17T00:00")


@pytest.mark.parametrize("ask", ["due", "no_minutes", "next_open", "add_days", "end_of_day"])
def test_empty_hours_are_an_error_and_no_endless_loop(ask: str) -> None:
    clock = WorkClock(Calendar("Europe/Bratislava"))
    at = utc("2026-01-16T10:00")
    questions = {
        "due": lambda: clock.due(at, 1),
        "no_minutes": lambda: clock.due(at, 0),
        "next_open": lambda: clock.next_open(at),
        "add_days": lambda: clock.add_days(at, 1),
        "end_of_day": lambda: clock.end_of_day(at),
    }
    with pytest.raises(NeverOpen, match="no more working time after 2026-01-16"):
        questions[ask]()
    assert clock.calendar.never_open
    assert clock.elapsed(at, at + timedelta(days=400)) == 0


def test_special_days_alone_are_found_even_decades_ahead() -> None:
    clock = WorkClock(Calendar.of("Asia/Manila", {}, special={date(2060, 5, 1): "09:00-10:00"}))
    at = utc("2026-01-16T10:00")
    assert clock.due(at, 60) == clock.add_days(at, 1) == local("2060-05-01T10:00", "Asia/Manila")
    with pytest.raises(NeverOpen):
        clock.due(at, 61)
    with pytest.raises(NeverOpen):
        clock.add_days(at, 2)


@pytest.mark.parametrize("year", [1970, 2000, 2099])
def test_far_years_are_built_only_when_asked_about(year: int) -> None:
    clock = office("America/New_York")
    start = datetime(year, 1, 1, tzinfo=UTC)
    assert clock.elapsed(start, clock.due(start, 8 * 60)) == 8 * 60
    assert len(clock._pieces) <= 2


def test_the_ends_of_the_calendar_are_an_error() -> None:
    with pytest.raises(NeverOpen):
        office().due(datetime(9999, 12, 30, 10, tzinfo=UTC), 10_000)
    with pytest.raises(NeverOpen):
        office().add_days(datetime(9999, 12, 1, tzinfo=UTC), 50)
    assert office().due(datetime(1, 1, 10, tzinfo=UTC), 60) > datetime(1, 1, 10, tzinfo=UTC)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(TypeError):
        office().due(datetime(2026, 1, 16, 10), 60)


@pytest.mark.parametrize("ask", [lambda c: c.due(utc("2026-01-16"), -1), lambda c: c.add_days(utc("2026-01-16"), -1)])
def test_time_does_not_run_backwards(ask: object) -> None:
    with pytest.raises(ValueError, match="forwards only"):
        ask(office())  # type: ignore[operator]


# Calendars


@pytest.mark.parametrize(
    "windows",
    [
        (Window(36_000, 32_400),),
        (Window(36_000, 36_000),),
        (Window(0, 86_401),),
        (Window(-1, 5),),
        (Window(0, 7200), Window(3600, 9000)),
        (Window(7200, 9000), Window(0, 3600)),
    ],
)
def test_windows_that_are_none_are_refused(windows: tuple[Window, ...]) -> None:
    with pytest.raises(ValueError, match=r"window of a day|overlap"):
        Calendar("UTC", (windows, (), (), (), (), (), ()))


def test_a_week_has_seven_known_days() -> None:
    with pytest.raises(ValueError, match="seven"):
        Calendar("UTC", ((),))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not a weekday: friday"):
        Calendar.of("UTC", {"friday": "09:00-10:00"})
    with pytest.raises(LookupError):
        Calendar.of("Europe/Atlantis", OFFICE)


def test_windows_read_as_they_are_written() -> None:
    assert window("18:00-24:00") == (64_800, 86_400)
    assert str(window("9-17:30")) == "09:00-17:30"


def test_equal_calendars_share_a_clock_and_travel_between_processes() -> None:
    first, second = Calendar.of("Asia/Manila", OFFICE), Calendar.of("Asia/Manila", OFFICE)
    assert clock_of(first) is clock_of(second)
    assert pickle.loads(pickle.dumps(first)) == first
