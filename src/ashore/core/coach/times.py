"""Times that a draft or a message of the conversation names, wherever they stand in it."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from ashore.core.coach.case import Case
from ashore.core.coach.values import Turn
from ashore.core.kernel import Span
from ashore.core.language import Due, Facts, Language, Promise
from ashore.core.language.deadlines import find_due
from ashore.core.ledger.deeds import essence
from ashore.core.ledger.understanding import topics_of

_KEPT = 512


def times_in(case: Case) -> Iterator[Due]:
    """The times of the draft's sentences, in order; those of its questions are left out, for they only ask."""
    asked = {question.span for question in case.facts.questions}
    for sentence in case.sentences:
        if sentence not in asked and (due := find_due(sentence, sentence.of(case.text), case.language, case.draft.at)):
            yield due


def days_named(turn: Turn, facts: Facts) -> frozenset[date]:
    """The days that a message names, in any of its sentences. ``facts``: what it says."""
    return _days_named(turn.text, facts.sentences, facts.language, turn.at)


@lru_cache(_KEPT)
def _days_named(text: str, sentences: tuple[Span, ...], language: Language, at: datetime) -> frozenset[date]:
    found = (find_due(each, each.of(text), language, at) for each in sentences)
    return frozenset(day_of(due) for due in found if due)


def day_of(due: Due) -> date:
    """The day of a deadline, in the zone in which it was written."""
    return due.at.date()


def about(promise: Promise, text: str, language: str) -> frozenset[str]:
    """What a promise in ``text`` is about, without its day and the verbs that any delivery has."""
    due = promise.due
    start, end = promise.span
    rest = Span(start, end).of(text)
    if due:
        rest = f"{text[start : due.span.start]} {text[due.span.end : end]}"
    return essence(promise.topics & topics_of(rest, language), language)
