"""Phrases of a book of one's own, with their places in the text."""

from ashore.core.kernel import Span
from ashore.core.language import read
from ashore.core.language.hits import Hit, book, hits
from ashore.core.language.lexicon import parse_sections

FILE = """
[@staff]
designer boss
[tale.phrase]
@staff is|fell ill
swamped
[tale.stiff]
in accordance with => by
"""
BOOK = book({"tale": parse_sections(FILE, "en")}, "en")


def found(text: str) -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.span.of(text), hit.suggestion) for hit in hits(text, BOOK, read(text, "en").sentences)]


def test_a_phrase_is_found_where_it_stands() -> None:
    text = "Sorry, Anna. Our Designer  fell ill, we are swamped."
    assert found(text) == [("tale.phrase", "Designer  fell ill", ""), ("tale.phrase", "swamped", "")]


def test_a_line_may_suggest_something_better() -> None:
    assert found("We act in accordance with the contract.") == [("tale.stiff", "in accordance with", "by")]


def test_what_others_said_is_not_found() -> None:
    assert not found('You wrote "the boss is ill and all is late" on Monday.')


def test_places_hold_behind_signs_that_are_wide_or_have_no_width() -> None:
    text = "🙂🙂 İstanbul\u200b — the boss is ill"
    assert found(text) == [("tale.phrase", "boss is ill", "")]


def test_each_place_is_told() -> None:
    text = "The boss is ill and the designer is ill."
    whole = Span(0, len(text))
    assert hits(text, BOOK, [whole]) == [
        Hit("tale.phrase", Span(4, 15), whole),
        Hit("tale.phrase", Span(24, 39), whole),
    ]
