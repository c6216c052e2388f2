"""From lengths of time to due times, and the reasons that are shown for them."""

from datetime import UTC, date, datetime

import pytest

from ashore.core.agreement import Agreement, Within, by_day, default, due_after, parse_within
from ashore.core.kernel import Reason
from ashore.core.worktime import WEEKDAYS, Calendar, NeverOpen, WorkClock
from ashore.words import say_lines

OFFICE = dict.fromkeys(WEEKDAYS[:5], "09:00-13:00, 14:00-18:00")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def clock(**days: dict[date, str]) -> WorkClock:
    return WorkClock(Calendar.of("UTC", OFFICE, **days))


def told(reason: Reason) -> list[str]:
    return [sentence for _, sentence, _ in say_lines(reason)]


def test_an_answer_asked_for_on_friday_evening_tells_its_arithmetic() -> None:
    agreement = default().with_zone("Europe/Bratislava")
    due, reason = agreement.due_after("us", utc("2026-01-16T16:40"), agreement.answer_within)
    assert due == utc("2026-01-19T09:40")
    assert reason.code == "worktime.due"
    assert reason.sources == ("clause:response.answer_within",)
    assert reason.params["opened_at"] == utc("2026-01-16T16:40")
    assert [step.params["working_minutes"] for step in reason.because] == [20, 100]
    sentences = [sentence for _, sentence, _ in say_lines(reason, "en", "Europe/Bratislava")]
    assert sentences[0].endswith("counted from Fri 16 Jan 2026, 17:40, end Mon 19 Jan 2026, 10:40")


def test_a_question_at_night_starts_with_the_next_opening() -> None:
    _, reason = due_after(clock(), utc("2026-01-16T23:00"), Within(60, "working_minutes"))
    assert reason.params["opened_at"] == utc("2026-01-19T09:00")
    assert reason.params["due_at"] == utc("2026-01-19T10:00")


def test_a_day_off_that_moved_the_due_time_is_named() -> None:
    monday = date(2026, 1, 19)
    due, reason = due_after(
        clock(holidays={monday: "Founders' Day"}), utc("2026-01-16T17:40"), Within(120, "working_minutes")
    )
    assert due == utc("2026-01-20T10:40")
    assert told(reason)[-1] == "Mon 19 Jan 2026 is a day off: Founders' Day"


def test_special_hours_on_the_way_are_named() -> None:
    days = {date(2026, 1, 17): "10:00-11:00", date(2026, 1, 19): ""}
    due, reason = due_after(clock(special=days), utc("2026-01-16T17:40"), Within(120, "working_minutes"))
    assert due == utc("2026-01-20T09:40")
    assert told(reason)[-2:] == [
        "Sat 17 Jan 2026 has hours of its own: 10:00-11:00",
        "Mon 19 Jan 2026 is closed by agreement",
    ]


def test_working_days_do_not_count_the_day_itself() -> None:
    due, reason = due_after(clock(), utc("2026-01-16T09:00"), Within(3, "working_days", "response.information_within"))
    assert due == utc("2026-01-21T18:00")
    assert told(reason) == [
        "3 working days after Fri 16 Jan 2026, 09:00, the day itself not counted, end Wed 21 Jan 2026, 18:00"
    ]


def test_three_days_that_end_on_a_sunday_run_to_mondays_closing() -> None:
    due, reason = due_after(clock(), utc("2026-01-15T12:00"), Within(3, "days"))
    assert due == utc("2026-01-19T18:00")
    assert told(reason)[-1].startswith("Nobody works on Sun 18 Jan 2026")


def test_three_days_run_to_sundays_midnight_where_that_was_agreed() -> None:
    due, reason = due_after(clock(), utc("2026-01-15T12:00"), Within(3, "days"), "end_of_day")
    assert due == utc("2026-01-19T00:00")
    assert reason.because == ()


def test_working_days_end_at_midnight_where_that_was_agreed() -> None:
    assert due_after(clock(), utc("2026-01-16T12:00"), Within(1, "working_days"), "end_of_day")[0] == utc(
        "2026-01-20T00:00"
    )


