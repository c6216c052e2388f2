"""Which questions a draft answers, and with which sentence (R1).

Closer than the ledger, which looks back at what was sent and believes in an answer wherever it can: here the writer can
still add a sentence, so each sentence of the draft may speak for the questions it is about, and for no others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ashore.core.kernel import Span
from ashore.core.language import Facts
from ashore.core.ledger.answer_kinds import given, yes_or_no
from ashore.core.ledger.deeds import essence
from ashore.core.ledger.events import Ask, Said
from ashore.core.ledger.said import topics_of

How = Literal[
    "under_quote", "numbered", "topics", "kind", "yes_or_no", "announced", "attached", "only_question", "order"
]
_ALIKE = 0.7
"""So much of the shorter stem must come back at a word's beginning ("chose" for "choose", "цвета" for "цветов")."""
_SHORTEST = 3
_BARE = 6
"""Words of a mere greeting or thanks; a longer sentence says more than that."""
_ECHO = 0.5
_ENOUGH = 0.34
"""A third of what a question is about."""


class Answer(NamedTuple):
    """How a question is answered; ``place``: of the sentence, -1 where it is the letter as a whole."""

    how: How
    place: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the draft that says something. ``topics``: without names of days and verbs of delivery; a sentence
    that has none goes on with the one before. ``gives``: kinds of answer; ``polar``: opens with a yes or a no;
    ``announces``: says when the answer will come."""

    span: Span
    topics: frozenset[str]
    gives: frozenset[str]
    polar: bool
    announces: bool


def statements(text: str, facts: Facts) -> list[Statement]:
    """The statements of a draft, in order; no greetings, goodbyes, questions, bare thanks."""
    skipped = {question.span for question in facts.questions} | {*facts.farewells}
    bare = {*facts.greetings, *facts.thanks}
    dues = {request.span: request.due for request in facts.requests if request.due}
    dues |= {promise.span: promise.due for promise in facts.promises if promise.due}
    answers = {promise.span for promise in facts.promises if promise.answer}
    found = []
    for span in facts.sentences:
        sentence = span.of(text)
        if span in skipped or (span in bare and len(sentence.split()) <= _BARE):
            continue
        due = dues.get(span)
        timeless = f"{text[span.start : due.span.start]} {text[due.span.end : span.end]}" if due else sentence
        topics = essence(topics_of(timeless, facts.language), facts.language)
        gives = given([timeless]) | ({"time"} if due else frozenset())
        found.append(Statement(span, topics, gives, yes_or_no(sentence), span in answers and due is not None))
    return found


def answered(
    asks: Sequence[Ask], said: Said, told: Sequence[Statement], heard: frozenset[str] = frozenset()
) -> dict[int, Answer]:
    """The positions in ``asks`` that a draft answers. ``said`` and ``told``: the draft, as a whole and by sentences;
    ``heard``: what the client's own statements are about, for a sentence about that is a mere echo."""
    found = _by_form(asks, said)
    own = [_own(asks, position) for position in range(len(asks))]
    for position, ask in enumerate(asks):
        if position not in found and (place := _about(own[position], ask, told)) is not None:
            found[position] = Answer("topics", place)
    taken = {answer.place for answer in found.values()}
    free = [p for p, one in enumerate(told) if p not in taken and _says_something(one, heard)]
    _by_kind(asks, found, told, free)
    if any(one.announces for one in told):
        found |= {p: Answer("announced", -1) for p in range(len(asks)) if p not in found}
    left = [p for p in range(len(asks)) if p not in found]
    if len(asks) == 1 and left and free and asks[0].expects not in ("time", "amount"):
        found[0] = Answer("only_question", free[0])
    elif left and len(free) >= len(left):
        _in_order(asks, left, found, told, free)
    return found


def _says_something(one: Statement, heard: frozenset[str]) -> bool:
    """Whether a sentence may answer what its words do not name: neither an echo of what the client told nor the
    announcement of an answer."""
    if one.polar or one.gives:
        return not one.announces
    return bool(one.topics) and not one.announces and _share(one.topics, heard) < _ECHO


def _by_form(asks: Sequence[Ask], said: Said) -> dict[int, Answer]:
    """Answers under quotations, and a numbered list as long as the questions are many."""
    if said.points and len(said.points) == len(asks) > 1:
        return {p: Answer("numbered", -1) for p in range(len(asks))}
    found = {}
    for position, ask in enumerate(asks):
        if any(_share(ask.topics, quoted) >= 0.5 for quoted, _ in said.under_quotes):
            found[position] = Answer("under_quote", -1)
        elif ask.expects == "send" and said.attachments:
            found[position] = Answer("attached", -1)
    return found


def _own(asks: Sequence[Ask], position: int) -> frozenset[str]:
    """What a question is about and the others are not; all of it, where nothing is its own."""
    others: frozenset[str] = frozenset().union(*(ask.topics for p, ask in enumerate(asks) if p != position))
    return asks[position].topics - others or asks[position].topics


def _about(own: frozenset[str], ask: Ask, told: Sequence[Statement]) -> int | None:
    """The sentence that speaks most of what a question is about; a counted matter must also be counted there, or in
    the sentence that goes on with it."""
    best, place = 0.0, None
    for p, one in enumerate(told):
        share = max(_share(own, one.topics), *(_share(way, one.topics) for way in ask.ways), 0.0)
        if share < _ENOUGH or share <= best:
            continue
        if ask.expects in ("time", "amount") and share < 1 and ask.expects not in _kinds_from(told, p):
            continue
        best, place = share, p
    return place


def _kinds_from(told: Sequence[Statement], place: int) -> frozenset[str]:
    """The kinds of answer in a sentence and in those that go on with it."""
    kinds = told[place].gives
    for one in told[place + 1 :]:
        if one.topics:
            break
        kinds |= one.gives
    return kinds


def _by_kind(asks: Sequence[Ask], found: dict[int, Answer], told: Sequence[Statement], free: list[int]) -> None:
    """A time, a sum, a yes or a no that nothing else has claimed; each speaks for one question."""
    for position, ask in enumerate(asks):
        if position in found:
            continue
        for p in free:
            one = told[p]
            fits = one.polar if ask.expects == "polar" else ask.expects in one.gives
            if fits:
                found[position] = Answer("yes_or_no" if ask.expects == "polar" else "kind", p)
                free.remove(p)
                break


def _in_order(
    asks: Sequence[Ask], left: Sequence[int], found: dict[int, Answer], told: Sequence[Statement], free: list[int]
) -> None:
    """As many sentences that say something of their own as questions are left: the words differ, the order tells.
    A time or a sum must still be one."""
    places = [p for p in free if told[p].topics]
    for position in left:
        if asks[position].expects in ("time", "amount") or len(places) < len(left):
            continue
        found[position] = Answer("order", places.pop(0))


def _share(asked: Iterable[str], said: Iterable[str]) -> float:
    """How much of what was asked comes back: 0..1."""
    stems = list(asked)
    if not stems:
        return 0.0
    known = list(said)
    return sum(any(_alike(stem, other) for other in known) for stem in stems) / len(stems)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short = min(len(one), len(other))
    if short < _SHORTEST or not one[0].isalpha():
        return False
    same = next((k for k in range(short) if one[k] != other[k]), short)
    return same >= max(_SHORTEST, _ALIKE * max(len(one), len(other)))
