"""A draft in its conversation: everything that rules look at, each made when it is first asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ashore.core.agreement import Agreement
from ashore.core.coach.answering import Answer, Form, answered
from ashore.core.coach.book import coach_book
from ashore.core.coach.telling import RULE, Statement, statements
from ashore.core.coach.values import Draft, Evidence, Person, Profile, Turn
from ashore.core.coach.wanting import Question, deed_of, halves_of, kinds_of, questions
from ashore.core.correspondence import newtext
from ashore.core.kernel import CLIENT, US, Span
from ashore.core.language import Facts, Language, certain, read
from ashore.core.language.hits import Hit, hits
from ashore.core.ledger.deeds import essence
from ashore.core.ledger.events import Ask
from ashore.core.ledger.said import asks_in, points, under_quotes

_KEPT = 512


class Asked(NamedTuple):
    """A question of the client that waits for our answer. ``answer``: how the draft answers it, None where
    nothing speaks for one. ``span``: in the turn's text; ``polar``: a yes or a no answers it."""

    turn: Turn
    ask: Ask
    span: Span
    answer: Answer | None
    polar: bool = False

    @property
    def evidence(self) -> Evidence:
        """Where it was asked."""
        return Evidence(self.turn.key, self.span, self.span.of(self.turn.text))


class Case:
    """One draft with all that is known around it. ``turns``: the conversation before it, oldest first."""

    def __init__(
        self,
        draft: Draft,
        turns: Iterable[Turn],
        agreement: Agreement | None,
        people: Iterable[Person],
        profile: Profile,
    ) -> None:
        self.draft = draft
        self.turns: tuple[Turn, ...] = tuple(sorted(turns, key=lambda turn: (turn.at, turn.key)))
        self.agreement = agreement
        self.people: Mapping[str, Person] = {person.email: person for person in people}
        self.profile = profile
        self._theirs: dict[str, Mapping[str, Sequence[Hit]]] = {}

    @cached_property
    def parts(self) -> newtext.Parts:
        """The draft's text taken apart: only what is new in it is judged."""
        return newtext.split(self.draft.text)

    @cached_property
    def text(self) -> str:
        """The draft's new text at its own places: all else is blank, so spans hold for the draft's text too."""
        text = self.draft.text
        if len(self.parts.segments) == 1 and self.parts.segments[0].kind == "new":
            return text
        return "".join(
            span.of(text) if kind == "new" else "".join(c if c == "\n" else " " for c in span.of(text))
            for kind, span, _ in self.parts.segments
        )

    @cached_property
    def facts(self) -> Facts:
        """What the draft says for certain."""
        return certain(read(self.text, self.draft.language, self.draft.at))

    @property
    def language(self) -> Language:
        """The draft's language; ``und`` where it is none of ours."""
        return self.facts.language

    @property
    def sentences(self) -> Sequence[Span]:
        """The draft's sentences."""
        return self.facts.sentences

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """Its clauses that say something."""
        return statements(self.text, self.facts, self._all_hits, self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        """Names of those to whom the draft may speak, in lower case."""
        known = [name for person in self.people.values() for name in person.names]
        known += [turn.sender.name for turn in self.theirs]
        return frozenset(word.lower() for name in known for word in name.split() if word[:1].isupper())

    @cached_property
    def _all_hits(self) -> Sequence[Hit]:
        return hits(self.text, coach_book(self.language), self.sentences)

    @cached_property
    def _hits(self) -> Mapping[str, Sequence[Hit]]:
        return _by_kind(self._all_hits)

    def hits(self, rule: str, section: str = "phrase", *, unless: str = "") -> Sequence[Hit]:
        """Where phrases of a section of a rule's file stand in the draft, by place; none in a sentence where one of the
        section ``unless`` stands too."""
        found = self._hits.get(f"{rule}.{section}", ())
        if not (found and unless):
            return found
        spared = {hit.sentence for hit in self.hits(rule, unless)}
        return [hit for hit in found if hit.sentence not in spared]

    def hits_of(self, turn: Turn, rule: str, section: str = "phrase") -> Sequence[Hit]:
        """Where phrases of a section of a rule's file stand in a message of the conversation, in its language."""
        found = self._theirs.get(turn.key)
        if found is None:
            facts = self.facts_of(turn)
            found = self._theirs[turn.key] = _by_kind(_hits_of(turn.text, facts.language, facts.sentences))
        return found.get(f"{rule}.{section}", ())

    def asks_of(self, turn: Turn) -> Sequence[tuple[Span, Ask]]:
        """The questions and requests of a message with their places, in the order asked."""
        return _asks_of(turn)

    def facts_of(self, turn: Turn) -> Facts:
        """What a message of the conversation says for certain."""
        return _facts_of(turn)

    @cached_property
    def theirs(self) -> tuple[Turn, ...]:
        """The client's messages, oldest first."""
        return tuple(turn for turn in self.turns if turn.side == CLIENT)

    @cached_property
    def ours(self) -> tuple[Turn, ...]:
        """Our messages, oldest first."""
        return tuple(turn for turn in self.turns if turn.side == US)

    @property
    def last_theirs(self) -> Turn | None:
        """The client's newest message."""
        return self.theirs[-1] if self.theirs else None

    @property
    def last_ours(self) -> Turn | None:
        """Our newest message."""
        return self.ours[-1] if self.ours else None

    @cached_property
    def waiting(self) -> tuple[Turn, ...]:
        """The client's messages since our last one: what the draft answers."""
        last = self.last_ours
        return tuple(turn for turn in self.theirs if last is None or (turn.at, turn.key) > (last.at, last.key))

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The questions of the messages that wait, in the order asked, each with how the draft answers it."""
        found = [
            (turn, ask, span) for turn in self.waiting for span, ask in _asks_of(turn) if _by_rule(turn, span, ask)
        ]
        waiting = questions([_wanted(turn, ask, span) for turn, ask, span in found])
        met = answered(waiting, self.statements, self._form, self._heard, self._requested)
        return tuple(
            Asked(turn, ask, span, met.get(place), waiting[place].kind == "polar")
            for place, (turn, ask, span) in enumerate(found)
        )

    @property
    def _form(self) -> Form:
        """What the shape of the draft tells of its answers: quotations above them, numbers, files."""
        quoted = tuple(topics for topics, _ in under_quotes(self.parts, self.language))
        numbered = sum(1 for _ in points(self.text, self.language))
        return Form(quoted, numbered, len(self.draft.attachments), bool(self.hits(RULE, "all")))

    @property
    def _heard(self) -> frozenset[str]:
        """What the messages that wait tell without asking."""
        told = (one.topics for turn in self.waiting for one in statements(turn.text, self.facts_of(turn), ()))
        return frozenset().union(*told)

    @property
    def _requested(self) -> list[frozenset[str]]:
        """What the messages that wait ask us to do, without asking a question."""
        return [ask.topics for turn in self.waiting for _, ask in _asks_of(turn) if not ask.question]


def _by_kind(found: Iterable[Hit]) -> Mapping[str, Sequence[Hit]]:
    kinds: dict[str, list[Hit]] = defaultdict(list)
    for hit in found:
        kinds[hit.kind].append(hit)
    return kinds


@lru_cache(_KEPT)
def _facts_of(turn: Turn) -> Facts:
    return certain(read(turn.text, None, turn.at))


@lru_cache(_KEPT)
def _hits_of(text: str, language: Language, sentences: tuple[Span, ...]) -> tuple[Hit, ...]:
    return tuple(hits(text, coach_book(language), sentences))


@lru_cache(_KEPT)
def _asks_of(turn: Turn) -> tuple[tuple[Span, Ask], ...]:
    """The asks of a message with their places, in the order asked."""
    return tuple(asks_in(_facts_of(turn), turn.text))


def _by_rule(turn: Turn, span: Span, ask: Ask) -> bool:
    """Whether a rule finds the question: nobody is told that they left one open which only the model found."""
    return ask.question and not any(each.kind == "question" and each.span == span for each in _facts_of(turn).learned)


def _wanted(turn: Turn, ask: Ask, span: Span) -> Question:
    """A question of a message with what it wants."""
    facts = _facts_of(turn)
    found = _hits_of(turn.text, facts.language, facts.sentences)
    within = [hit for hit in found if span.start <= hit.span.start and hit.span.end <= span.end]
    kinds = kinds_of(within, span, turn.text, facts.language)
    deed = deed_of(span, turn.text, facts.language) if kinds == ("polar",) else frozenset[str]()
    own = essence(ask.topics, facts.language) or ask.topics
    return Question(ask, kinds, own, deed, halves_of(span, turn.text, facts.language))
