"""The coach's findings as a page needs them: places as browsers count, titles of rules, their pages."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ashore.core.coach import all_rules, page_of
from ashore.core.kernel import Span
from ashore.web.coaching import shortened, summary, title, units
from ashore.web.rulepages import Block, blocks


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.data())
def test_a_place_holds_the_same_words_in_the_browser(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = units(text, Span(start, end))
    in_browser = text.encode("utf-16-le")
    assert in_browser[2 * place.start : 2 * place.end].decode("utf-16-le") == text[start:end]


def test_a_lone_half_of_a_pair_counts_as_one() -> None:
    assert (units("\ud83d x", Span(2, 3)).start, units("😀 x", Span(2, 3)).start) == (2, 3)


def test_nothing_found_is_said_too() -> None:
    assert summary(()) == "The coach has nothing to say."


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_every_rule_has_a_title_without_a_gap_in_it(language: str) -> None:
    with translation.override(language):
        titles = [title(rule) for rule in all_rules()]
    assert all(each and "{" not in each and "–" not in each for each in titles)
    assert len(set(titles)) == len(titles)


def test_a_title_speaks_the_readers_language() -> None:
    rule = next(each for each in all_rules() if each.name == "placeholder-left-in")
    with translation.override("sk"):
        slovak = title(rule)
    assert slovak != title(rule)


def test_a_page_is_taken_apart_into_headings_words_and_examples() -> None:
    page = """First line.

## What it does
Finds ``[Name]`` and
more.

## Example
> When?
> And where?

    Soon,
      Anna

Then this.
"""
    assert list(blocks(page)) == [
        Block("heading", "What it does"),
        Block("paragraph", "Finds [Name] and more."),
        Block("heading", "Example"),
        Block("client", "When?\nAnd where?"),
        Block("draft", "Soon,\nAnna"),
        Block("paragraph", "Then this."),
    ]


def test_every_rule_s_page_is_whole() -> None:
    for rule in all_rules():
        heads = [block.text for block in blocks(page_of(rule)) if block.kind == "heading"]
        assert {"What it does", "Why", "When to ignore"} <= set(heads), rule.name


def test_long_words_are_cut_and_lines_joined() -> None:
    assert shortened("a\n b", 10) == "a b"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"
