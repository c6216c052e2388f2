"""Which questions a draft answers, and with which sentence (R1).

Closer than the ledger, which looks back at what was sent and believes in an answer wherever it can: here the writer can
still add a sentence. A question wants an answer of its kind (a person, a place, a reason, a time, a number, a yes or a
no); a sentence answers it that speaks of the same and is of that kind, or is of that kind and about nothing else.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ashore.core.kernel import Span
from ashore.core.language import Facts
from ashore.core.language.hits import Hit
from ashore.core.ledger.answer_kinds import yes_or_no
from ashore.core.ledger.deeds import essence
from ashore.core.ledger.events import Ask
from ashore.core.ledger.said import topics_of

Kind = Literal["who", "where", "why", "time", "amount", "open", "polar"]
How = Literal["under_quote", "numbered", "attached", "topics", "kind", "announced", "order"]
RULE = "unanswered-question"
"""Whose book holds the words of questions and answers."""
_ASKING: tuple[Kind, ...] = ("who", "where", "why", "time", "amount", "open")
_MADE_OF = {
    "who": "person",
    "where": "place",
    "why": "reason",
    "time": "moment",
    "amount": "number",
    "polar": "polar",
}
"""What an answer of a kind is made of; an open question takes any."""
_ALIKE = 0.7
"""So much of the longer stem must come back at a word's beginning ("chose" for "choose", "цвета" for "цветов")."""
_SHORTEST = 3
_BARE = 6
"""Words of a mere greeting or thanks; a longer sentence says more than that."""
_ECHO = 0.5
_GOES_ON = 1
"""Topics of a clause that may still only complete the one before ("Петра, наш директор")."""
_MOST = 0.5
"""Half of what a question is about: then a yes or a no need not be said aloud."""
_CLAUSE = re.compile(r"[,;:]\s+|\s[–—-]\s+(?=\d)|\s(?:and|but|и|а|но|a|ale|at|pero)\s+")
"""Between these a sentence may speak of one thing and then of another."""
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-zа-я])[.)]\s")
_LINK = re.compile(r"https?://|www\.|@")
_NAME = re.compile(
    r"(?<=[\w,:»”)–—] )[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ][a-zа-яёáäčďéíĺľňóôŕšťúýž]{2,}|^[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ][\w]{2,}\.?$"
)


class Answer(NamedTuple):
    """How a question is answered; ``place``: of the sentence, -1 where it is the letter as a whole."""

    how: How
    place: int


class Form(NamedTuple):
    """What the shape of a draft tells. ``quoted``: topics of each passage under which it answers; ``points``: items of
    its numbered list; ``files``: that go with it."""

    quoted: tuple[frozenset[str], ...] = ()
    points: int = 0
    files: int = 0


class Question(NamedTuple):
    """A question that waits: what it wants, and what it is about that the others are not."""

    ask: Ask
    kind: Kind
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause of the draft that says something. ``topics``: without names of days and verbs of delivery; a clause
    that has none goes on with the one before. ``made_of``: kinds of answer that it holds; ``opens``: with a yes or a
    no; ``announces``: says when the answer will come; ``numbered``: begins with a number of its own;
    ``sentence``: the place of the sentence that it belongs to."""

    span: Span
    topics: frozenset[str]
    made_of: frozenset[str]
    opens: bool = False
    announces: bool = False
    numbered: bool = False
    sentence: int = 0


def kind_of(hits: Iterable[Hit]) -> Kind:
    """What a question wants, by the first word in it that asks; a yes or a no where none does."""
    asking = [(h.span.start, -h.span.end, kind) for h in hits for kind in _ASKING if h.kind == f"{RULE}.{kind}"]
    return min(asking)[2] if asking else "polar"


def statements(text: str, facts: Facts, hits: Sequence[Hit]) -> list[Statement]:
    """The clauses of a text that state something, in order; no greetings, goodbyes, questions, bare thanks. ``hits``:
    of the book."""
    skipped = {question.span for question in facts.questions} | {*facts.farewells}
    bare = {*facts.greetings, *facts.thanks}
    answers = {promise.span for promise in facts.promises if promise.answer and promise.due}
    dues = [promise.due.span for promise in facts.promises if promise.due]
    own = [hit for hit in hits if hit.kind.startswith(RULE)]
    found = []
    for sentence in facts.sentences:
        if sentence in skipped or (sentence in bare and len(sentence.of(text).split()) <= _BARE):
            continue
        opens = yes_or_no(sentence.of(text))
        for number, span in enumerate(_clauses(sentence, text)):
            within = (hit for hit in own if span.start <= hit.span.start and hit.span.end <= span.end)
            due = next((each for each in dues if span.start <= each.start and each.end <= span.end), None)
            first = not number
            made = _statement(span, text, facts.language, within, due, opens and first, sentence in answers)
            found.append(replace(made, sentence=sentence.start))
    return found


def _clauses(sentence: Span, text: str) -> Iterator[Span]:
    start = sentence.start
    for found in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    if start < sentence.end:
        yield Span(start, sentence.end)


def _statement(
    span: Span, text: str, language: str, hits: Iterable[Hit], due: Span | None, opens: bool, announces: bool
) -> Statement:
    words = span.of(text)
    timeless = f"{text[span.start : due.start]} {text[due.end : span.end]}" if due else words
    made_of = _made_of(words, timeless, hits)
    made_of |= {name for name, there in (("moment", due), ("polar", opens)) if there}
    topics = essence(topics_of(timeless, language), language)
    return Statement(span, topics, made_of, opens, announces, bool(_NUMBERED.match(words)))


def _made_of(sentence: str, timeless: str, hits: Iterable[Hit]) -> frozenset[str]:
    found = {hit.kind.partition(".")[2] for hit in hits} & {*_MADE_OF.values()}
    if any(c.isdigit() for c in sentence):
        found |= {"moment"}
    if any(c.isdigit() for c in timeless):
        found |= {"number"}
    if _LINK.search(sentence):
        found |= {"place", "person"}
    if _NAME.search(sentence):
        found |= {"person", "place"}
    return frozenset(found)


def questions(asks: Sequence[tuple[Ask, Kind]]) -> list[Question]:
    """The questions with what each is about that no other is; all of it, where nothing is its own."""
    found = []
    for position, (ask, kind) in enumerate(asks):
        others: frozenset[str] = frozenset().union(*(o.topics for p, (o, _) in enumerate(asks) if p != position))
        found.append(Question(ask, kind, ask.topics - others or ask.topics))
    return found


def answered(
    asked: Sequence[Question], told: Sequence[Statement], form: Form, heard: frozenset[str] = frozenset()
) -> dict[int, Answer]:
    """The positions in ``asked`` that a draft answers. ``told`` and ``form``: the draft, by its clauses and as a whole;
    ``heard``: what the client's own statements are about, for a clause about that is a mere echo."""
    found = _by_form(asked, told, form)
    for position, each in enumerate(asked):
        if position not in found and (place := _about(each, told)) is not None:
            found[position] = Answer("topics", place)
    if any(one.announces for one in told):
        return found | {p: Answer("announced", -1) for p in range(len(asked)) if p not in found}
    taken = {answer.place for answer in found.values()}
    free = [p for p, one in enumerate(told) if p not in taken and _says_something(one, heard)]
    for position, each in enumerate(asked):
        spoken = {told[answer.place].sentence for answer in found.values() if answer.place >= 0}
        place = None if position in found else _next_of_kind(each, told, free, spoken, alone=len(asked) == 1)
        if place is not None:
            found[position] = Answer("kind" if each.kind != "open" else "order", place)
            free = [p for p in free if p != place]
    return found


