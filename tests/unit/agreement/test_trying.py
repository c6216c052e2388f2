"""What the terms make of one moment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from ashore.core.agreement import Agreement, default, tried
from ashore.core.worktime import Calendar

FRIDAY = datetime(2026, 3, 13, 16, 40, tzinfo=UTC)
RULES = """
version = 1
[hours.us]
zone = "UTC"
mon = "9:00-18:00"
[[response.rules]]
side = "us"
channel = "phone"
answer_within = "1 working hour"
"""


def test_each_clock_of_both_sides_begins_with_its_own_arithmetic() -> None:
    terms = default().with_zone("Europe/Bratislava")
    found = {each.kind: each for each in tried(terms, FRIDAY)}
    assert found["reply"].due == terms.due_after("us", FRIDAY, terms.answer_within)[0]
    assert found["information"].owed_by == "client"
    assert found["information"].due == terms.due_after("client", FRIDAY, terms.information_within)[0]
    assert all(each.because.code for each in found.values())


def test_a_channel_with_a_time_of_its_own_has_a_line_of_its_own(good: Callable[[str], Agreement]) -> None:
    found = [each for each in tried(good(RULES), FRIDAY) if each.case]
    assert [(each.kind, each.case) for each in found] == [("reply", ("phone",))]
    assert found[0].due == datetime(2026, 3, 16, 10, tzinfo=UTC)


def test_a_rule_for_every_channel_takes_the_place_of_the_general_time(good: Callable[[str], Agreement]) -> None:
    terms = good(RULES.replace('channel = "phone"\n', ""))
    found = [each for each in tried(terms, FRIDAY) if each.kind == "reply"]
    assert [each.due for each in found] == [datetime(2026, 3, 16, 10, tzinfo=UTC)]


def test_a_calendar_that_never_opens_says_so() -> None:
    terms = replace(default(), us=Calendar.of("UTC", {}))
    found = {each.kind: each for each in tried(terms, FRIDAY)}
    assert found["reply"].due is None
    assert found["reply"].because.code == "ledger.never_open"
    assert found["information"].due
