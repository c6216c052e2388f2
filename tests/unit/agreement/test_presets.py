"""The agreements to begin with say what the field's practice is, in every language alike."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ashore.core.agreement import PRESETS, Agreement, Within, load, preset_text
from ashore.core.agreement.clauses import Quantity
from ashore.core.agreement.presets import LANGUAGES, Preset
from ashore.core.ledger.amounts.fees import Takings, fee
from ashore.core.ledger.amounts.penalties import Conventions, late_penalty

SHARE = Decimal(100)


def preset(name: Preset, language: str) -> Agreement:
    found = load(preset_text(name, language), name)
    assert isinstance(found, Agreement)
    return found


def shape(found: Agreement) -> dict[str, Any]:
    """What must not depend on the language."""
    clauses = found.clauses
    return {
        "stages": [(each.id, each.after, each.within, each.needs, each.approval_within) for each in clauses.stages],
        "information": [(each.id, each.after, each.within) for each in clauses.information],
        "penalties": [(each.id, each.side, each.breach, each.step, each.of) for each in clauses.penalties],
        "payments": [(each.id, each.share, each.within) for each in (clauses.fees.payments if clauses.fees else ())],
        "times": (found.answer_within, found.acknowledge_within, found.information_within, found.contact_every),
        "counting": clauses.counting,
        "urgent": clauses.urgent,
        "lists": [len(each) for each in (clauses.definitions, clauses.expectations, clauses.influence, clauses.goals)],
    }


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_agrees_the_same_in_every_language(name: Preset) -> None:
    first, *others = (shape(preset(name, language)) for language in LANGUAGES)
    assert all(other == first for other in others)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_a_whole_contract(name: Preset, language: str) -> None:
    found = preset(name, language)
    clauses = found.clauses
    assert found.title
    assert found.valid_from
    assert all(party.name and party.signatory and party.contact and party.addresses for party in clauses.parties)
    assert clauses.law
    assert clauses.definitions
    assert {each.side for each in clauses.expectations} == {"us", "client"}
    assert {each.side for each in clauses.influence} == {"us", "client", "nobody"}
    assert clauses.edits
    assert (clauses.edits.count, clauses.edits.share) == (1, Decimal("0.3"))
    assert clauses.rights.evidence
    assert clauses.rights.force_majeure
    assert any(channel.binding for channel in clauses.channels)
    assert {each.side for each in clauses.penalties} == {"us", "client"}
    assert len(found.us.holidays) > 14
    assert clauses.holiday_sources[0]


@pytest.mark.parametrize(
    ("language", "currency", "zone"),
    [
        ("en", "GBP", "Europe/London"),
        ("ru", "RUB", "Europe/Moscow"),
        ("sk", "EUR", "Europe/Bratislava"),
        ("fil", "PHP", "Asia/Manila"),
    ],
)
def test_a_preset_has_the_money_and_the_clock_of_its_country(language: str, currency: str, zone: str) -> None:
    found = preset("standard", language)
    assert (found.clauses.currency, found.us.zone) == (currency, zone)


def test_the_standard_preset_is_the_practice_of_the_field() -> None:
    found = preset("standard", "ru")
    clauses = found.clauses
    assert found.answer_within == Within(120, "working_minutes")
    assert found.contact_every == Within(3, "days")
    assert all(each.within == Within(3, "working_days") for each in clauses.information)
    late = next(each for each in clauses.penalties if each.id == "late-stage")
    assert late.one_off == Quantity(Decimal("0.1"), True)
    assert late.rate == Quantity(Decimal("0.02"), True)


@pytest.mark.parametrize(("days", "sum_"), [(0, 0), (1, 9_600), (3, 12_800), (10, 24_000)])
def test_a_late_stage_of_80_000_costs_by_the_preset(days: int, sum_: int) -> None:
    clauses = preset("standard", "ru").clauses
    late = next(each for each in clauses.penalties if each.id == "late-stage")
    charge = late_penalty(late, Decimal(80_000), Fraction(days), Conventions.of(clauses, late))
    assert charge.amount == sum_


@pytest.mark.parametrize(("sales", "sum_"), [(10, 30_000), (11, 31_500), (15, 37_500)])
def test_the_retainer_pays_a_minimum_and_from_the_11th_sale_on_more(sales: int, sum_: int) -> None:
    fees = preset("retainer", "ru").clauses.fees
    assert fees
    assert fee(fees, Takings(sales=sales), "RUB").amount == sum_


@pytest.mark.parametrize(("turnover", "sum_"), [(100_000, 10_000), (400_000, 40_000), (10_000_000, 532_000)])
def test_the_share_of_sales_falls_from_tier_to_tier(turnover: int, sum_: int) -> None:
    fees = preset("share-of-sales", "ru").clauses.fees
    assert fees
    assert fee(fees, Takings(turnover=Decimal(turnover)), "RUB").amount == sum_


def test_the_urgent_preset_is_stricter_on_both_sides() -> None:
    urgent, standard = preset("urgent", "en"), preset("standard", "en")
    assert urgent.clauses.urgent
    assert urgent.answer_within.amount < standard.answer_within.amount
    assert urgent.information_within.unit == "working_minutes"
    assert len(urgent.clauses.rota) == 2
    assert urgent.client.week != urgent.us.week


@pytest.mark.parametrize(
    ("language", "asked", "days", "due"),
    [
        ("sk", "2026-12-23", 2, "2026-12-29"),
        ("fil", "2026-04-01", 2, "2026-04-07"),
        ("en", "2026-12-24", 1, "2026-12-29"),
        ("ru", "2026-12-30", 1, "2027-01-11"),
    ],
)
def test_frozen_days_off_are_counted(language: str, asked: str, days: int, due: str) -> None:
    found = preset("share-of-sales", language)
    start = datetime.fromisoformat(f"{asked}T08:00").replace(tzinfo=UTC)
    at, _ = found.due_after("us", start, Within(days, "working_days"))
    assert found.clock("us").local_date(at) == date.fromisoformat(due)
