"""A draft in its conversation: everything that rules look at, each made when it is first asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ashore.core.coach.anger import anger_in
from ashore.core.coach.answering import Answer, Form, answered
from ashore.core.coach.bearing import Bearings
from ashore.core.coach.book import coach_book
from ashore.core.coach.pieces import about_from, pieces_of
from ashore.core.coach.rule import rule_named
from ashore.core.coach.telling import RULE, Statement, statements
from ashore.core.coach.values import Draft, Evidence, Person, Profile, Turn
from ashore.core.coach.wanting import Question, asking_in, halves_of, kinds_of, questions
from ashore.core.correspondence import newtext
from ashore.core.kernel import CLIENT, US, Span
from ashore.core.language import Facts, Language, certain, read
from ashore.core.language.hits import Hit, hits
from ashore.core.ledger.answer_kinds import expected
from ashore.core.ledger.deeds import essence
from ashore.core.ledger.heard import Ask
from ashore.core.ledger.understanding import asks_in, points, topics_of, under_quotes

if TYPE_CHECKING:
    from ashore.core.agreement import Agreement

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
        agreement: "Agreement | None",
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
    def bearings(self) -> Bearings:
        """What the client's type and the phase change; an angry message that waits for an answer is the explosion."""
        phase = self.profile.phase
        if phase is None and any(anger_in(turn, self.facts_of(turn)) for turn in self.waiting):
            phase = "explosion"
        return Bearings(self.profile.client_type, phase)

    def limit(self, name: str) -> int:
        """The threshold of a rule that has one: the house's, else that of the phase or the type, else the usual one."""
        rule = rule_named(name)
        if rule is None or rule.limit is None:
            raise LookupError(f"{name} has no threshold")
        set_here = self.profile.limits.get(name)
        if set_here is not None:
            return max(set_here, rule.limit.least)
        given = self.bearings.limit(name)
        return rule.limit.in_language(self.language) if given is None else given

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The questions of the messages that wait, in the order asked, each with how the draft answers it."""
        met = answered(self.questions, self.statements, self.form, self.language, self.heard, self.requested)
        return tuple(
            Asked(turn, ask, span, met.get(place), self.questions[place].kind == "polar")
            for place, (turn, ask, span) in enumerate(self.questioned)
        )

    @cached_property
    def questioned(self) -> Sequence[tuple[Turn, Ask, Span]]:
        """The questions of the messages that wait with their places, each by itself."""
        return [(turn, ask, span) for turn in self.waiting for span, ask in _questions_of(turn)]

    @cached_property
    def questions(self) -> Sequence[Question]:
        """What the questions of ``asked`` want, in the same order."""
        return questions([_wanted(turn, ask, span) for turn, ask, span in self.questioned])

    @property
    def form(self) -> Form:
        """What the shape of the draft tells of its answers: quotations above them, numbers, files."""
        quoted = tuple(topics for topics, _ in under_quotes(self.parts, self.language))
        numbered = sum(1 for _ in points(self.text, self.language))
        return Form(quoted, numbered, len(self.draft.attachments), bool(self.hits(RULE, "all")))

    @property
    def heard(self) -> frozenset[str]:
        """What the messages that wait tell without asking."""
        told = (one.topics for turn in self.waiting for one in statements(turn.text, self.facts_of(turn), ()))
        return frozenset().union(*told)

    @property
    def requested(self) -> list[frozenset[str]]:
        """What the messages that wait ask us to do, without asking a question."""
        asked = (ask for turn in self.waiting for _, ask in _asks_of(turn) if not ask.question)
        return [ask.topics for ask in asked if ask.topics]


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


@lru_cache(_KEPT)
def _questions_of(turn: Turn) -> tuple[tuple[Span, Ask], ...]:
    """The questions of a message, each by itself."""
    language = _facts_of(turn).language
    return tuple(
        (piece, _piece(ask, piece.of(turn.text), language) if piece != span else ask)
        for span, ask in _asks_of(turn)
        if _by_rule(turn, span, ask)
        for piece in pieces_of(span, turn.text, language)
    )


def _piece(ask: Ask, words: str, language: str) -> Ask:
    """One of the questions that a sentence joins."""
    return replace(ask, text=words, topics=topics_of(words, language), expects=expected(words))


def _by_rule(turn: Turn, span: Span, ask: Ask) -> bool:
    """Whether a rule finds the question: nobody is told that they left one open which only the model found."""
    return ask.question and not any(each.kind == "question" and each.span == span for each in _facts_of(turn).learned)


@lru_cache(_KEPT)
def _wanted(turn: Turn, ask: Ask, span: Span) -> Question:
    """A question of a message with what it wants."""
    facts = _facts_of(turn)
    found = _hits_of(turn.text, facts.language, facts.sentences)
    within = [hit for hit in found if span.start <= hit.span.start and hit.span.end <= span.end]
    kinds = kinds_of(within, span, turn.text, facts.language)
    begin = about_from(span, turn.text, facts.language)
    said = topics_of(turn.text[begin : span.end], facts.language) & ask.topics
    said -= asking_in(within, turn.text, facts.language)
    own = essence(said, facts.language) or said
    return Question(ask, kinds, own, halves_of(span, turn.text, facts.language))
