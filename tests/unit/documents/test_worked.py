"""Worked examples: the figures that an agreement leads to, told beside it."""

import pytest

from ashore.documents.contract import contract
from ashore.documents.model import Table, laid_out

from .conftest import read

LATE = '[[penalties]]\nid = "late"\nside = "us"\nbreach = "stage late"\none_off = "10 %"\nrate = "2 %"\nper = "1 day"\n'
FIXED = '[money]\ncurrency = "EUR"\n[fees]\nkind = "fixed"\nsum = "80000.00"\n'


def tables(text: str) -> dict[str, list[tuple[str, ...]]]:
    """The tables of the annex by the name of their second column."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for item in laid_out(contract(read(f"version = 1\n{text}"), "en")):
        if isinstance(item, Table) and len(item.columns) > 1 and item.columns[1].name in ("Penalty", "Fee"):
            rows = [tuple(cell.replace("\u00a0", " ") for cell in row) for row in item.rows]
            found[item.columns[1].name] = rows
    return found


def test_ten_percent_at_once_and_two_a_day_until_a_fifth_of_eighty_thousand() -> None:
    text = f'[counting]\npercent_of = "contract"\nfirst_late_day = "one-off and rate"\n{FIXED}{LATE}cap = "20 %"\n'
    assert tables(text)["Penalty"] == [
        ("1 day", "9,600.00 EUR", ""),
        ("2 days", "11,200.00 EUR", ""),
        ("3 days", "12,800.00 EUR", ""),
        ("4 days", "14,400.00 EUR", ""),
        ("5 days", "16,000.00 EUR", "the cap is reached"),
    ]


def test_without_a_cap_ten_days_late_cost_twenty_four_thousand() -> None:
    text = f'[counting]\npercent_of = "contract"\nfirst_late_day = "one-off and rate"\n{FIXED}{LATE}'
    assert ("10 days", "24,000.00 EUR") in tables(text)["Penalty"]


def test_a_first_day_that_carries_only_the_one_off_costs_eight_thousand() -> None:
    text = f'[counting]\npercent_of = "contract"\nfirst_late_day = "one-off only"\n{FIXED}{LATE}cap = "20 %"\n'
    assert tables(text)["Penalty"][:2] == [("1 day", "8,000.00 EUR", ""), ("2 days", "9,600.00 EUR", "")]


def test_steps_of_two_days_until_the_cap_in_exact_decimals() -> None:
    text = (
        '[money]\ncurrency = "EUR"\n[counting]\nfraction = "started"\n[[penalties]]\nid = "late"\nside = "us"\n'
        'breach = "stage late"\nrate = "21.00"\nper = "2 days"\ncap = "110.00"\n'
    )
    assert tables(text)["Penalty"][-1] == ("12 days", "110.00 EUR", "the cap is reached")
    assert tables(text)["Penalty"][2] == ("6 days", "63.00 EUR", "")


@pytest.mark.parametrize(
    ("tiers", "fees"),
    [
        ('[[fees.tiers]]\nfrom = "0"\nrate = "10 %"\n', ["10,000.00", "40,000.00", "100,000.00", "1,000,000.00"]),
        (
            '[[fees.tiers]]\nfrom = "0"\nrate = "10 %"\n[[fees.tiers]]\nfrom = "400000"\nrate = "7 %"\n'
            '[[fees.tiers]]\nfrom = "1000000"\nrate = "5 %"\n',
            ["10,000.00", "40,000.00", "82,000.00", "532,000.00"],
        ),
    ],
)
def test_a_share_of_sales_over_its_plausible_range(tiers: str, fees: list[str]) -> None:
    found = tables(f'[money]\ncurrency = "EUR"\n[fees]\nkind = "share of sales"\n{tiers}')["Fee"]
    assert [row[1] for row in found] == [f"{fee} EUR" for fee in fees]
    assert [row[0] for row in found][:2] == ["100,000.00 EUR", "400,000.00 EUR"]


def test_a_minimum_and_so_much_from_the_eleventh_sale_on() -> None:
    text = (
        '[money]\ncurrency = "EUR"\n[fees]\nkind = "minimum and KPI"\nminimum = "30000"\nper_sale = "1500"\n'
        "from_sale = 11\n"
    )
    assert tables(text)["Fee"][:3] == [
        ("10", "30,000.00 EUR"),
        ("11", "31,500.00 EUR"),
        ("15", "37,500.00 EUR"),
    ]


def test_levels_just_below_each_step_with_month_caps() -> None:
    text = (
        '[money]\ncurrency = "EUR"\n[fees]\nkind = "fixed"\nsum = "10.00"\nevery = "month"\n[[penalties]]\nid = "sla"\n'
        'side = "us"\nbreach = "service level"\nof = "month fee"\ntier_kind = "single amount"\ncap_month = "10 %"\n'
        '[[penalties.tiers]]\nbelow = "99.8"\nrate = "2 %"\n[[penalties.tiers]]\nbelow = "98.0"\nrate = "3 %"\n'
    )
    assert tables(text)["Penalty"] == [("99.7", "0.20 EUR"), ("97.9", "0.30 EUR")]


def test_missed_calls_until_the_cap_of_the_month() -> None:
    text = (
        '[money]\ncurrency = "EUR"\n[[penalties]]\nid = "call"\nside = "us"\nbreach = "call missed"\n'
        'one_off = "50"\ncap_month = "120"\n'
    )
    assert tables(text)["Penalty"] == [
        ("1", "50.00 EUR", ""),
        ("2", "100.00 EUR", ""),
        ("3", "120.00 EUR", "the cap is reached"),
    ]


def test_no_annex_of_examples_where_no_sum_follows() -> None:
    assert tables("") == {}
