"""Four languages that say the same things, each in its own grammar."""

import string
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from ashore.core.agreement import Within
from ashore.core.agreement.clauses import Base, Breach, CapLevel, DayEnd, Length
from ashore.core.kernel import Money
from ashore.core.kernel.money import Rounding
from ashore.core.ledger.obligations import Kind, Power, State, StatementLine
from ashore.documents.wording import LANGUAGES, tongue

ENGLISH = tongue("en").sentences


def names(sentence: str) -> set[str]:
    """The parameters of a sentence, without the case that they stand in."""
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences(language: str) -> None:
    assert list(tongue(language).sentences) == list(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_asks_for_what_it_is_not_given(language: str) -> None:
    given = {"penalty.lead": {"breach", "start", "side", "other"}}
    for key, sentence in tongue(language).sentences.items():
        known = names(ENGLISH[key]) | given.get(key, set())
        if key.startswith("tier."):
            known |= {"value", "what", "start", "end"}
        assert names(sentence) <= known, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_drops_a_figure_that_english_tells(language: str) -> None:
    told = {"time", "money", "amount", "percent", "date", "moment", "hours", "rounds", "n", "at", "channels", "value"}
    for key, sentence in tongue(language).sentences.items():
        assert names(ENGLISH[key]) & told <= names(sentence), key


def in_ledger(name: str, owner: type) -> tuple[str, ...]:
    return get_args(owner.__annotations__[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_ledger_can_hold_has_a_word(language: str) -> None:
    sentences = tongue(language).sentences
    assert {f"kind.{kind}" for kind in get_args(Kind)} <= sentences.keys()
    assert {f"state.{state}" for state in get_args(State)} <= sentences.keys()
    assert {f"money.{kind}" for kind in in_ledger("kind", StatementLine)} <= sentences.keys()
    assert {f"power.{kind}" for kind in in_ledger("kind", Power)} <= sentences.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_an_agreement_can_choose_has_a_word(language: str) -> None:
    wanted = [
        *(f"breach.{each}" for each in get_args(Breach)),
        *(f"of.{each}" for each in get_args(Base)),
        *(f"base.{each}" for each in get_args(Base)),
        *(f"cap.{each}" for each in get_args(CapLevel)),
        *(f"counting.{each}" for each in get_args(DayEnd)),
        *(f"rounding.{each}" for each in get_args(Rounding)),
    ]
    assert set(wanted) <= tongue(language).sentences.keys()


@pytest.mark.parametrize(
    ("language", "n", "unit", "acc", "gen", "each"),
    [
        ("en", 1, "working_hours", "1 working hour", "1 working hour", "working hour"),
        ("en", 2, "days", "2 days", "2 days", "2 days"),
        ("ru", 1, "working_days", "1 рабочий день", "1 рабочего дня", "каждый рабочий день"),
        ("ru", 2, "working_days", "2 рабочих дня", "2 рабочих дней", "каждые 2 рабочих дня"),
        ("ru", 5, "working_hours", "5 рабочих часов", "5 рабочих часов", "каждые 5 рабочих часов"),
        ("ru", 11, "days", "11 дней", "11 дней", "каждые 11 дней"),
        ("ru", 21, "days", "21 день", "21 дня", "каждый 21 день"),
        ("ru", 30, "working_minutes", "30 рабочих минут", "30 рабочих минут", "каждые 30 рабочих минут"),
        ("ru", 1, "weeks", "1 неделю", "1 недели", "каждую неделю"),
        ("ru", 3, "rounds", "3 круга правок", "3 кругов правок", "каждые 3 круга правок"),
        ("sk", 1, "working_hours", "1 pracovnú hodinu", "1 pracovnej hodiny", "každú pracovnú hodinu"),
        ("sk", 3, "working_days", "3 pracovné dni", "3 pracovných dní", "každé 3 pracovné dni"),
        ("sk", 5, "working_days", "5 pracovných dní", "5 pracovných dní", "každých 5 pracovných dní"),
        ("sk", 22, "months", "22 mesiacov", "22 mesiacov", "každých 22 mesiacov"),
        ("fil", 1, "working_days", "1 araw ng trabaho", "1 araw ng trabaho", "araw ng trabaho"),
        ("fil", 3, "days", "3 araw", "3 araw", "3 araw"),
    ],
)
def test_a_number_takes_the_form_that_its_place_asks_for(
    language: str, n: int, unit: str, acc: str, gen: str, each: str
) -> None:
    counted = tongue(language).counted(n, unit)
    found = [form.replace("\u00a0", " ") for form in (counted.acc, counted.gen, counted.each)]
    assert found == [acc, gen, each]


@pytest.mark.parametrize(
    ("language", "money", "share", "day"),
    [
        ("en", "9,600.00 EUR", "0.05%", "2 March 2026"),
        ("ru", "9 600,00 EUR", "0,05 %", "2 марта 2026 г."),
        ("sk", "9 600,00 EUR", "0,05 %", "2. marca 2026"),
        ("fil", "9,600.00 EUR", "0.05%", "Marso 2, 2026"),
    ],
)
def test_sums_shares_and_dates_are_written_as_the_language_does(
    language: str, money: str, share: str, day: str
) -> None:
    speaks = tongue(language)
    found = (
        speaks.money(Money(Decimal(9600), "EUR")),
        speaks.percent(Decimal("0.0005")),
        speaks.day(date(2026, 3, 2)),
    )
    assert [each.replace("\u00a0", " ") for each in found] == [money, share, day]


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("110", "EUR", "110.00 EUR"),
        ("110.005", "EUR", "110.005 EUR"),
        ("1234567.5", "EUR", "1,234,567.50 EUR"),
        ("5000", "JPY", "5000 JPY"),
        ("50000", "JPY", "50,000 JPY"),
        ("1.5", "KWD", "1.500 KWD"),
        ("-4000", "GBP", "\u22124,000.00 GBP"),
        ("0", "EUR", "0.00 EUR"),
        ("1E+2", "EUR", "100.00 EUR"),
    ],
)
def test_a_sum_keeps_every_digit_and_the_minor_unit_of_its_currency(amount: str, currency: str, shown: str) -> None:
    assert tongue("en").money(Money(Decimal(amount), currency)).replace("\u00a0", " ") == shown


def test_ninety_minutes_stay_minutes_and_two_whole_hours_become_hours() -> None:
    assert str(tongue("sk").length(Within(90, "working_minutes"))) == "90\u00a0pracovných minút"
    assert str(tongue("sk").length(Within(120, "working_minutes"))) == "2\u00a0pracovné hodiny"
    assert str(tongue("ru").length(Length(1, "years"))) == "1\u00a0год"


def test_a_russian_sentence_that_ends_with_a_date_has_one_full_stop() -> None:
    speaks = tongue("ru")
    assert speaks.say("term.start", date=speaks.day(date(2026, 3, 2))).endswith("2026\u00a0г.")


@pytest.mark.parametrize(("language", "shown"), [("en", "a, b and c"), ("ru", "a, b и c"), ("sk", "a, b a c")])
def test_names_are_listed_as_people_do(language: str, shown: str) -> None:
    assert tongue(language).listed(["a", "b", "c"]) == shown


def test_there_is_no_wording_in_a_language_that_nobody_wrote() -> None:
    with pytest.raises(ValueError, match=r"no wording in .*de.*en, ru, sk, fil"):
        tongue("de")
