"""A team's decisions folded into a standing, and names in notes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashore.core.worktime import Calendar, clock_of
from ashore.usecases.errors import NotPossible
from ashore.usecases.team.fieldlist import as_number
from ashore.usecases.team.folding import Decision, fold
from ashore.usecases.team.people import Colleague, mentioned
from ashore.usecases.team.snoozing import wakes_at
from ashore.usecases.team.variables import variables_in

NOW = datetime(2026, 1, 16, 12, 0, tzinfo=UTC)  # a Friday
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-13:00, 14:00-18:00")
TEAM = (Colleague(1, "Anna Marek", "anna@s.example"), Colleague(2, "Ben Novak", "b.novak@s.example"))

NUMBERS = st.integers(1, 4)
DATA = st.one_of(
    st.builds(lambda user: ("owner", {"user": user}), st.integers(0, 4)),
    st.builds(lambda add, drop: ("tag", {"add": add, "drop": drop}), st.lists(NUMBERS), st.lists(NUMBERS)),
    st.builds(lambda user, on: ("follow", {"user": user, "on": on}), NUMBERS, st.booleans()),
    st.builds(
        lambda on: ("snooze", {"until": NOW.isoformat() if on else "", "seen": 3}),
        st.booleans(),
    ),
    st.builds(
        lambda field, value: ("field", {"field": field, "value": value}), NUMBERS, st.sampled_from(["", "a", "b"])
    ),
)


def decisions(said: list[tuple[str, dict[str, object]]]) -> list[Decision]:
    return [Decision(number, kind, NOW, 1, data) for number, (kind, data) in enumerate(said)]


@given(st.lists(DATA, max_size=12), st.randoms())
def test_the_order_in_which_a_log_is_read_changes_nothing(said, chance) -> None:
    log = decisions(said)
    mixed = list(log)
    chance.shuffle(mixed)
    assert fold(mixed) == fold(log)


@given(st.lists(DATA, max_size=12), DATA)
def test_the_newest_word_about_a_thing_holds(said, last) -> None:
    standing, (kind, data) = fold(decisions([*said, last])), last
    if kind == "owner":
        assert standing.owner == data["user"]
    elif kind == "tag":
        assert not standing.tags & set(data["drop"])
        assert set(data["add"]) - set(data["drop"]) <= standing.tags
    elif kind == "follow":
        assert (data["user"] in standing.followers) == data["on"]
    elif kind == "snooze":
        assert (standing.snooze is not None) == bool(data["until"])
    else:
        assert standing.fields.get(data["field"], "") == data["value"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@Anna look", (1,)),
        ("(@anna marek), @b.novak: look", (1, 2)),
        ("@BenNovak and @ben", (2,)),
        ("write to ben@studio.example", ()),
        ("an @ alone", ()),
    ],
)
def test_who_is_named_in_a_note(text, people) -> None:
    assert mentioned(text, TEAM) == people


@pytest.mark.parametrize("text", ["@Annabel", "@carla!", "@anna.other"])
def test_a_name_that_nobody_bears_is_no_mention_of_somebody_else(text) -> None:
    with pytest.raises(NotPossible, match=r"note\.nobody"):
        mentioned(text, TEAM)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1 250,50", "1250.5"), ("-3", "-3"), ("0.10", "0.1"), ("1e400", ""), ("NaN", ""), ("a lot", ""), ("1,2,3", "")],
)
def test_numbers_as_people_write_them(text, number) -> None:
    assert as_number(text) == number


@pytest.mark.parametrize(
    ("choice", "wakes"),
    [
        ("tomorrow", "2026-01-19T08:00"),  # Monday, 09:00 in Bratislava
        ("two_days", "2026-01-20T08:00"),
        ("monday", "2026-01-19T08:00"),
    ],
)
def test_a_snooze_ends_when_somebody_works(choice, wakes) -> None:
    clock = clock_of(Calendar.of("Europe/Bratislava", WEEK))
    assert wakes_at(clock, NOW, choice).isoformat().startswith(wakes)


def test_a_house_that_never_works_wakes_nothing() -> None:
    with pytest.raises(NotPossible, match=r"snooze\.never"):
        wakes_at(clock_of(Calendar.of("UTC", {})), NOW, "tomorrow")


def test_what_stands_in_double_braces_is_found_once() -> None:
    assert variables_in("{{a}} {{ b c }} {{a}} {d} {{}} {{\n}}") == ("a", "b c")