def test_a_shift_to_2400_keeps_its_own_date() -> None:
    late = WorkClock(Calendar.of("UTC", dict.fromkeys(WEEKDAYS, "18:00-24:00")))
    assert due_after(late, utc("2026-01-16T12:00"), Within(1, "working_days"), "end_of_day")[0] == utc(
        "2026-01-18T00:00"
    )
    assert due_after(late, utc("2026-01-16T12:00"), Within(1, "working_days"))[0] == utc("2026-01-18T00:00")


def test_by_friday_means_fridays_closing() -> None:
    due, reason = by_day(clock(), utc("2026-01-16T00:00"))
    assert due == utc("2026-01-16T18:00")
    assert told(reason) == ['"By Fri 16 Jan 2026" means until Fri 16 Jan 2026, 18:00']


def test_by_sunday_means_mondays_closing() -> None:
    due, reason = by_day(clock(), utc("2026-01-18T00:00"))
    assert due == utc("2026-01-19T18:00")
    assert reason.because[0].code == "worktime.moved_to_working_day"


def test_today_said_after_closing_means_until_midnight() -> None:
    due, reason = by_day(clock(), utc("2026-01-16T00:00"), said_at=utc("2026-01-16T20:00"))
    assert due == utc("2026-01-17T00:00")
    assert reason.because[0].code == "worktime.said_after_closing"


def test_a_due_time_that_never_comes_is_an_error() -> None:
    with pytest.raises(NeverOpen):
        due_after(WorkClock(Calendar("UTC")), utc("2026-01-16T12:00"), Within(1, "working_days"))


def test_each_side_keeps_its_own_wall_clock() -> None:
    agreement = default().with_zone("Europe/Bratislava", "Asia/Manila")
    at = utc("2026-01-16T08:30")
    assert agreement.due_after("us", at, Within(30, "working_minutes"))[0] == utc("2026-01-16T09:00")
    assert agreement.due_after("client", at, Within(30, "working_minutes"))[0] == utc("2026-01-16T09:00")
    assert agreement.by_day("client", at)[0] == utc("2026-01-16T10:00")
    assert agreement.by_day("us", at)[0] == utc("2026-01-16T17:00")
    assert agreement.clock("us") is default().with_zone("Europe/Bratislava").clock("client")


def test_long_stretches_do_not_drown_the_reader() -> None:
    _, reason = due_after(clock(), utc("2026-01-05T09:00"), Within(60 * 200, "working_minutes"))
    assert len(reason.because) == 10


@pytest.mark.parametrize(
    ("text", "within", "written"),
    [
        ("2 working hours", Within(120, "working_minutes"), "2 working hours"),
        ("90 working minutes", Within(90, "working_minutes"), "90 working minutes"),
        ("1.5 working hours", Within(90, "working_minutes"), "90 working minutes"),
        (" 1  Working Hour ", Within(60, "working_minutes"), "1 working hour"),
        ("3 working days", Within(3, "working_days"), "3 working days"),
        ("3 business days", Within(3, "working_days"), "3 working days"),
        ("1 day", Within(1, "days"), "1 day"),
        ("2 weeks", Within(14, "days"), "14 days"),
    ],
)
def test_lengths_of_time_read_as_they_are_written(text: str, within: Within, written: str) -> None:
    assert parse_within(text) == within
    assert str(within) == written
    assert parse_within(written) == within


@pytest.mark.parametrize(
    "text", ["", "soon", "-3 days", "3", "three days", "3 working weeks", "1e9 days", "٣ days x", "9" * 30 + " days"]
)
def test_other_texts_are_no_length_of_time(text: str) -> None:
    found = parse_within(text)
    assert isinstance(found, Reason)
    assert found.code == "agreement.within_unreadable"


def test_the_default_is_loaded_once() -> None:
    assert default() is default()
    assert isinstance(default(), Agreement)
