"""Every reason has its sentence, and every sentence survives translation."""

import re
import string
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import ashore
from ashore.core.kernel import Reason
from ashore.words import label, say, say_lines, speech
from ashore.words.marks import Plural
from ashore.words.saying import sentences
from ashore.words.speech import LANGUAGES, catalogue

SOURCES = Path(ashore.__file__).parent
CODE = re.compile(r"Reason\(\s*(?:code=)?\"([a-z0-9_]+(?:\.[a-z0-9_]+)+)\"")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def used_codes() -> set[str]:
    texts = (path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    return {code for text in texts for code in CODE.findall(text)}


def test_every_reason_that_the_code_gives_has_a_sentence() -> None:
    assert used_codes() - set(sentences()) == set()


@pytest.mark.parametrize("language", [lang for lang in LANGUAGES if lang != "en"])
def test_translations_use_the_same_parameters(language: str) -> None:
    for code, sentence in sentences().items():
        forms = [sentence.singular, sentence.plural] if isinstance(sentence, Plural) else [sentence]
        known = set().union(*map(fields, forms))
        if isinstance(sentence, Plural):
            said = [catalogue(language).ngettext(*forms, n) for n in (1, 2, 5, 21)]
        else:
            said = [catalogue(language).gettext(sentence)]
        for text in said:
            assert fields(text) <= known, f"{language} {code}: {text}"


def test_a_reason_without_a_sentence_shows_its_code_rather_than_breaking_the_page() -> None:
    assert say(Reason("no.such.code")) == "no.such.code"


def test_steps_are_told_from_the_top_with_their_depth() -> None:
    reason = Reason("a.top", because=(Reason("a.first", because=(Reason("a.deep"),)), Reason("a.second")))
    assert [(d, text) for d, text, _ in say_lines(reason)] == [
        (0, "a.top"),
        (1, "a.first"),
        (2, "a.deep"),
        (1, "a.second"),
    ]


def test_instants_are_told_on_the_reader_s_clock() -> None:
    assert speech("en", "Asia/Manila").moment(datetime(2026, 3, 13, 17, 40, tzinfo=UTC)) == "Sat 14 Mar 2026, 01:40"


def test_days_have_their_weekday() -> None:
    assert speech("en").day(date(2026, 3, 13)) == "Fri 13 Mar 2026"


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0 min"), (59, "59 min"), (80, "1 h 20 min"), (1500, "1 d 1 h"), (4321, "3 d 1 min")]
)
def test_durations_name_their_two_largest_units(minutes: int, told: str) -> None:
    assert speech("en").duration(minutes) == told


def test_working_time_is_told_in_hours_for_a_working_day_is_not_24_of_them() -> None:
    assert speech("en").working(1510) == "25 h 10 min"


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_and_kinds_have_words_in_every_language(language: str) -> None:
    reader = speech(language)
    assert all(label(f"state.{s}", reader) for s in ("open", "late", "met", "missed", "waived", "suspended"))
