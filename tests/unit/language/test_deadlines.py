"""Named times against a Wednesday, 4 March 2026, 10:30 in Bratislava."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ashore.core.kernel import Span
from ashore.core.language import LANGUAGES, Language
from ashore.core.language.deadlines import find_due
from duedays import shown

AT = datetime(2026, 3, 4, 10, 30, tzinfo=ZoneInfo("Europe/Bratislava"))

CERTAIN = [
    ("en", "by Friday", "2026-03-06"),
    ("en", "by Friday noon", "2026-03-06 12:00"),
    ("en", "tomorrow", "2026-03-05"),
    ("en", "by the end of the day", "2026-03-04"),
    ("en", "in two days", "2026-03-06"),
    ("en", "in 2 hours", "2026-03-04 12:30"),
    ("en", "within 3 working days", "2026-03-09"),
    ("en", "on 12 March 2026 at 5pm", "2026-03-12 17:00"),
    ("en", "by 13/03/2026", "2026-03-13"),
    ("en", "by 2026-03-09", "2026-03-09"),
    ("en", "Friday next week", "2026-03-13"),
    ("en", "within 24 hours", "2026-03-05 10:30"),
    ("ru", "до пятницы", "2026-03-06"),
    ("ru", "к понедельнику", "2026-03-09"),
    ("ru", "через два дня", "2026-03-06"),
    ("ru", "в течение трёх рабочих дней", "2026-03-09"),
    ("ru", "завтра к 12:00", "2026-03-05 12:00"),
    ("ru", "до конца дня", "2026-03-04"),
    ("ru", "к 12.03.2026", "2026-03-12"),
    ("ru", "через полчаса", "2026-03-04 11:00"),
    ("ru", "до 18 часов", "2026-03-04 18:00"),
    ("ru", "во вторник до обеда", "2026-03-10"),
    ("ru", "завтра в 9 утра", "2026-03-05 09:00"),
    ("ru", "к шести вечера", "2026-03-04 18:00"),
    ("ru", "в три часа дня", "2026-03-04 15:00"),
    ("ru", "к концу марта", "2026-03-31"),
    ("ru", "к 15 числу", "2026-03-15"),
    ("ru", "в течение двух суток", "2026-03-06 10:30"),
    ("sk", "zajtra o šiestej večer", "2026-03-05 18:00"),
    ("sk", "o 15.30", "2026-03-04 15:30"),
    ("sk", "koncom marca", "2026-03-31"),
    ("en", "at 6 in the evening", "2026-03-04 18:00"),
    ("en", "by the 15th", "2026-03-15"),
    ("en", "within the hour", "2026-03-04 11:30"),
    ("fil", "bukas ng alas-otso ng gabi", "2026-03-05 20:00"),
    ("fil", "sa ika-15", "2026-03-15"),
    ("sk", "do piatka", "2026-03-06"),
    ("sk", "pozajtra", "2026-03-06"),
    ("sk", "do 3 pracovných dní", "2026-03-09"),
    ("sk", "do 12. marca", "2026-03-12"),
    ("sk", "do 12. 3. 2026", "2026-03-12"),
    ("sk", "zajtra do 12:00", "2026-03-05 12:00"),
    ("sk", "o týždeň", "2026-03-11"),
    ("sk", "do 24 hodín", "2026-03-05 10:30"),
    ("fil", "bukas", "2026-03-05"),
    ("fil", "sa loob ng tatlong araw", "2026-03-07"),
    ("fil", "hanggang Biyernes ng tanghali", "2026-03-06 12:00"),
    ("fil", "bago ang alas-tres ng hapon", "2026-03-04 15:00"),
    ("fil", "sa ika-12 ng Marso", "2026-03-12"),
]


@pytest.mark.parametrize(("language", "words", "expected"), CERTAIN)
def test_a_plain_deadline_is_resolved_with_certainty(language: str, words: str, expected: str) -> None:
    due = find_due(Span(0, len(words)), words, language, AT)  # type: ignore[arg-type]
    assert due is not None
    shown = due.at.strftime("%Y-%m-%d %H:%M" if due.precision == "minute" else "%Y-%m-%d")
    assert (shown, due.certain) == (expected, True)


@pytest.mark.parametrize(
    ("language", "words", "later"),
    [
        ("en", "by 03/04", "2026-04-03"),
        ("en", "next Friday", "2026-03-13"),
        ("en", "by Monday or Tuesday", "2026-03-10"),
        ("ru", "через пару дней", "2026-03-06"),
        ("en", "within a day or two", "2026-03-06"),
        ("sk", "o 9 ráno", "2026-03-05"),
    ],
)
def test_an_ambiguous_deadline_takes_the_later_reading_and_says_so(language: str, words: str, later: str) -> None:
    due = find_due(Span(0, len(words)), words, language, AT)  # type: ignore[arg-type]
    assert due is not None
    assert (due.at.date().isoformat(), due.certain) == (later, False)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "since last Friday"),
        ("en", "two days ago"),
        ("en", "version 2.5"),
        ("en", "on 45/67"),
        ("ru", "в прошлую пятницу"),
        ("sk", "minulý piatok"),
        ("fil", "noong Lunes"),
        ("en", "every Friday"),
        ("en", "not before Tuesday"),
        ("en", "after Tuesday"),
        ("en", "on the 2nd page"),
        ("ru", "каждую пятницу"),
        ("ru", "не раньше вторника"),
        ("ru", "после 15 марта"),
        ("ru", "два раза в неделю"),
        ("sk", "dvakrát do týždňa"),
        ("sk", "po utorku"),
        ("sk", "v druhej verzii"),
        ("fil", "tuwing Biyernes"),
        ("fil", "dalawang beses sa isang linggo"),
        ("en", "by 31 February 2026"),
        ("en", "in 999999999 days"),
        ("en", "in 9999 months"),
    ],
)
def test_the_past_the_repeated_and_the_impossible_are_no_deadlines(language: str, words: str) -> None:
    assert find_due(Span(0, len(words)), words, language, AT) is None  # type: ignore[arg-type]


PHRASES = Path(__file__).parent / "deadlines"


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_as_people_write_them_are_resolved(language: Language) -> None:
    lines = (line.rpartition(" | ") for line in (PHRASES / f"{language}.txt").read_text("utf-8").splitlines())
    told = [(words, expected, shown(words, language, at=AT)) for words, _, expected in lines]
    assert len(told) > 100
    assert [each for each in told if each[1] != each[2]] == []


@pytest.mark.parametrize(
    ("language", "words", "at", "expected"),
    [
        ("en", "by Friday", "2026-03-06T17:00", "03-06"),
        ("en", "by Friday", "2026-03-06T18:30", "03-13?"),
        ("en", "on Friday", "2026-03-06T09:00", "03-13?"),
        ("en", "next Friday", "2026-03-08T09:00", "03-20?"),
        ("en", "next week", "2026-03-08T09:00", "03-20?"),
        ("en", "tomorrow", "2026-03-06T01:00", "03-07?"),
        ("en", "by noon", "2026-03-06T13:00", "03-07 12:00?"),
        ("ru", "к пятнице", "2026-03-06T02:00", "03-13?"),
        ("ru", "до конца недели", "2026-03-07T12:00", "03-13?"),
        ("sk", "do konca týždňa", "2026-03-06T19:00", "03-13?"),
        ("sk", "budúci týždeň", "2026-03-08T12:00", "03-13"),
        ("fil", "mamaya", "2026-03-06T19:00", "03-07?"),
        ("fil", "sa Linggo", "2026-03-08T09:00", "03-15?"),
        ("fil", "sa katapusan", "2026-03-31T09:00", "04-30?"),
    ],
)
def test_the_moment_of_writing_decides_what_words_may_mean(
    language: Language, words: str, at: str, expected: str
) -> None:
    assert shown(words, language, at=datetime.fromisoformat(at).replace(tzinfo=AT.tzinfo)) == expected
