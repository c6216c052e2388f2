"""Conventions of counting: they are stated, and each has its outcome and its reason."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ashore.core.agreement import Agreement, Within
from ashore.core.ledger.rhythms import call_days, on_the_wall
from ashore.words import say_lines

Good = Callable[[str], Agreement]
FRIDAY = datetime(2026, 3, 13, 17, 40, tzinfo=UTC)
TWO_DAYS = Within(2, "working_days", "edits.deliver_within")


def counting(**stated: str) -> str:
    return "version = 1\n[counting]\n" + "".join(f'{key} = "{value}"\n' for key, value in stated.items())


def told(agreement: Agreement, within: Within = TWO_DAYS, start: datetime = FRIDAY) -> tuple[datetime, list[str]]:
    due, reason = agreement.due_after("us", start, within)
    return due, [sentence for _, sentence, _ in say_lines(reason)]


def test_asked_on_friday_live_by_wednesday_since_two_working_days_must_be_over(good: Good) -> None:
    due, why = told(good(counting(by="start of working day")))
    assert due == datetime(2026, 3, 18, 9, tzinfo=UTC)
    assert why[0].startswith("2 working days after Fri 13 Mar 2026, 17:40, the day itself not counted")
    assert why[1] == "The days are over when work begins again: Wed 18 Mar 2026, 09:00"


def test_asked_on_friday_live_by_wednesday_since_it_came_after_the_cut_off(good: Good) -> None:
    due, why = told(good(counting(by="end of working day", cutoff="16:00")))
    assert due == datetime(2026, 3, 18, 18, tzinfo=UTC)
    assert why[1] == "It came at 16:00 or later, so it counts as of Mon 16 Mar 2026"


@pytest.mark.parametrize(
    ("stated", "day", "hour"),
    [
        ({}, 17, 18),
        ({"first_day": "day after"}, 17, 18),
        ({"first_day": "day of event"}, 16, 18),
        ({"cutoff": "none"}, 17, 18),
        ({"cutoff": "18:00"}, 17, 18),
        ({"cutoff": "17:40"}, 18, 18),
        ({"cutoff": "16:00", "first_day": "day of event"}, 17, 18),
        ({"by": "end of day"}, 18, 0),
    ],
)
def test_two_working_days_from_friday_evening(good: Good, stated: dict[str, str], day: int, hour: int) -> None:
    assert told(good(counting(**stated)))[0] == datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "due"),
    [
        ({}, datetime(2026, 3, 16, 18, tzinfo=UTC)),
        ({"first_day": "day of event"}, datetime(2026, 3, 16, 18, tzinfo=UTC)),
        ({"by": "end of day"}, datetime(2026, 3, 16, tzinfo=UTC)),
        ({"by": "start of working day"}, datetime(2026, 3, 16, 9, tzinfo=UTC)),
        ({"cutoff": "16:00"}, datetime(2026, 3, 18, 18, tzinfo=UTC)),
    ],
)
def test_two_calendar_days_from_friday_evening(good: Good, stated: dict[str, str], due: datetime) -> None:
    assert told(good(counting(**stated)), Within(2, "days"))[0] == due


def test_working_hours_know_no_cut_off(good: Good) -> None:
    due, _ = told(good(counting(cutoff="16:00")), Within(120, "working_minutes"))
    assert due == datetime(2026, 3, 16, 10, 40, tzinfo=UTC)


def test_what_we_owe_unasked_knows_no_cut_off(good: Good) -> None:
    agreement = good(counting(cutoff="16:00"))
    assert agreement.contact_every
    assert told(agreement, agreement.contact_every)[0] == datetime(2026, 3, 16, 18, tzinfo=UTC)


def test_the_cut_off_is_on_the_wall_clock_of_the_side_that_owes(good: Good) -> None:
    text = counting(cutoff="16:00") + '[hours.us]\nzone = "Asia/Manila"\n'
    morning = datetime(2026, 3, 13, 8, 30, tzinfo=UTC)  # 16:30 in Manila
    due, _ = told(good(text), TWO_DAYS, morning)
    assert due == datetime(2026, 3, 18, 10, tzinfo=UTC)


def test_by_friday_can_mean_its_beginning(good: Good) -> None:
    due, _ = good(counting(by="start of working day")).by_day("us", datetime(2026, 3, 13, tzinfo=UTC))
    assert due == datetime(2026, 3, 13, 9, tzinfo=UTC)


def test_by_a_sunday_can_mean_the_beginning_of_monday(good: Good) -> None:
    due, _ = good(counting(by="start of working day")).by_day("us", datetime(2026, 3, 15, tzinfo=UTC))
    assert due == datetime(2026, 3, 16, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "plain"),
    [
        ({}, True),
        ({"cutoff": "none"}, True),
        ({"cutoff": "16:00"}, False),
        ({"first_day": "day of event"}, False),
        ({"by": "end of day"}, False),
    ],
)
def test_the_short_way_is_taken_only_where_days_are_counted_plainly(
    good: Good, stated: dict[str, str], plain: bool
) -> None:
    assert good(counting(**stated)).counts_plainly is plain


def test_a_weekly_call_at_ten_in_bratislava_keeps_its_wall_clock_over_the_change(good: Good) -> None:
    text = (
        'version = 1\n[hours.us]\nzone = "Europe/Bratislava"\n'
        '[calls]\nschedule = "weekly mon 10:00"\nbegins = 2026-03-16\n'
    )
    calls = good(text).clauses.meetings
    assert calls
    assert calls.begins
    assert calls.at
    days = call_days(calls, calls.begins, calls.begins.replace(day=30))
    found = [on_the_wall(day, calls.at, calls.zone) for day in days]
    assert [f"{at:%d %H:%M}" for at in found] == ["16 09:00", "23 09:00", "30 08:00"]
