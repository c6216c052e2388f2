"""What clauses show for and against an answer, and words of one matter."""

import time
from datetime import UTC, datetime

import pytest

from ashore.core.coach import Draft, Turn, check
from ashore.core.coach.judging import doubts, third_look
from ashore.core.coach.kinship import related, same
from ashore.core.coach.pieces import about_from, pieces_of
from ashore.core.coach.showing import Part
from ashore.core.coach.weighing import Looked, weights
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT, Span
from ashore.core.language import Language

AT = datetime(2026, 3, 3, 11, tzinfo=UTC)
ANNA = Address("Anna Brown", "anna@client.example")


def unanswered(asked: str, draft: str, language: Language = "en") -> list[str]:
    turn = Turn("m1", AT.replace(hour=10), CLIENT, ANNA, asked)
    found = check(Draft(draft, AT, language=language), [turn]).findings
    return [each.evidence[0].text for each in found if each.name == "unanswered-question"]


EVASIVE: list[tuple[Language, str, str, str]] = [
    (
        "en",
        "What does the annual report cost?",
        "Hello Anna, the cost of an annual report depends on a great many things and differs from case to case.",
        "Hello Anna, an annual report depends on a great many things, yours would be 4,800 EUR.",
    ),
    (
        "ru",
        "Сколько стоит годовой отчёт?",
        "Здравствуйте! Стоимость отчёта зависит от множества факторов, к каждому проекту подход индивидуальный.",
        "Здравствуйте! Стоимость зависит от множества факторов, ваш отчёт обойдётся в 48 000 рублей.",
    ),
    (
        "sk",
        "Koľko stojí výročná správa?",
        "Dobrý deň, cena výročnej správy závisí od mnohých faktorov, každý projekt je jedinečný.",
        "Dobrý deň, cena výročnej správy závisí od rozsahu, vaša vyjde na 480 eur.",
    ),
    (
        "fil",
        "Magkano po ang annual report?",
        "Hello po! Ang presyo ng annual report ay nakadepende sa maraming bagay, at bawat proyekto ay natatangi.",
        "Hello po! Ang presyo ng annual report ay nakadepende sa haba, sa inyo ay ₱48,000.",
    ),
]


@pytest.mark.parametrize(("language", "asked", "evasive", "plain"), EVASIVE, ids=[each[0] for each in EVASIVE])
def test_a_reply_that_only_turns_the_words_answers_nothing(
    language: Language, asked: str, evasive: str, plain: str
) -> None:
    assert unanswered(asked, evasive, language)
    assert not unanswered(asked, plain, language)


def test_one_answer_is_not_given_out_twice() -> None:
    asked = "Who takes the photographs? And who writes the captions?"
    assert unanswered(asked, "Hi Anna, Lena Fox takes the photographs.") == ["And who writes the captions?"]


def test_a_question_is_judged_by_what_others_leave_of_its_best_clause() -> None:
    price, day = Part(0, "amount", frozenset(["price"])), Part(1, "time", frozenset(["day"]))
    shows: list[dict[str, float]] = [{"here": 1.0}, {"value": 1.0}]
    looks = [Looked(price, shows, [0.2, 0.1]), Looked(day, shows, [0.9, 0.3])]
    mine, other = third_look(looks)
    assert mine["best"] == 0.2 and mine["best_taken"] == 0.9 and mine["ahead"] < 0 < other["ahead"]
    assert mine["its_here"] == 1.0 and mine["any_value"] == 1.0 and "its_value" not in mine
    assert doubts(looks, weights())[0] > doubts(looks, weights())[1]


def test_a_day_and_a_format_stand_well_in_one_sentence() -> None:
    asked = "When do we get the logo? In which file format?"
    assert not unanswered(asked, "Hi Anna, you will have the logo as an SVG on Friday at noon.")


def test_words_of_one_matter_are_kin_and_others_are_not() -> None:
    assert related("price", "cost", "en") and related("dokument", "dokumentom", "sk")
    assert same("colour", "colours") and not related("price", "roof", "en")


def test_a_question_is_about_what_stands_behind_its_lead() -> None:
    text = "Hi Mila, I would like to know whether the roof is insured."
    assert text[about_from(Span(0, len(text)), text, "en") :].startswith("whether the roof")
    assert about_from(Span(0, len(text)), text, "und") == 0


def test_questions_that_a_sentence_joins_come_apart_and_alternatives_do_not() -> None:
    text = "how many pages is it, (b) is the cover included, (c) who prints it?"
    assert [span.of(text) for span in pieces_of(Span(0, len(text)), text, "en")] == [
        "how many pages is it",
        "(b) is the cover included",
        "(c) who prints it?",
    ]
    either = "Do you want it in red? Or in blue?"
    assert pieces_of(Span(0, len(either)), either, "en") == [Span(0, len(either))]


def test_the_weights_keep_the_sign_that_their_evidence_has() -> None:
    learnt = weights()
    for look in (learnt.first, learnt.second):
        assert look["value_fits"] > 0 > look["evades_near"]
    assert 0.5 < learnt.cut < 1 and learnt.second["mine"] > 0 > learnt.second["rival_only_here"]


@pytest.mark.parametrize("piece", ["Who pays, and when? ", "is it (a), (b), ", "a, ", "? x y "])
def test_a_hostile_letter_is_weighed_in_bounded_time(piece: str) -> None:
    began = time.process_time()
    unanswered(piece * 400, "We pay on Friday, the roof is blue, and so is the door. " * 300)
    assert time.process_time() - began < 5
