"""From real sentences to what clocks need, in the four languages."""

from datetime import UTC, datetime

import pytest

from ashore.core.correspondence.newtext import split
from ashore.core.kernel import Span
from ashore.core.language import Facts, Question, Request, read
from ashore.core.ledger import Said, said
from ashore.core.ledger.answer_kinds import expected, given, yes_or_no
from ashore.core.ledger.matching import answers

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


def heard(text: str, attachments: int = 0) -> Said:
    parts = split(text)
    return said(read(parts.new_text, at=AT), parts, attachments=attachments)


def test_a_question_that_is_a_request_as_well_is_one_ask() -> None:
    text = "Could you send us the logo?"
    span, topics = Span(0, len(text)), frozenset({"logo"})
    facts = Facts("en", (span,), (Question(span, text, topics, True),), (Request(span, text, topics),))
    asks = said(facts, split(text)).asks
    assert [(each.question, each.request) for each in asks] == [(True, True)]


def test_a_quoted_question_is_not_asked_again() -> None:
    assert heard("On Monday.\n\n> When do we launch the site?\n").asks == ()


def test_a_question_quoted_with_an_old_programs_brace_is_not_asked_again() -> None:
    assert heard("It works here.\n} > Does anyone else see this?").asks == ()


def test_long_words_are_cut_to_three_hundred_characters() -> None:
    asked = heard("Why does " + "the very long thing " * 60 + "not work?").asks
    assert asked
    assert all(len(each.text) <= 300 for each in asked)


def test_attachments_are_counted_by_the_caller() -> None:
    assert heard("The draft is attached.", attachments=2).attachments == 2


@pytest.mark.parametrize(
    ("asks", "reply"),
    [
        ("Does the price include hosting?", "Yes, it does."),
        ("Входит ли хостинг в цену?", "Да, входит."),
        ("Je v cene aj hosting?", "Áno."),
        ("Kasama ba sa presyo ang hosting?", "Oo, kasama po."),
    ],
)
def test_a_short_yes_answers_in_every_language(asks: str, reply: str) -> None:
    question, answer = heard(asks), heard(reply)
    assert question.asks[0].expects == "polar"
    assert answer.polar == 1
    assert set(answers(question.asks, answer)) == {0}


@pytest.mark.parametrize(
    ("asks", "reply"),
    [
        ("When can you start? How much does it cost?", "We can do it on Monday. 1200 EUR with everything."),
        ("Когда сможете начать? Сколько это стоит?", "В понедельник. 90 000 рублей со всем."),
        ("Kedy môžete začať? Koľko to stojí?", "V pondelok. 1200 eur so všetkým."),
        ("Kailan kayo magsisimula? Magkano po?", "Sa Lunes po. 20 000 piso lahat."),
    ],
)
def test_times_and_sums_answer_though_no_word_comes_back(asks: str, reply: str) -> None:
    questions = heard(asks).asks
    assert [each.expects for each in questions] == ["time", "amount"]
    assert set(answers(questions, heard(reply))) == {0, 1}


def test_one_of_three_left_out_is_found() -> None:
    questions = heard(
        "When do we launch the site? Who pays for hosting? Which photos do you need for the gallery?"
    ).asks
    reply = heard("The site launches on Monday. For the gallery we need six photos of the team.")
    assert set(answers(questions, reply)) == {0, 2}


def test_an_answer_between_the_quoted_lines_belongs_to_its_question() -> None:
    questions = heard("When do we launch the site?\n\nWho pays for hosting?").asks
    reply = heard("> When do we launch the site?\n\nMonday.\n\n> Who pays for hosting?\n\nYou do.\n")
    assert set(answers(questions, reply)) == {0, 1}


def test_a_numbered_reply_is_read_in_order() -> None:
    questions = heard("1. When do we launch the site?\n2. Who pays for hosting?").asks
    assert answers(questions, heard("1. On Monday\n2. Ourselves")) == {0: "numbered", 1: "numbered"}


def test_asking_back_answers_nothing() -> None:
    questions = heard("Can you change the banner? Who pays for hosting?").asks
    assert answers(questions, heard("Which banner do you mean?")) == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("By when do you need it?", "time"),
        ("What is the price of the premium plan?", "amount"),
        ("Where do we meet?", ""),
        ("Is it ready?", "polar"),
        ("К какому числу нужен макет?", "time"),
        ("Почём баннер?", "amount"),
        ("Кто отвечает за тексты?", ""),
        ("Dokedy to potrebujete?", "time"),
        ("Aká je cena?", "amount"),
        ("Kto píše texty?", ""),
        ("Anong oras ang tawag?", "time"),
        ("Ilan ang larawan?", "amount"),
        ("Sino ang kausap ko?", ""),
    ],
)
def test_what_kind_of_answer_a_question_wants(text: str, kind: str) -> None:
    assert expected(text) == kind


def test_kinds_are_given_by_statements() -> None:
    assert given(["We open at 9:30."]) == {"time", "amount"}
    assert given(["Sure thing."]) == frozenset()


@pytest.mark.parametrize("text", ["No, sorry.", "Конечно!", "Ešte nie.", "Hindi pa po.", "Opo, sige.", "You can."])
def test_a_yes_or_no_opens_the_sentence(text: str) -> None:
    assert yes_or_no(text)


@pytest.mark.parametrize("text", ["Nobody knows.", "Данные готовы.", "Niektoré áno.", "Oonga", "Noon pa"])
def test_a_word_that_merely_begins_alike_is_no_yes_or_no(text: str) -> None:
    assert not yes_or_no(text)
