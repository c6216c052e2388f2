"""False debts met on a real list of patches and troubles, each with the story that showed it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from ashore.core.correspondence.newtext import split
from ashore.core.language import read
from ashore.core.ledger import Ask, Said, said
from ashore.core.ledger.addressed import speaks_to_reader
from ashore.core.ledger.matching import answers

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
PATCH = """--- a/speakup.c
+++ b/speakup.c
@@ -1,4 +1,4 @@
 static int synth;
-int rate = 3;
+int rate = 5;
"""


def heard(text: str) -> Said:
    parts = split(text)
    return said(read(parts.new_text, at=AT), parts)


def test_trouble_told_on_a_list_is_no_complaint_to_us(story) -> None:
    """
    Mon 10:00 us says @list sound works here
    Mon 11:00 client complains @list there was technical glitch with sound
    """
    assert story.at("Tue 10:00", "reply") == "nothing"


def test_trouble_told_within_a_talk_about_other_things_is_no_complaint_to_us(story) -> None:
    """
    Mon 10:00 us says draft lies here
    Mon 11:00 client complains train was late again
    """
    assert story.at("Tue 10:00", "reply") == "nothing"


@pytest.mark.parametrize("told", ["blames terrible", "complains draft looks broken"])
def test_a_complaint_that_speaks_to_us_or_of_our_work_wants_a_reply(told: str, tell: Callable) -> None:
    story = tell(f"Mon 10:00 us says draft lies here\nMon 11:00 client {told}")
    assert story.at("Mon 12:00", "reply") == "open by Mon 13:00"


def test_a_complaint_that_opens_the_matter_wants_a_reply(story) -> None:
    """
    Mon 10:00 client complains site is down
    """
    assert story.at("Mon 11:00", "reply") == "open by Mon 12:00"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("You have not answered for a week.", "en"),
        ("Вы снова не ответили.", "ru"),
        ("Почему не отвечаете", "ru"),
        ("Opäť ste neodpovedali.", "sk"),
        ("Stále nereagujete.", "sk"),
        ("Hindi po gumagana ang site.", "fil"),
        ("Ang tagal ninyong sumagot.", "fil"),
    ],
)
def test_a_complaint_speaks_to_its_reader_in_every_language(sentence: str, language: str) -> None:
    assert speaks_to_reader(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("There was a technical glitch.", "en"),
        ("Творится что-то странное.", "ru"),
        ("Web nejde od rána, až po obed.", "sk"),
        ("Sira ang printer.", "fil"),
    ],
)
def test_a_trouble_of_ones_own_speaks_to_nobody(sentence: str, language: str) -> None:
    assert not speaks_to_reader(sentence, language)


def test_a_patch_without_a_word_is_the_content_of_an_answer() -> None:
    answer = heard(PATCH)
    assert (answer.attachments, answer.words > 10) == (1, True)


def test_a_patch_under_the_quoted_request_answers_it() -> None:
    asked = heard("Please change the default rate of the synth. Who else tests the keymap?").asks
    answer = heard("> Please change the default rate of the synth.\n\n" + PATCH)
    assert 0 in answers(asked, answer)


def test_a_receipt_with_a_patch_below_is_more_than_a_receipt() -> None:
    assert heard("Thanks!\n\n" + PATCH).attachments == 1


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Which one? the USB? an Express? an internal card? something else entirely?", "It is an Express."),
        ("Какой вариант? светлый? тёмный?", "Берём тёмный."),
        ("Ktorý návrh? svetlý? alebo tmavý?", "Radšej tmavý."),
        ("Aling kulay po? asul? o pula?", "Pula po sana."),
    ],
)
def test_the_ways_that_a_question_offers_are_one_question(text: str, reply: str) -> None:
    asks = heard(text).asks
    assert len(asks) == 1
    other = Ask("Who pays?", frozenset({"pay"}))
    assert 0 in answers([*asks, other], heard(reply))


@pytest.mark.parametrize(
    "text",
    [
        "Which one do you like? Is it ready?",
        "Какой вариант? Можно сегодня?",
        "Ktorý návrh? Môžete dnes?",
        "Alin po ang napili ninyo? Puwede po bukas?",
        "When do we meet? Banner ready?",
    ],
)
def test_a_question_with_a_verb_of_its_own_stays_a_question(text: str) -> None:
    assert len(heard(text).asks) == 2


def test_our_thanks_for_the_thing_itself_settle_what_we_asked_for(story) -> None:
    """
    Mon 10:00 us wants logo file
    Mon 11:00 us wants price list
    Tue 10:00 us thanks logo file arrived
    """
    assert story.at("Tue 12:00", "information") == "met by Thu 18:00, done Tue 10:00; open by Thu 18:00"
    assert "ledger.information.thanked" in story.codes("Tue 12:00", "information")


def test_our_thanks_in_answer_to_a_message_that_is_not_here_settle_our_question(story) -> None:
    """
    Mon 10:00 us asks is kernel better about this
    Mon 15:00 us? thanks clarification
    """
    assert story.at("Fri 10:00", "information") == "met by Thu 18:00, done Mon 15:00"


def test_our_thanks_to_a_silent_client_settle_nothing(story) -> None:
    """
    Mon 10:00 us asks which header
    Mon 15:00 us thanks patience
    """
    assert story.at("Fri 10:00", "information") == "late by Thu 18:00"


def test_our_answer_that_quotes_a_lost_message_shows_that_an_answer_came(story) -> None:
    """
    Mon 10:00 us asks which header size
    Tue 10:00 us? quotes header size is large: fine
    """
    assert story.at("Tue 12:00", "information") == "met by Thu 18:00, done Tue 10:00"
    assert "ledger.information.unseen" in story.codes("Tue 12:00", "information")


def test_a_promise_quoted_with_done_below_it_is_kept_by_that_alone(story) -> None:
    """
    Mon 10:00 us promises build image
    Mon 11:00 us promises update manual
    Tue 10:00 us ticks-off build image
    """
    assert story.at("Tue 12:00", "promise") == "met by never, done Tue 10:00; open by never"
    assert "ledger.promise.under_quote" in story.codes("Tue 12:00", "promise")


def test_thanks_for_something_else_on_a_list_keep_no_promise(story) -> None:
    """
    Mon 10:00 us promises @list build image
    Tue 10:00 client thanks @list fast reply / build image still has no sound
    """
    assert story.at("Tue 12:00", "promise") == "open by never"


def test_a_done_below_a_quote_of_something_else_ticks_off_nothing_else(story) -> None:
    """
    Mon 10:00 us promises build image by Wed
    Tue 10:00 us quotes which header: large
    """
    assert story.at("Tue 12:00", "promise") == "open by Wed 18:00"
