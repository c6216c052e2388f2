"""Versions of an agreement as one: what held when."""

from datetime import UTC, datetime

import pytest

from ashore.core.agreement import Agreement, load
from ashore.usecases.versions import joined

BASE = """
version = 1
[hours.us]
zone = "UTC"
mon = "09:00-17:00"
[response]
answer_within = "{answer} working hours"
"""
VALID = "[valid]\nfrom = {day}\n"
CHANGED = '[[amendments]]\nvalid_from = {day}\nchanges = {{ "response.answer_within" = "{answer} working hours" }}\n'


def version(answer: int, valid: str = "", *changes: tuple[str, int]) -> Agreement:
    text = BASE.format(answer=answer) + (VALID.format(day=valid) if valid else "")
    text += "".join(CHANGED.format(day=day, answer=hours) for day, hours in changes)
    read = load(text, "agreement.toml")
    assert isinstance(read, Agreement), read
    return read


def hours(agreement: Agreement, day: int) -> int:
    return agreement.at(datetime(2026, 3, day, 12, tzinfo=UTC)).answer_within.amount // 60


@pytest.mark.parametrize(
    ("versions", "told"),
    [
        ([version(2)], [2, 2, 2]),
        ([version(2), version(3)], [3, 3, 3]),
        ([version(2), version(3, "2026-03-10")], [2, 3, 3]),
        ([version(2, "", ("2026-03-08", 4)), version(3, "2026-03-15")], [2, 4, 3]),
        ([version(2, "", ("2026-03-18", 4)), version(3, "2026-03-10")], [2, 3, 3]),
        ([version(2), version(3, "2026-03-08", ("2026-03-15", 5))], [2, 3, 5]),
        ([version(2), version(3, "2026-03-08"), version(6)], [6, 6, 6]),
        ([version(2), version(3, "2026-03-08"), version(6, "2026-03-15")], [2, 3, 6]),
    ],
)
def test_each_version_holds_from_the_day_that_it_names(versions: list[Agreement], told: list[int]) -> None:
    whole = joined(versions)
    assert [hours(whole, day) for day in (5, 12, 20)] == told
