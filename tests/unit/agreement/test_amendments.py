"""Single terms changed from a moment on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from ashore.core.agreement import Agreement, Within

Good = Callable[[str], Agreement]
Faults = Callable[[str], list[tuple[str, str]]]
BASE = """version = 1
[valid]
from = 2026-03-01
[money]
currency = "EUR"
[fees]
kind = "fixed"
sum = "80000.00"
[[stages]]
id = "design"
name = "Design"
within = "5 working days"
[[stages]]
id = "launch"
name = "Launch"
after = "design"
within = "2 working days"
[[channels]]
name = "mail"
binding = false
"""
MAY = datetime(2026, 5, 1, tzinfo=UTC)


def amended(*changes: str, at: str = "2026-05-01") -> str:
    return f'[[amendments]]\nvalid_from = {at}\nwhy = "agreed"\n[amendments.changes]\n' + "\n".join(changes) + "\n"


def test_a_term_changes_from_its_moment_on_and_not_before(good: Good) -> None:
    found = good(BASE + amended('"stages.design.within" = "7 working days"', '"response.answer_within" = "1 day"'))
    before, after = found.at(MAY - timedelta(seconds=1)), found.at(MAY)
    assert before is found
    assert before.clauses.stages[0].within == Within(5, "working_days")
    assert after.clauses.stages[0].within == Within(7, "working_days")
    assert (before.answer_within, after.answer_within) == (Within(120, "working_minutes"), Within(1, "days"))
    assert after.valid_from == MAY
    assert after.clauses.stages[1] == found.clauses.stages[1]


def test_amendments_build_on_each_other_in_the_order_of_time(good: Good) -> None:
    text = BASE + amended('"fees.sum" = "90000.00"', at="2026-06-01") + amended('"fees.sum" = 85000')
    found = good(text)
    sums = [found.at(at).clauses.fees for at in (MAY, MAY + timedelta(days=31))]
    assert [fee.sum for fee in sums if fee] == [Decimal(85_000), Decimal(90_000)]
    assert [each.clause for each in found.amendments] == ["amendments.2", "amendments.1"]


def test_paths_may_be_written_as_tables(good: Good) -> None:
    found = good(BASE + amended('stages.design.within = "7 working days"', "channels.1.binding = true"))
    assert found.at(MAY).clauses.stages[0].within == Within(7, "working_days")
    assert found.at(MAY).clauses.channels[0].binding


def test_naming_a_new_entry_adds_it(good: Good) -> None:
    found = good(BASE + amended('stages.care.name = "Care"', 'stages.care.within = "9 days"'))
    assert [stage.id for stage in found.at(MAY).clauses.stages] == ["design", "launch", "care"]


def test_another_zone_holds_in_every_version(good: Good) -> None:
    found = good(BASE + amended('"fees.sum" = 1')).with_zone("Asia/Manila")
    assert found.at(MAY).us.zone == "Asia/Manila"


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ('"stages.desing.within" = "7 days"', "change_no_entry", "stages.desing.within"),
        ('"stages.design.wihtin" = "7 days"', "unknown_key", "stages.design.wihtin"),
        ('"stages.design.within" = "7 hours"', "within_not_working", "stages.design.within"),
        ('"stages.design.after" = "launch"', "plan_circle", "stages.design.after"),
        ('"fees.sum" = 80000.5', "number_float", "fees.sum"),
        ('"fees.sum" = "5 USD"', "currency_mixed", "fees.sum"),
        ('"fees.sum.more" = 5', "change_no_term", "fees.sum.more"),
        ('"stages.design" = 5', "change_no_term", "stages.design"),
        ('"valid.from" = 2026-01-01', "change_fixed", "valid.from"),
        ('"response.answer_within" = "never"', "within_needed", "response.answer_within"),
    ],
)
def test_a_change_is_checked_like_the_file_itself_at_its_own_line(
    faults: Faults, change: str, code: str, path: str
) -> None:
    found = faults(BASE + amended(change))
    assert (code, f"25: amendments.1.changes.{path}") in found
    assert len(found) == 1


def test_amendments_without_end_ask_for_a_new_version(faults: Faults) -> None:
    assert faults(BASE + amended('"fees.sum" = 1') * 201) == [("amendments_too_many", "21: amendments")]


def test_an_amendment_comes_after_the_agreement(faults: Faults) -> None:
    text = BASE + amended('"fees.sum" = 1', at="2026-02-01")
    assert faults(text) == [("amendment_too_early", "22: amendments.1.valid_from")]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[[amendments]]\nvalid_from = 2026-05-01\n", "key_missing", "21: amendments.1.changes"),
        ("[[amendments]]\nvalid_from = 2026-05-01\nchanges = {}\n", "changes_missing", "23: amendments.1.changes"),
        ("[[amendments]]\nvalid_from = 2026-05-01\nchanges = 5\n", "changes_missing", "23: amendments.1.changes"),
    ],
)
def test_an_amendment_says_what_it_changes(faults: Faults, text: str, code: str, place: str) -> None:
    assert faults(BASE + text) == [(code, place)]
