"""Requests, promises and reports of a sentence."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from ashore.core.kernel import Span
from ashore.core.language.facts import READER, WRITER, Due, Language, Promise, Request
from ashore.core.language.lexicon import Lexicon, time_words
from ashore.core.language.owners import OTHERS, owner_of
from ashore.core.language.recognising import Sentence

if TYPE_CHECKING:
    from ashore.core.worktime import WorkClock

_DEEDS = OTHERS.union(
    ("answer", "promise", "maybe_promise", "request", "request_if_asked", "request_anyway", "maybe_request"),
    ("receipt", "done", "imperative", "future", "event", "third"),
)
"""Kinds without which nothing is asked, promised or reported."""
_ADDRESS = 3
"""Of so many words before the first comma the last is who is spoken to, not who does it ("Pani Nováková, ...")."""


class When(NamedTuple):
    """The moment of writing, on the author's own clock, and the working time by which working days are counted."""

    at: datetime | None
    clock: "WorkClock | None"


@dataclass(slots=True)
class Deeds:
    """What a text asks to be done, says will be done and was done. ``expected``: by the reader."""

    requests: list[Request] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    expected: list[Promise] = field(default_factory=list)
    reports: list[frozenset[str]] = field(default_factory=list)
    reported: list[Span] = field(default_factory=list)
    acknowledges: bool = False


def gather(one: Sentence, asking: bool, lexicon: Lexicon, language: Language, when: When, into: Deeds) -> None:
    """Add the deeds of a sentence. ``asking``: it holds a question."""
    if _DEEDS.isdisjoint(one.likely):
        return
    answer, promised, maybe_promised = _promised(one, asking)
    asked, maybe_asked = _asked(one, asking)
    other = "" if (promised and one.has("promise")) or answer or asked or asking else owner_of(one, lexicon)
    promised = promised and not other
    if not (other or promised or asked or asking) and one.has("third") and not _unlikely(one):
        other = _subject(one, lexicon)
    due: Due | None = None
    if promised or maybe_promised or asked or maybe_asked or other:
        due = due_of(one, language, when)
    if asked or (maybe_asked and due):
        into.requests.append(Request(one.span, one.span.of(one.text), lexicon.topics_of(one.words), due))
    elif not one.marked and (promised or (maybe_promised and due and due.certain)):
        owner = other if other != READER and not answer else ""
        into.promises.append(_promise(one, lexicon, due, owner or WRITER, answer))
    elif other:
        (into.expected if other == READER else into.promises).append(_promise(one, lexicon, due, other))
    if asking:
        return
    if one.has("receipt"):
        into.acknowledges = True
    if one.has("done") and not one.has("nodone"):
        into.reports.append(lexicon.topics_of(one.words))
        into.reported.append(one.span)


def due_of(one: Sentence, language: Language, when: When) -> Due | None:
    """The deadline that a sentence names, None where the moment of writing is not known."""
    if not (when.at and _names_time(one, language)):
        return None
    from ashore.core.language.deadlines import find_due  # few texts name a time

    return find_due(one.span, one.span.of(one.text), language, when.at, when.clock)


def subject_of(one: Sentence, lexicon: Lexicon) -> str:
    """Who will do what a sentence tells of where its words leave open who that is: ``owners.owner_of``, else the third
    one whom it names; nobody (empty) where that is the writer."""
    return owner_of(one, lexicon) or (_subject(one, lexicon) if one.has("third") and not _unlikely(one) else "")


def _unlikely(one: Sentence) -> bool:
    """Whether what somebody else will do is only thought of."""
    return one.marked or one.has("condition") or one.has("nopromise") or one.has("nofuture") or one.has("notheirs")


def _subject(one: Sentence, lexicon: Lexicon) -> str:
    """Who does it, as it is written: a role, a usual name, or a word with a capital within the sentence."""
    for place, word in enumerate(one.spoken):
        if place < _ADDRESS and "," in one.spoken[place + 1 : place + 2]:
            continue
        written = one.place(place, place + 1).of(one.text)
        named = place and written[0].isupper() and not written.isupper() and word not in lexicon.common
        if word in lexicon.roles or word in lexicon.names or named:
            return written
    return ""


def _promise(one: Sentence, lexicon: Lexicon, due: Due | None, owner: str, answer: bool = False) -> Promise:
    return Promise(one.span, one.span.of(one.text), lexicon.topics_of(one.words), due, answer, owner)


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
    answer = one.has("answer") and not one.has("noanswer")
    coming = not one.has("nofuture")
    ours = one.has("future") or (one.has("event") and one.has("by_us"))
    promised = answer or one.has("promise") or (coming and ours)
    maybe_promised = one.has("maybe_promise") or (coming and one.has("event"))
    if not (promised or maybe_promised) or one.has("condition") or (asking and not answer):
        return answer, False, False
    allowed = not one.has("nopromise")
    return answer, answer or (allowed and promised), allowed and maybe_promised


def _commands(one: Sentence) -> bool:
    """Whether a word in the form of an imperative asks: at the beginning of a clause, or beside a "please"."""
    return one.has("imperative") and not one.has("noimperative") and (one.at_opening("imperative") or one.has("please"))


def _asked(one: Sentence, asking: bool) -> tuple[bool, bool]:
    """A request; perhaps one, if a time is named."""
    if one.has("telling") and not one.has("nottelling"):
        return False, False  # "please tell us when ...": a question
    asked = one.has("request") or (asking and one.has("request_if_asked")) or _commands(one)
    anyway, maybe_asked = one.has("request_anyway"), one.has("maybe_request")
    if not (asked or anyway or maybe_asked) or one.has("offer"):
        return False, False
    allowed = not one.has("norequest")
    asked = (allowed and asked) or anyway
    return asked, allowed and not asked and maybe_asked
