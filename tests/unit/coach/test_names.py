"""Forms of names, and whom the beginning of a letter greets."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ashore.core.coach.greeting import greeting_of
from ashore.core.coach.names import is_given_name, misspelt, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tom", "Thomas"),
        ("Аня", "Анна"),
        ("Ань", "Анна"),
        ("Анна", "Anna"),
        ("Zuzi", "Zuzana"),
        ("Peťo", "Peter"),
        ("Tess", "Teresa"),
        ("Bong", "Rolando"),
        ("Алёна", "Елена"),
        ("Wolf", "Wolfgang"),
    ],
)
def test_forms_of_one_name_are_one(one: str, other: str) -> None:
    assert same_name(one, other) and same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anna", "Maria"), ("Mark", "Maria"), ("Ольга", "Anna"), ("Martin", "Martina"), ("Peťo", "Zuzana")],
)
def test_other_names_are_others(one: str, other: str) -> None:
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("word", "name"),
    [("Maira", "Maria"), ("Sara", "Sarah"), ("Stephen", "Steven"), ("Кирлил", "Кирилл"), ("Demetre", "Demeter")],
)
def test_a_slip_and_another_spelling_are_misspelt(word: str, name: str) -> None:
    assert misspelt(word, name)


@pytest.mark.parametrize(
    ("word", "name"),
    [("Tom", "Thomas"), ("Novakova", "Nováková"), ("Ana", "Ada"), ("Anka", "Anna"), ("Семен", "Семён"), ("Jan", "Ян")],
)
def test_forms_accents_and_short_names_are_not_misspelt(word: str, name: str) -> None:
    assert not misspelt(word, name)


@pytest.mark.parametrize(
    ("text", "greets", "named"),
    [
        ("Hi Anna,\nthe plan is ready.", True, ["Anna"]),
        ("Hi Anna, Mark will call you.", True, ["Anna"]),
        ("Dear Tom and Rachel,", True, ["Tom", "Rachel"]),
        ("Good morning!", True, []),
        ("Здравствуйте, Анна Сергеевна!", True, ["Анна"]),
        ("Анна, добрый день!", True, ["Анна"]),
        ("Dobrý deň, pani Nováková, posielame.", True, ["Nováková"]),
        ("Vážený pán inžinier Malík,", True, ["Malík"]),
        ("Magandang umaga po, Ma'am Tess!", True, ["Tess"]),
        ("Anna, please see the plan.", False, ["Anna"]),
        ("Anna, the plan is ready.", False, []),
        ("Thank you, Anna! It arrived.", False, ["Anna"]),
        ("Mark, our designer, will call you.", False, []),
        ("Добрый день! Вера пришлёт макет.", True, []),
        ("Good morning. Peter, our plumber, comes at nine.", True, []),
        ("Morning Anna!", True, ["Anna"]),
        ("Morning slots are gone.", False, []),
        ("Коллеги, добрый день!", True, []),
        ("The hi-fi is ready.", False, []),
        ("Anna", False, []),
        ("", False, []),
    ],
)
def test_whom_a_letter_greets(text: str, greets: bool, named: list[str]) -> None:
    greeting = greeting_of(text)
    surely = greeting.named if greeting.sure else ()
    assert (greeting.greets, [each.words[0].of(text) for each in surely]) == (greets, named)


@given(st.text(max_size=300))
def test_any_text_has_a_beginning_whose_places_lie_in_it(text: str) -> None:
    greeting = greeting_of(text)
    assert 0 <= greeting.span.start <= greeting.span.end <= len(text)
    assert all(span.of(text).strip() for each in greeting.named for span in each.words)


@pytest.mark.parametrize("piece", ["hi ", "dear ", "ma'am ", "Anna and ", "dobrý deň ", "-", "a'"])
def test_a_hostile_beginning_costs_no_time(piece: str) -> None:
    begun = time.process_time()
    greeting_of(piece * 50_000)
    assert time.process_time() - begun < 5


def test_a_word_that_is_no_name_is_none() -> None:
    assert is_given_name("Anička")
    assert not is_given_name("Team")
