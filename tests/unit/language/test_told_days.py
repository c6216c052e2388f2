"""Days that a sentence tells of and sets for nobody; days of which two readings are usual."""

from datetime import UTC, datetime
from functools import partial

import pytest

import duedays
from ashore.core.language import Language

WEDNESDAY = datetime(2026, 4, 15, 11, 10, tzinfo=UTC)
shown = partial(duedays.shown, at=WEDNESDAY)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Thanks for your call on Monday."),
        ("en", "I sent you a file on Friday."),
        ("ru", "В пятницу отправили вам файлы."),
        ("sk", "V piatok sme Vám poslali súbory."),
        ("fil", "Salamat po sa tawag noong Martes."),
        ("fil", "Sasagutin ko po ang email ninyo ng Mayo 3."),
    ],
)
def test_a_day_of_the_past_is_no_deadline(language: Language, words: str) -> None:
    assert shown(words, language) == "-"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "We normally reply within a day."),
        ("en", "Rent is due on the 1st of each month."),
        ("fil", "Bayad po kami every 15th at 30th."),
        ("fil", "Dalawang linggo na po kaming naghihintay."),
        ("fil", "Tatlong oras po ang meeting."),
    ],
)
def test_a_habit_and_how_long_something_took_are_no_deadline(language: Language, words: str) -> None:
    assert shown(words, language) == "-"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Have a good weekend!"),
        ("ru", "Хороших выходных!"),
        ("sk", "Pekný víkend!"),
        ("fil", "Ingat po at magandang weekend!"),
        ("en", "I can do Thursday EOD at the earliest."),
        ("en", "The 25 May version is the final one."),
    ],
)
def test_a_wish_the_earliest_time_and_a_name_are_no_deadline(language: Language, words: str) -> None:
    assert shown(words, language) == "-"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "If I have your comments by Thursday, I can send the final on Monday."),
        ("ru", "Если пришлёте до четверга, в понедельник сдадим."),
        ("sk", "Ak pošlete do štvrtka, v pondelok odovzdáme."),
        ("fil", "Kung makukuha namin hanggang Huwebes, maipapadala namin sa Lunes."),
    ],
)
def test_the_day_that_hangs_on_a_condition_is_taken_and_not_that_of_the_condition(
    language: Language, words: str
) -> None:
    assert shown(words, language) == "04-20"


def test_a_day_agreed_on_earlier_makes_the_one_meant_no_later() -> None:
    assert shown("As agreed on Monday, we'll deliver on Friday.", "en") == "04-17"


@pytest.mark.parametrize(
    ("language", "words", "due"),
    [
        ("en", "by Friday midnight", "04-18 00:00?"),
        ("en", "on 1 June at midnight", "06-02 00:00?"),
        ("en", "in the coming week", "04-24?"),
        ("fil", "Sa isang buwan po.", "05-31?"),
        ("fil", "Sa darating na linggo po.", "04-24?"),
    ],
)
def test_where_two_readings_are_usual_the_later_is_taken_in_doubt(language: Language, words: str, due: str) -> None:
    assert shown(words, language) == due


@pytest.mark.parametrize(
    ("language", "words", "due"),
    [
        ("en", "at 9 on Friday evening", "04-17 21:00"),
        ("en", "ten o'clock tonight", "04-15 22:00"),
        ("en", "before 5pm on Friday", "04-17 17:00"),
        ("en", "a month tomorrow", "05-16"),
        ("en", "Tuesday of the week after next", "04-28"),
        ("ru", "Завтра в 10 пришлю.", "04-16 10:00"),
        ("sk", "Zajtra o 10 pošlem.", "04-16 10:00"),
        ("fil", "Alas-2 po ng madaling-araw bukas.", "04-16 02:00"),
        ("fil", "Ikalima po ng hapon.", "04-15 17:00"),
        ("fil", "Sa Hunyo bente po.", "06-20"),
        ("fil", "Sa kabilang linggo po.", "04-24"),
    ],
)
def test_days_and_hours_are_read_in_whatever_order_they_stand(language: Language, words: str, due: str) -> None:
    assert shown(words, language) == due
