"""Days that a sentence names and does not mean; times of other zones; feasts that move."""

from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

import duedays
from ashore.core.language import Language
from ashore.core.language.deadlines.calendar import easter, orthodox_easter
from ashore.core.language.deadlines.zones import in_zone

WEDNESDAY = datetime(2026, 3, 11, 9, 20, tzinfo=UTC)
shown = partial(duedays.shown, at=WEDNESDAY)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "We can't make Friday."),
        ("ru", "До пятницы не успеем."),
        ("sk", "Do piatka to nedotiahneme."),
        ("fil", "Hindi po kami aabot sa Biyernes."),
    ],
)
def test_a_day_that_is_declined_is_no_deadline(language: Language, words: str) -> None:
    assert shown(words, language) == "-"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Can't you make Friday?"),
        ("en", "If it isn't ready by Friday, the launch moves."),
        ("ru", "Не сможете прислать до пятницы?"),
        ("sk", "Nestihneme to do piatka?"),
        ("sk", "Necháme to na piatok."),
        ("fil", "Kung hindi matatapos hanggang Biyernes, mauusog ang launch."),
    ],
)
def test_a_day_asked_about_or_set_as_a_condition_is_one(language: Language, words: str) -> None:
    assert shown(words, language) == "03-13"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Not on Friday but on Monday."),
        ("en", "Instead of Friday, Monday."),
        ("ru", "Не в пятницу, а в понедельник."),
        ("sk", "Nie v piatok, ale v pondelok."),
        ("fil", "Hindi po sa Biyernes kundi sa Lunes."),
    ],
)
def test_of_a_day_denied_and_one_meant_the_meant_one_is_taken(language: Language, words: str) -> None:
    assert shown(words, language) == "03-16"


def test_a_day_behind_a_denied_one_may_be_a_week_later() -> None:
    sunday = datetime(2026, 3, 15, 14, tzinfo=UTC)
    assert shown("Not on Friday but on Monday.", "en", at=sunday) == "03-23?"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I'll resend the mail I sent on Monday."),
        ("ru", "Повторю письмо, которое отправил в понедельник."),
        ("sk", "Prepošlem mail, ktorý som poslal v pondelok."),
        ("en", "As promised on Monday, we'll update the logo."),
        ("en", "We'll upgrade you to version 3.12."),
        ("en", "We'll be there for you 24/7."),
        ("sk", "Zlacníme to o 20 %."),
        ("en", "We'll prepare the Q2 report."),
        ("en", "I'm off until Monday."),
    ],
)
def test_what_is_past_numbered_or_away_is_no_deadline(language: Language, words: str) -> None:
    assert shown(words, language) == "-"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Friday or Monday", "03-16?"),
        ("between Friday and Monday", "03-16"),
        ("Monday to Wednesday next week", "03-18"),
        ("18-20 March", "03-20"),
        ("by March 16 or 17", "03-17?"),
        ("in 10-15 minutes", "03-11 09:35?"),
        ("Friday, Monday at the latest", "03-16"),
    ],
)
def test_two_days_are_a_stretch_or_a_doubt(words: str, expected: str) -> None:
    assert shown(words, "en") == expected


def test_a_time_of_another_zone_is_told_in_the_writer_s_own() -> None:
    home = ZoneInfo("Europe/London")
    assert shown("by 5pm CET today", "en", at=WEDNESDAY.astimezone(home)) == "03-11 16:00"
    assert in_zone(datetime(2026, 7, 1, 17), "est", home) == (datetime(2026, 7, 1, 23, tzinfo=home), False)
    assert in_zone(datetime(2026, 7, 1, 17), "elsewhere", home) == (datetime(2026, 7, 1, 17, tzinfo=home), False)


def test_easter_is_that_of_its_church() -> None:
    assert [easter(year) for year in (2024, 2026, 2038)] == [date(2024, 3, 31), date(2026, 4, 5), date(2038, 4, 25)]
    assert [orthodox_easter(year) for year in (2024, 2025)] == [date(2024, 5, 5), date(2025, 4, 20)]
    assert shown("by Good Friday", "en") == "04-03"
    assert shown("к Пасхе", "ru") == "04-12?"


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "I'll be on a plane until 6pm, I'll write after that.", "-"),
        ("en", "We'll send it by Friday, after that we invoice on Monday.", "03-13"),
        ("ru", "Буду в самолёте до 18:00, напишу после.", "-"),
        ("ru", "Пришлём до пятницы, после согласования.", "03-13"),
        ("sk", "Zapísali sme vás na utorok 17. marca o 14:00.", "03-17 14:00"),
        ("en", "Sorry, I meant Thursday, not Friday.", "03-12"),
        ("en", "I was going to call on Monday but will call today.", "03-11"),
    ],
)
def test_what_comes_before_or_was_booked_is_told_apart(language: Language, words: str, expected: str) -> None:
    assert shown(words, language) == expected
