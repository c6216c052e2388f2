"""Phrases of a book of one's own, found with the places of their words."""

import pytest

from ashore.core.kernel import Span
from ashore.core.language.hits import Hit, book, hits
from ashore.core.language.lexicon import Lexicon, parse_sections

WORDS = """
[lead]
but and

[@sick]
ill sick

[smell.phrase]
our|my _ is @sick
^ sorry
i am @sick   # said of oneself
sick

[plain.phrase]
utilise|utilize => use
in order to => to
ASAP => as soon as you can

[plain.figure]
as per ?your
"""


def _book(text: str = WORDS, language: str = "en") -> Lexicon:
    return book({"house": parse_sections(text, language)}, language)


def _found(text: str, lexicon: Lexicon | None = None) -> list[tuple[str, str]]:
    return [(hit.kind, hit.span.of(text)) for hit in hits(text, lexicon or _book(), [Span(0, len(text))])]


def test_a_hit_has_its_kind_its_words_its_sentence_and_what_to_write_instead() -> None:
    text = "Hello. Please utilise this."
    sentences = [Span(0, 6), Span(7, 27)]
    assert hits(text, _book(), sentences) == [Hit("plain.phrase", Span(14, 21), Span(7, 27), "use")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In order, to", "In order, to"),
        ("😀 in order to 😀", "in order to"),
        ("\u200bin\u200border\u200bto\u200b", "in\u200border\u200bto"),
        ("\u202ein order to\u202c", "in order to"),
        ('"Well", in order to', "in order to"),
        ("(in order to)", "in order to"),
        ("🙂🙂 İstanbul\u200b — in order to", "in order to"),
        ("İstanbul/in order\n   to", "in order\n   to"),
        ("Aİ/in/order/to", "in/order/to"),
    ],
)
def test_spans_hold_the_words_alone_whatever_stands_round_them(text: str, words: str) -> None:
    assert _found(text) == [("plain.phrase", words)]


def test_every_place_is_found_and_of_two_phrases_of_one_kind_on_the_same_words_the_longer() -> None:
    text = "Our boss is sick, and my cat is ill, as per your mail"
    assert _found(text) == [
        ("smell.phrase", "Our boss is sick"),
        ("smell.phrase", "my cat is ill"),
        ("plain.figure", "as per your"),
    ]


def test_what_leads_into_a_clause_is_no_part_of_the_phrase() -> None:
    assert _found("Late, but sorry") == [("smell.phrase", "sorry")]
    assert _found("I am sorry") == []


def test_others_words_are_passed_over_but_a_quoted_name_is_not() -> None:
    assert _found("She wrote “it is in order to win” to us") == []
    assert _found("Press “Utilise” now") == [("plain.phrase", "Utilise")]


def test_the_folding_of_the_language_holds_and_a_suggestion_stays_as_it_is_written() -> None:
    slovak = _book("[dom.uradne]\nv zmysle zákona => podľa Zákona č. 5", "sk")
    expected = [Hit("dom.uradne", Span(7, 22), Span(0, 23), "podľa Zákona č. 5")]
    assert hits("Konáme V zmysle zakona.", slovak, [Span(0, 23)]) == expected


def test_only_the_beginning_of_a_sentence_without_an_end_is_looked_at() -> None:
    assert len(_found("in order to " * 1_000)) == 100


def test_a_list_that_is_not_defined_is_named() -> None:
    with pytest.raises(KeyError, match="nobody"):
        _book("[a.b]\n@nobody is")


def test_no_book_no_hits() -> None:
    assert hits("In order to", book({}, "en"), [Span(0, 11)]) == []
