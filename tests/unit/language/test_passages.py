"""Texts of several languages, and why a language was told."""

import pytest

from ashore.core.language import explain_language, language_of, passages


def _found(text: str) -> list[tuple[str, str]]:
    return [(passage.language, passage.span.of(text)) for passage in passages(text)]


def test_a_reply_in_another_language_is_a_passage_of_its_own() -> None:
    slovak = "Dobrý deň,\nposielame ponuku na web. Cena je 1 200 €."
    english = "Hi Tom, see the offer above. Can you check the price by Friday?"
    assert _found(f"{slovak}\n\n{english}\n") == [("sk", slovak), ("en", english)]


def test_two_languages_in_one_paragraph() -> None:
    text = "Добрый день! Отправляю договор.\nHi John, here is the contract we talked about."
    assert [language for language, _ in _found(text)] == ["ru", "en"]


def test_an_english_sentence_in_taglish_is_no_passage() -> None:
    text = "Magandang umaga po. Please see the attached draft. Kailangan po namin ang approval ninyo."
    assert _found(text) == [("fil", text)]


def test_what_speaks_for_no_language_goes_with_its_neighbours() -> None:
    text = "Posielame ponuku. 1200 - 33. Ozveme sa zajtra."
    assert _found(text) == [("sk", text)]
    assert _found("12345") == [("und", "12345")]
    assert [one for one, _ in _found("Guten Tag, vielen Dank für Ihre Nachricht, wir melden uns.")] == ["und"]
    assert passages("") == passages("\n \n") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("dodame do piatku", "sk"),
        ("to do", "en"),
        ("print at kailan", "fil"),
        ("макет", "ru"),
        ("Congratulations!", "en"),
        ("objednavka", "sk"),
    ],
)
def test_a_few_words_are_enough(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_language_is_explained_by_words_and_letters() -> None:
    reason = explain_language("Dobrý deň, posielam vám faktúru a the report")
    assert (reason.code, reason.params["language"]) == ("language.vote", "sk")
    steps = [(step.code, step.params["language"]) for step in reason.because]
    assert steps[:2] == [("language.vote.words", "sk"), ("language.vote.letters", "sk")]
    assert ("language.vote.words", "en") in steps
    assert "dobry 1" in str(reason.because[0].params["words"])
    assert explain_language("12345").code == "language.vote.none"
