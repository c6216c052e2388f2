"""The little language of the data files, and what must hold however it is searched."""

import re
from datetime import UTC, datetime

import pytest

from ashore.core.language import read
from ashore.core.language.alternation import any_of
from ashore.core.language.phrases import Notation, Phrase
from ashore.core.language.recognising import bare

NOTATION = Notation({"wh": ["when", "where"]}, ["so", "by_the_way"], frozenset({"the", "you"}))


@pytest.mark.parametrize(
    ("source", "sentence", "found"),
    [
        ("@wh is", "tell me where is it", " where is "),
        ("when ?exactly is", "when exactly , is it", " when exactly , is "),
        ("let_me|us know", "please let , me know", " let , me know "),
        ("please .. send", "please do now send it", " please do now send "),
        ("please .. send", "please do it right now send", ""),
        ("please .. send", "please do , now send", ""),
        ("fix* _ soon", "fixing it soon", " fixing it soon "),
        ("will !not send", "i will not send , will send", " will send "),
        ("^ when", "yes , so , by the way , when", ", so , by the way , when "),
        ("^ when", "i know when", ""),
        ("^: when", "i know , when", ""),
        ("^: when", "i know : when", ": when "),
        ("^^ when", "know : when", ""),
        ("thanks $", "many thanks , )", " thanks , ) "),
        ("thanks $", "thanks for all", ""),
        ("find|find_out when", "find out when", " find out when "),
    ],
)
def test_a_phrase_is_found_where_its_words_stand(source: str, sentence: str, found: str) -> None:
    assert Phrase("ask", source, NOTATION).text_in(sentence.split()) == found


def test_words_that_begin_alike_are_told_from_each_other() -> None:
    pattern = re.compile(any_of(["day", "days", "hour*", "week+"]))
    text = "days day daylight hour hourly week weekly today"
    assert pattern.findall(text) == ["days", "day", "hour", "hourly", "weekly"]


def test_a_text_of_no_language_is_read_by_its_marks_alone() -> None:
    facts = read("zzyx 12:30 qwrt ?", at=datetime(2026, 3, 4, 10, 30, tzinfo=UTC))
    assert facts.language == "und"
    assert [question.marked for question in facts.questions] == [True]
    assert not facts.requests


@pytest.mark.parametrize(
    ("source", "sentence", "places"),
    [
        ("so|the send", "so send , the send", [(0, 2), (3, 5)]),
        ("^ when", "yes , so when , when", [(3, 4), (5, 6)]),
        ("send ?_ now", "send it now send now", [(0, 3), (3, 5)]),
        ("send _ now => at once", "send it now", [(0, 3)]),
        ("never ?so", "then", []),
    ],
)
def test_every_place_of_a_phrase_is_told_without_what_leads_to_it(
    source: str, sentence: str, places: list[tuple[int, int]]
) -> None:
    words = sentence.split()
    found = [bare(words, first, last) for first, last in Phrase("ask", source, NOTATION).every(words)]
    assert found == places


def test_a_word_without_letters_is_told_when_the_phrase_is_read() -> None:
    with pytest.raises(ValueError, match="without letters"):
        Phrase("ask", "send|_ now", NOTATION)
