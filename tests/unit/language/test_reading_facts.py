"""What a text says, in the four languages: examples and, above all, what must not be mistaken for a debt."""

from datetime import UTC, datetime

import pytest

from ashore.core.language import Facts, read

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


def facts(text: str) -> Facts:
    return read(text, at=AT)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Could you send the report please", "en"),
        ("Пришлите, пожалуйста, отчёт", "ru"),
        ("Prosím, pošlite nám správu", "sk"),
        ("Dobry den, poslite mi prosim fakturu", "sk"),
        ("Pakisend po ng report", "fil"),
        ("Hi Tom, na-check ko na po yung design, may update na ba sa banner?", "fil"),
        ("Thanks!", "en"),
        ("12345 -- 67", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_from_few_words(text: str, language: str) -> None:
    assert facts(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        "I wonder whether the price includes hosting.",
        "Подскажите, когда ждать отчёт.",
        "Neviem, či ste dostali našu faktúru.",
        "Viete mi povedať, koľko stojí úprava",
        "Pakisabi po kung kailan ang launch.",
        "Magkano po ang package",
    ],
)
def test_a_question_needs_no_question_mark(text: str) -> None:
    assert [q.marked for q in facts(text).questions] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "How are you?",
        "Right?",
        "Как дела?",
        "Ako sa máte?",
        "Kumusta po kayo?",
        "I know what you mean.",
        "See https://example.com/?q=when for more.",
        'The button "Are you sure?" is blue.',
        "Let me know if you have any questions.",
        "Если будут вопросы, пишите.",
        "Ak máte otázky, napíšte nám.",
        "Kung may tanong kayo, tawagan lang po kami.",
    ],
)
def test_a_courtesy_or_a_quoted_mark_is_no_question(text: str) -> None:
    found = facts(text)
    assert (found.questions, found.requests) == ((), ())


def test_two_questions_in_one_sentence_are_two() -> None:
    text = "When does it start and how much does it cost?"
    assert [q.text for q in facts(text).questions] == ["When does it start", "how much does it cost?"]


@pytest.mark.parametrize(
    "text",
    [
        "It will rain tomorrow.",
        "You will see the difference.",
        "If you approve the draft, we will print it.",
        "Если вы согласуете макет, отправим его в печать.",
        "Po úhrade pošleme kľúče.",
        "Kapag nabayaran na, ipapadala namin ang susi.",
        "Uulan bukas.",
    ],
)
def test_a_forecast_or_a_condition_is_no_promise(text: str) -> None:
    assert facts(text).promises == ()


@pytest.mark.parametrize(
    "text",
    [
        "We will send the draft tomorrow.",
        "Отправим макет завтра.",
        "Návrh pošleme zajtra.",
        "Ipapadala po namin ang draft bukas.",
    ],
)
def test_a_promise_carries_its_day(text: str) -> None:
    (promise,) = facts(text).promises
    assert promise.due is not None
    assert (promise.due.at, promise.due.precision, promise.due.certain) == (
        datetime(2026, 3, 5, tzinfo=UTC),
        "day",
        True,
    )
    assert not promise.answer


@pytest.mark.parametrize(
    "text",
    [
        "We will get back to you by Friday.",
        "Ответим до пятницы.",
        "Ozveme sa do piatka.",
        "Babalikan po namin kayo sa Biyernes.",
    ],
)
def test_an_announced_answer_is_told_from_other_promises(text: str) -> None:
    (promise,) = facts(text).promises
    assert promise.answer
    assert promise.due is not None
    assert promise.due.at.date().isoformat() == "2026-03-06"


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "Спасибо большое, хорошего дня!",
        "Ďakujem pekne.",
        "Salamat po!",
        "Ok, great.\n\nBest regards,\nTom Smith",
    ],
)
def test_thanks_and_goodbye_close(text: str) -> None:
    assert facts(text).closing


@pytest.mark.parametrize(
    "text",
    [
        "Thanks! One more thing: the number is wrong.",
        "Спасибо! Только телефон указан неверно.",
        "Salamat po! Pero mali ang numero.",
        "",
    ],
)
def test_thanks_with_a_matter_does_not_close(text: str) -> None:
    assert not facts(text).closing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("договор", "с договором договора"),
        ("faktúra", "faktúru faktúry fakturu"),
        ("invoice", "invoices"),
        ("ipapadala", "naipadala padala"),
    ],
)
def test_forms_of_a_word_share_a_topic(one: str, other: str) -> None:
    language = {"д": "ru", "f": "sk", "i": "en"}[one[0]] if one != "ipapadala" else "fil"
    (stem,) = read(one, language).topics  # type: ignore[arg-type]
    assert stem in read(other, language).topics  # type: ignore[arg-type]


def test_spans_count_code_points_of_the_text_as_given() -> None:
    text = "İstanbul 😀 office.\nWhen will it open?"
    (question,) = facts(text).questions
    assert question.span.of(text) == question.text == "When will it open?"


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = "We will send you the complete report on the campaign with all\nfigures by Friday."
    assert len(facts(text).sentences) == 1