def _by_form(asked: Sequence[Question], told: Sequence[Statement], form: Form) -> dict[int, Answer]:
    """Answers under quotations, a numbered list as long as the questions are many, a thing sent."""
    if len(asked) in (form.points, sum(one.numbered for one in told)) and len(asked) > 1:
        return {p: Answer("numbered", -1) for p in range(len(asked))}
    found = {}
    for position, each in enumerate(asked):
        if any(_share(each.ask.topics, quoted) >= _MOST for quoted in form.quoted):
            found[position] = Answer("under_quote", -1)
        elif each.ask.expects == "send" and form.files:
            found[position] = Answer("attached", -1)
    return found


def _about(each: Question, told: Sequence[Statement]) -> int | None:
    """The sentence that speaks most of what a question is about and is of the kind that it wants."""
    best, place = 0.0, None
    for p, one in enumerate(told):
        share = max(_share(each.own, one.topics), *(_share(way, one.topics) for way in each.ask.ways), 0.0)
        if share <= best or not _fits(each, told, p, share):
            continue
        best, place = share, p
    return place


def _fits(each: Question, told: Sequence[Statement], place: int, share: float) -> bool:
    """Whether a clause, with those that go on with it, is of the kind that the question wants."""
    if each.kind == "open":
        return True
    made_of = told[place].made_of
    for one in told[place + 1 :]:
        if one.topics and not (one.made_of and len(one.topics) <= _GOES_ON):
            break
        made_of |= one.made_of
    if place and not told[place - 1].topics:
        made_of |= told[place - 1].made_of
    return _MADE_OF[each.kind] in made_of or (each.kind == "polar" and share >= _MOST)


def _says_something(one: Statement, heard: frozenset[str]) -> bool:
    """Whether a sentence may answer what its words do not name: neither an echo of what the client told nor empty."""
    if one.opens or (one.made_of and not one.topics):
        return True
    return bool(one.topics) and _share(one.topics, heard) < _ECHO


def _next_of_kind(
    each: Question, told: Sequence[Statement], free: Sequence[int], spoken: Collection[int], alone: bool
) -> int | None:
    """The next clause about nothing else that is of the kind that a question wants. One that wants a yes, a no or
    anything is answered by the next sentence that has something of its own to say: better a question believed answered
    than a clean draft doubted. ``spoken``: sentences that answer another question
    already; a time or a sum may still stand in passing there."""
    for p in free:
        aside = each.kind in ("time", "amount") or told[p].sentence not in spoken
        if aside and _MADE_OF.get(each.kind) in told[p].made_of:
            return p
    if each.kind not in ("open", "polar"):
        return None
    return next((p for p in free if alone or (told[p].topics and told[p].sentence not in spoken)), None)


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
