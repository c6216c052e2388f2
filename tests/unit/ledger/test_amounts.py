"""The sums of the field, each with its arithmetic told."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from ashore.core.agreement import Within
from ashore.core.agreement.clauses import Extras, Fees, Penalty, Quantity, Tier, Tiers
from ashore.core.kernel import Money, Reason
from ashore.core.ledger.amounts import (
    Caps,
    Charge,
    Conventions,
    Takings,
    by_level,
    by_tiers,
    extra_minutes,
    fee,
    late_penalty,
)
from ashore.core.ledger.amounts.lateness import time_late
from ashore.core.worktime import Calendar, clock_of
from ashore.words import say, speech

D = Decimal
DAY = date(2026, 3, 16)
STAGE = Penalty(
    "late-stage",
    "us",
    "stage_late",
    Quantity(D("0.10"), True),
    Quantity(D("0.02"), True),
    Within(1, "days"),
    cap=Quantity(D("0.20"), True),
)
DELIVERY = Penalty(
    "late-delivery",
    "us",
    "stage_late",
    rate=Quantity(D("0.105"), True),
    step=Within(2, "days"),
    cap=Quantity(D("0.55"), True),
)
MARGINAL = Tiers("marginal_rate", (Tier(D(0), D("0.10")), Tier(D(400_000), D("0.07")), Tier(D(1_000_000), D("0.05"))))
LEVELS = Tiers("single_amount", (Tier(D("98.0"), D("0.03")), Tier(D("99.8"), D("0.02"))))
KPI = Fees("minimum_and_kpi", minimum=D(30_000), per_sale=D(1_500), from_sale=11)
BERLIN = clock_of(Calendar.of("Europe/Berlin", dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-17:00")))


def told(because: Sequence[Reason], language: str = "en") -> list[str]:
    return [say(step, language).replace("\u00a0", " ") for step in because]


def capped(penalty: Penalty, charge: Charge, base: D, currency: str = "RUB") -> Charge:
    return Caps((), currency).grant(penalty, charge, base, DAY)


@pytest.mark.parametrize(("days", "owed"), [(0, "0"), (1, "9600.00"), (3, "12800.00"), (10, "16000.00")])
def test_ten_percent_at_once_and_two_a_day_up_to_twenty(days: int, owed: str) -> None:
    charge = late_penalty(STAGE, D(80_000), Fraction(days), Conventions("RUB"))
    assert capped(STAGE, charge, D(80_000)).amount == D(owed)


def test_ten_days_late_tell_the_one_off_the_days_and_the_cap() -> None:
    charge = capped(STAGE, late_penalty(STAGE, D(80_000), Fraction(10), Conventions("RUB")), D(80_000))
    assert told(charge.because) == [
        "At once: 10% of 80,000.00 RUB = 8,000.00 RUB.",
        "Late by 10 (calendar days); started ones count: 10.",
        "2% of 80,000.00 RUB a step × 10 = 16,000.00 RUB.",
        "The clause costs at most 16,000.00 RUB in all, 0.00 RUB of it are used: 24,000.00 RUB become 16,000.00 RUB.",
    ]


def test_where_the_first_day_carries_only_the_one_off_a_day_late_is_the_one_off() -> None:
    how = Conventions("RUB", first_late_day="one_off_only")
    charge = late_penalty(STAGE, D(80_000), Fraction(1), how)
    assert charge.amount == D(8_000)
    assert told(charge.because)[-1] == "The first late day carries only the one-off, so the rate is for 0."


@pytest.mark.parametrize(
    ("fraction", "owed", "counted"),
    [
        ("started", "63.00", "Late by 5.757 (calendar days); started ones count: 6."),
        ("completed", "52.50", "Late by 5.757 (calendar days); completed ones count: 5."),
        ("exact", "60.45", "Late by 5.757 (calendar days); counted exactly: 5.757."),
    ],
)
def test_ten_and_a_half_percent_per_two_days(fraction: str, owed: str, counted: str) -> None:
    how = Conventions("USD", fraction)  # type: ignore[arg-type]
    charge = late_penalty(DELIVERY, D("200.00"), Fraction("5.757"), how)
    assert Money(charge.amount, "USD").rounded().amount == D(owed)
    assert told(charge.because)[0] == counted


def test_fifty_five_percent_of_two_hundred_are_exactly_a_hundred_and_ten() -> None:
    charge = late_penalty(DELIVERY, D("200.00"), Fraction(60), Conventions("USD"))
    granted = capped(DELIVERY, charge, D("200.00"), "USD")
    assert str(Money(granted.amount, "USD").rounded()) == "110.00 USD"


@pytest.mark.parametrize(("sales", "owed"), [(100_000, 10_000), (400_000, 40_000), (10_000_000, 1_000_000)])
def test_a_plain_share_of_sales(sales: int, owed: int) -> None:
    plain = Fees("share_of_sales", tiers=Tiers("single_amount", (Tier(D(0), D("0.10")),)))
    assert fee(plain, Takings(turnover=D(sales)), "RUB").amount == owed


@pytest.mark.parametrize(("sales", "owed"), [(100_000, 10_000), (400_000, 40_000), (10_000_000, 532_000)])
def test_each_part_of_the_sales_at_its_own_rate(sales: int, owed: int) -> None:
    assert by_tiers(MARGINAL, D(sales), "RUB").amount == owed


def test_ten_million_are_told_part_by_part_in_the_readers_digits() -> None:
    found = told(by_tiers(MARGINAL, D(10_000_000), "RUB").because, "ru")
    assert found[2] == "От 1 000 000 до 10 000 000: 5 % от 9 000 000,00 RUB = 450 000,00 RUB."


@pytest.mark.parametrize(("sales", "owed"), [(0, 30_000), (10, 30_000), (11, 31_500), (15, 37_500)])
def test_a_minimum_and_so_much_from_the_eleventh_sale_on(sales: int, owed: int) -> None:
    assert fee(KPI, Takings(sales), "RUB").amount == owed


@pytest.mark.parametrize(
    ("sales", "language", "line"),
    [
        (11, "ru", "1 продажа начиная с №11 (всего 11) × 1 500,00 RUB = 1 500,00 RUB."),
        (13, "ru", "3 продажи начиная с №11 (всего 13) × 1 500,00 RUB = 4 500,00 RUB."),
        (15, "ru", "5 продаж начиная с №11 (всего 15) × 1 500,00 RUB = 7 500,00 RUB."),
        (12, "sk", "2 predaje od 11. (spolu 12) × 1 500,00 RUB = 3 000,00 RUB."),
        (15, "en", "5 sales from number 11 on (15 in all) × 1,500.00 RUB = 7,500.00 RUB."),
    ],
)
def test_sales_are_counted_in_the_right_plural(sales: int, language: str, line: str) -> None:
    assert told(fee(KPI, Takings(sales), "RUB").because, language)[1] == line


@pytest.mark.parametrize(("level", "owed"), [("99.9", "0"), ("99.8", "0"), ("99.7", "0.20"), ("97", "0.30")])
def test_credits_by_service_level(level: str, owed: str) -> None:
    charge = by_level(LEVELS, D(10), D(level), "USD")
    assert charge.amount == D(owed)


def test_a_credit_tells_the_tier_it_fell_below() -> None:
    assert told(by_level(LEVELS, D(10), D("99.7"), "USD").because) == [
        "99.7 lies below 99.8: 2% of 10.00 USD = 0.20 USD."
    ]


def test_tiers_that_add_up_and_points_below_a_tier() -> None:
    assert by_level(Tiers("cumulative", LEVELS.steps), D(10), D(97), "USD").amount == D("0.50")
    assert by_level(Tiers("marginal_rate", LEVELS.steps), D(10), D(97), "USD").amount == D("0.66")
    amounts = Tiers("cumulative", (Tier(D(1), amount=D(10)), Tier(D(5), amount=D(20))))
    assert [by_tiers(amounts, D(n), "USD").amount for n in (0, 1, 5)] == [0, 10, 30]


def test_caps_of_the_month_and_of_the_year_are_used_up_one_after_the_other() -> None:
    credit = Penalty(
        "level", "us", "service_level", tiers=LEVELS, cap_month=Quantity(D(3), False), cap_year=Quantity(D(5), False)
    )
    caps, each = Caps(("month", "year"), "USD"), Charge(D(2))
    days = [date(2026, 1, 5), date(2026, 1, 20), date(2026, 2, 3), date(2026, 3, 3), date(2027, 1, 1)]
    assert [caps.grant(credit, each, D(100), day).amount for day in days] == [2, 1, 2, 0, 2]


def test_hours_have_a_limit_and_fees_a_floor_and_a_cap() -> None:
    hourly = Fees("hourly", hour_price=D(60), hours_limit=D(40))
    assert fee(hourly, Takings(hours=D("7.5")), "EUR").amount == 450
    assert fee(hourly, Takings(hours=D(50)), "EUR").amount == 2_400
    share = Fees("share_of_sales", tiers=MARGINAL, floor=D(500), cap=D(20_000))
    assert [fee(share, Takings(turnover=D(n)), "EUR").amount for n in (0, 100_000, 400_000)] == [500, 10_000, 20_000]


def test_extras_are_free_up_to_the_limit_then_by_the_minute() -> None:
    extras = Extras(Within(120, "working_minutes"), D(60))
    assert [extra_minutes(extras, n, "EUR").amount for n in (0, 120, 165)] == [0, 0, 45]


def test_a_day_late_is_a_day_by_the_wall_clock_also_when_the_clocks_change() -> None:
    before, after = datetime(2026, 3, 28, 17, tzinfo=UTC), datetime(2026, 3, 29, 16, tzinfo=UTC)
    assert time_late(BERLIN, before, after, Within(1, "days")) == 1


def test_a_late_working_day_is_the_part_of_it_that_passed() -> None:
    friday, monday = datetime(2026, 3, 13, 16, tzinfo=UTC), datetime(2026, 3, 16, 10, tzinfo=UTC)
    assert time_late(BERLIN, friday, monday, Within(1, "working_days")) == Fraction(2, 8)


def test_lateness_stands_still_while_the_work_is_suspended() -> None:
    due, done = datetime(2026, 3, 2, 8, tzinfo=UTC), datetime(2026, 3, 12, 8, tzinfo=UTC)
    still = [(datetime(2026, 3, 4, 8, tzinfo=UTC), datetime(2026, 3, 9, 8, tzinfo=UTC))]
    assert time_late(BERLIN, due, done, Within(1, "days"), still) == 5


def test_money_keeps_the_digits_of_its_currency_and_every_further_one() -> None:
    reader = speech("en")
    assert [reader.money(text).replace("\u00a0", " ") for text in ("9600 RUB", "5 JPY", "1.5 KWD", "0.125 EUR")] == [
        "9,600.00 RUB",
        "5 JPY",
        "1.500 KWD",
        "0.125 EUR",
    ]
