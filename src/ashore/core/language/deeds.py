"""Requests, promises and reports of a sentence."""

from dataclasses import dataclass, field
from datetime import datetime

from ashore.core.language.facts import Due, Language, Promise, Request
from ashore.core.language.lexicon import Lexicon, time_words
from ashore.core.language.recognising import Sentence

_DEEDS = frozenset(
    ("answer", "promise", "maybe_promise", "request", "request_if_asked", "request_anyway", "maybe_request")
) | {"receipt", "done"}
"""Kinds without which nothing is asked, promised or reported."""


@dataclass(slots=True)
class Deeds:
    """What a text asks to be done, says will be done and was done."""

    requests: list[Request] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    reports: list[frozenset[str]] = field(default_factory=list)
    acknowledges: bool = False


def gather(one: Sentence, asking: bool, lexicon: Lexicon, language: Language, at: datetime | None, into: Deeds) -> None:
    """Add the deeds of a sentence. ``asking``: it holds a question."""
    kinds = one.kinds
    if _DEEDS.isdisjoint(kinds):
        return
    answer, promised, maybe_promised = _promised(one, asking)
    asked, maybe_asked = _asked(one, asking)
    due: Due | None = None
    if at is not None and (promised or maybe_promised or asked or maybe_asked) and _names_time(one, language):
        from ashore.core.language.deadlines import find_due  # few texts name a time

        due = find_due(one.span, one.span.of(one.text), language, at)
    if asked or (maybe_asked and due):
        into.requests.append(Request(one.span, one.span.of(one.text), lexicon.topics_of(one.words), due))
    elif not one.marked and (promised or (maybe_promised and due and due.certain)):
        into.promises.append(Promise(one.span, one.span.of(one.text), lexicon.topics_of(one.words), due, answer))
    if asking:
        return
    if "receipt" in kinds:
        into.acknowledges = True
    if "done" in kinds and "nodone" not in kinds:
        into.reports.append(lexicon.topics_of(one.words))


def _names_time(one: Sentence, language: Language) -> bool:
    """Whether a word of the sentence, or the part of one behind a prefix ("mag-Biyernes"), may name a time; in a
    language that nobody knows none does."""
    if language == "und":
        return False
    first, longest = time_words(language)
    if first.isdisjoint(one.words):
        return any(word[0].isdigit() or ("-" in word and _part_named(word, first)) for word in one.words)
    if not longest.isdisjoint(one.words):
        return True
    return any(word[0].isalnum() and not word.isalpha() for word in one.words)


def _part_named(word: str, known: frozenset[str]) -> bool:
    return any(part in known or part[:1].isdigit() for part in word.split("-"))


def _promised(one: Sentence, asking: bool) -> tuple[bool, bool, bool]:
    """An announced answer; a promise (that included); perhaps one, if a certain time is named."""
    kinds = one.kinds
    answer = "answer" in kinds and "noanswer" not in kinds
    if "condition" in kinds or (asking and not answer):
        return answer, False, False
    allowed = "nopromise" not in kinds
    return answer, answer or (allowed and "promise" in kinds), allowed and "maybe_promise" in kinds


def _asked(one: Sentence, asking: bool) -> tuple[bool, bool]:
    """A request; perhaps one, if a time is named."""
    kinds = one.kinds
    if "offer" in kinds:
        return False, False
    allowed = "norequest" not in kinds
    asked = (allowed and ("request" in kinds or (asking and "request_if_asked" in kinds))) or "request_anyway" in kinds
    return asked, allowed and not asked and "maybe_request" in kinds
