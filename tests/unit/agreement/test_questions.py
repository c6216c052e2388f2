"""What a file leaves open is asked about, with both readings worked out on the file's own terms."""

from collections.abc import Callable

import pytest

from ashore.core.agreement import PRESETS, Agreement, default, load, preset_text, questions
from ashore.core.agreement.presets import LANGUAGES
from ashore.words import say

Good = Callable[[str], Agreement]
STATED = {
    "by": '"end of working day"',
    "first_day": '"day after"',
    "cutoff": '"none"',
    "fraction": '"started"',
    "first_late_day": '"one-off and rate"',
    "percent_of": '"contract"',
    "caps_order": '["clause", "month"]',
}


def agreement(without: str = "", more: str = "", penalty: str = "") -> str:
    """80 000 EUR in two stages, late stages cost 10 % and 2 % a day; all is stated but ``without``."""
    counting = "".join(f"{key} = {value}\n" for key, value in STATED.items() if key != without)
    return (
        'version = 1\n[money]\ncurrency = "EUR"\n[term]\nstart = 2026-03-09\n[counting]\n'
        + counting
        + '[fees]\nkind = "fixed"\nsum = "80000.00"\n'
        + '[[stages]]\nid = "a"\nname = "A"\nwithin = "2 working days"\nprice = "24000.00"\n'
        + '[[stages]]\nid = "b"\nname = "B"\nafter = "a"\nwithin = "2 working days"\nprice = "56000.00"\n'
        + '[[penalties]]\nid = "late"\nside = "us"\nbreach = "stage late"\none_off = "10 %"\nrate = "2 %"\n'
        + f'per = "1 day"\ncap = "20 %"\ncap_month = "30 %"\n{penalty}'
        + more
    )


def asked(found: Agreement) -> list[str]:
    return [f"{each.where}: {say(each.reason)}" for each in questions(found)]


def test_nothing_is_asked_where_all_is_stated(good: Good) -> None:
    assert asked(good(agreement())) == []


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (
            "by",
            ["Tue 17 Mar 2026, 18:00 (until working time ends)", "Wed 18 Mar 2026, 09:00 (until work begins again)"],
        ),
        (
            "first_day",
            ["from Fri 13 Mar 2026, 17:40 it ends Tue 17 Mar 2026, 18:00", "Mon 16 Mar 2026, 18:00 if it does"],
        ),
        ("cutoff", ["Tue 17 Mar 2026, 18:00 if any hour counts", "Wed 18 Mar 2026, 18:00 if requests from 16:00 on"]),
        ("fraction", ["4,800.00\u00a0EUR by started", "3,200.00\u00a0EUR by completed", "4,000.00\u00a0EUR exactly"]),
        ("first_late_day", ["8,000.00\u00a0EUR with the one-off only", "9,600.00\u00a0EUR with the rate"]),
        ("percent_of", ["10% come to 8,000.00\u00a0EUR of the contract", "to 2,400.00\u00a0EUR of the stage"]),
        (
            "caps_order",
            ["cost 24,000.00\u00a0EUR if the cap of the clause", "16,000.00\u00a0EUR if the cap of the month"],
        ),
    ],
)
def test_an_open_convention_is_asked_with_both_outcomes(good: Good, key: str, told: list[str]) -> None:
    (question,) = asked(good(agreement(without=key)))
    assert question.startswith(f"a.toml:6: counting.{key}: ")
    for each in told:
        assert each in question
    assert f"write {key} = " in question


def test_a_question_is_a_warning_and_names_the_clause_that_it_changes(good: Good) -> None:
    (question,) = questions(good(agreement(without="fraction")))
    assert (question.severity, question.reason.sources) == ("warning", ("clause:penalties.late",))


def test_what_the_penalty_itself_says_is_not_asked(good: Good) -> None:
    text = agreement(without="percent_of", penalty='of = "stage"\n')
    assert asked(good(text)) == []


def test_what_changes_nothing_is_not_asked(good: Good) -> None:
    """Without penalties, lateness costs nothing however it is counted; days still must be known."""
    keys = [each.where.rpartition(".")[2] for each in questions(good("version = 1"))]
    assert keys == ["by", "first_day", "cutoff"]


def test_where_nothing_is_counted_in_days_nothing_is_asked(good: Good) -> None:
    text = (
        'version = 1\n[response]\ninformation_within = "8 working hours"\n[contact]\nevery = "never"\n'
        '[calls]\nsummary_within = "never"\n[last_word]\nwithin = "never"\n'
    )
    assert asked(good(text)) == []


def test_one_base_alone_is_no_question(good: Good) -> None:
    text = agreement(without="percent_of").replace('price = "24000.00"\n', "").replace('price = "56000.00"\n', "")
    assert asked(good(text)) == []


ROTA = (
    '[hours.us]\nzone = "UTC"\nmon = "08:00-20:00"\n'
    '[rota.anna]\nmon = "08:00-13:00"\n[rota.tom]\nmon = "14:00-18:00, 18:30-20:00"\n'
)


def test_hours_that_nobody_of_the_rota_covers_are_named(good: Good) -> None:
    found = asked(good(agreement(more=ROTA)))
    assert [each.partition(" is there ")[2] for each in found] == [
        "on mon 13:00-14:00, but these are our hours; give them to somebody",
        "on mon 18:00-18:30, but these are our hours; give them to somebody",
    ]
    assert found[0].startswith("a.toml:40: rota: ")


def test_a_rota_without_gaps_is_no_matter(good: Good) -> None:
    assert asked(good(agreement(more=ROTA.replace("14:00-18:00, 18:30", "12:00")))) == []


def test_days_off_that_end_before_the_agreement_are_named(good: Good) -> None:
    days = '[holidays.us]\n2026-12-25 = "Christmas"\n[holidays.client]\n2027-12-25 = "Christmas"\n'
    text = agreement(more=days).replace("start = 2026-03-09\n", "start = 2026-03-09\nend = 2027-06-30\n")
    (doubt,) = asked(good(text))
    assert doubt.startswith("a.toml:38: holidays.us: days off are listed to 2026 only")


def test_the_standard_agreement_leaves_nothing_open() -> None:
    assert questions(default()) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_leaves_anything_open(preset: str, language: str) -> None:
    found = load(preset_text(preset, language), preset)  # type: ignore[arg-type]  # one of the presets
    assert isinstance(found, Agreement)
    assert questions(found) == ()
