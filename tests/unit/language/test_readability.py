"""Counts of a text: words, long words, the longest sentence."""

import pytest

from ashore.core.language import Language, measure, read


def _measured(text: str, language: Language = "en") -> tuple[list[int], list[str]]:
    found = measure(text, read(text, language).sentences, language)
    return [one.words for one in found.sentences], [span.of(text) for span in found.long_words]


def test_words_are_counted_for_each_sentence() -> None:
    text = "Hi Anna,\n\nwe don't know 2 things. See https://example.com/a-very-long-address now!\n--\n"
    assert _measured(text) == ([2, 5, 2], [])
    found = measure(text, read(text, "en").sentences, "en")
    assert found.longest
    assert found.longest.span.of(text) == "we don't know 2 things."
    assert (found.words, found.mean, found.long_share) == (9, 3.0, 0.0)


@pytest.mark.parametrize(
    ("language", "text", "long_words"),
    [
        ("en", "Our internationalisation is state-of-the-art 12345678901.", ["internationalisation"]),
        ("ru", "Осуществление согласования документации", ["Осуществление", "согласования", "документации"]),
        ("sk", "Prostredníctvom elektronickej pošty", ["Prostredníctvom", "elektronickej"]),
        ("fil", "Pinakamahalaga ang ipapadala namin", ["Pinakamahalaga"]),
    ],
)
def test_a_word_is_long_by_the_measure_of_its_language(language: Language, text: str, long_words: list[str]) -> None:
    assert _measured(text, language)[1] == long_words


def test_a_text_without_words_has_no_longest_sentence() -> None:
    assert measure("... !", read("... !").sentences, "und").longest is None
