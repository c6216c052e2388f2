"""The rules and the model together: what the model adds to a sentence, and what it denies."""

from collections.abc import Callable, Set
from dataclasses import replace

from ashore.core.language.deeds import When, due_of, subject_of
from ashore.core.language.facts import READER, WRITER, Language, Learned, Promise, Question, Request
from ashore.core.language.gathered import Gathered, Mark
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.linear import KINDS, Linear, among
from ashore.core.language.recognising import Sentence


def told_by_rules(one: Sentence, since: Mark, found: Gathered) -> set[str]:
    """What the rules tell the model of a sentence: the kinds that they found in it, and as ``.kind`` those of the
    phrases that stand in it, whatever came of them."""
    deeds, manners = found.deeds, found.manners
    told = {kind for kind, spans in manners.spans.items() if spans[-1:] == [one.span]}
    for question in found.questions[since.questions :]:
        told.add("favour" if question.favour else "question")
    if len(deeds.requests) > since.requests:
        told.add("request")
    if len(deeds.promises) + len(deeds.expected) > since.promises + since.expected:
        told.add("promise")
    for kind in one.likely:
        if one.has(kind):
            told.add(_NAMES.get(kind, f".{kind}"))
    return told


_NAMES = {"rude": "rude", "anger": "angry"}
"""The kinds of phrases that are kinds of the model by themselves."""


_BARS = {
    "question": ("noask", "offer", "rhetoric"),
    "request": ("norequest", "offer", "nottelling", "condition"),
    "promise": ("nopromise", "nofuture", "condition", "notheirs"),
    "refusal": ("norefusal",),
    "complaint": ("nocomplaint",),
}
"""Phrases for whose sake the rules find no such thing: there the model must be surer."""


_RUDE = KINDS.index("rude")
_UNMARKED = frozenset(("question", "promise", "refusal"))


def bars(one: Sentence) -> Callable[[str], bool]:
    """Whether the rules have reason to deny a kind in a sentence."""
    return lambda kind: any(map(one.has, _BARS.get(kind, ())))


def never(one: Sentence, introduces: bool = False) -> Set[str]:
    """The kinds that the model may not add. With a mark the rules know all questions, and nothing is promised or
    declined; what hangs on a condition is no promise yet. ``introduces``: a list follows, whose items ask."""
    if one.marked:
        return _UNMARKED
    kinds = {"promise"} if one.has("condition") else set()
    return kinds | {"question", "request"} if introduces else kinds


class Joined:
    """One text's sentences as rules and model have them."""

    def __init__(self, model: Linear, lexicon: Lexicon, language: Language, when: When, found: Gathered) -> None:
        self._model, self._lexicon, self._language, self._when, self._found = model, lexicon, language, when, found
        self._rude: list[int] = []

    def add(self, one: Sentence, since: Mark, introduces: bool) -> None:
        """Judge a sentence that the rules have gathered ``since``. ``introduces``: a list follows, whose items ask."""
        told = told_by_rules(one, since, self._found)
        scores = self._model.scores(one, told)
        beyond = one.beyond = self._model.beyond(scores, told, one.marked, bars(one))
        for kind in never(one, introduces) - told:
            beyond.pop(kind, None)
        self._rude.append(scores[_RUDE])
        holds = beyond.keys()
        self._request(one, told, holds, since)
        self._promise(one, told, holds, since)
        self._question(one, told, holds, since)
        self._manners(one, told, holds)
        for kind in holds - told - {"rude"}:
            self._learn(one, kind, beyond[kind])

    def finish(self) -> None:
        """Judge which sentences are rude, now that all are known."""
        cut = self._model.cuts["rude"].adds
        for one, score in zip(self._found.spoken, among(self._rude), strict=True):
            if score >= cut and not one.has("rude"):
                self._learn(one, "rude", int(score - cut))

    def _learn(self, one: Sentence, kind: str, beyond: int) -> None:
        words = tuple(self._model.carriers(one, kind))
        self._found.learned.append(Learned(kind, one.span, words, self._model.sureness(kind, beyond)))

    def _request(self, one: Sentence, told: Set[str], holds: Set[str], since: Mark) -> None:
        requests, actions = self._found.deeds.requests, self._found.actions
        if "request" in holds - told:
            requests.append(Request(one.span, *self._said(one), due_of(one, self._language, self._when)))
            if actions[-1:] != [one.span]:
                actions.append(one.span)
        elif "request" in told - holds:
            del requests[since.requests :]
            if actions[-1:] == [one.span] and not (one.has("action") and not one.has("noaction")):
                actions.pop()

    def _promise(self, one: Sentence, told: Set[str], holds: Set[str], since: Mark) -> None:
        deeds = self._found.deeds
        if "promise" in holds - told:
            owner = subject_of(one, self._lexicon) or WRITER
            promise = Promise(one.span, *self._said(one), due_of(one, self._language, self._when), owner=owner)
            (deeds.expected if owner == READER else deeds.promises).append(promise)
        elif "promise" in told - holds:
            del deeds.promises[since.promises :]
            del deeds.expected[since.expected :]

    def _question(self, one: Sentence, told: Set[str], holds: Set[str], since: Mark) -> None:
        questions = self._found.questions
        asked = questions[since.questions :]
        if "question" in holds - told:
            found = [replace(each, favour=False) for each in asked] or [
                Question(one.span, *self._said(one), one.marked)
            ]
            questions[since.questions :] = found
        elif "question" in told - holds:
            favour = one.marked and "request" in holds
            questions[since.questions :] = [replace(each, favour=True) for each in asked] if favour else []
        one.asks = len(questions) > since.questions

    def _manners(self, one: Sentence, told: Set[str], holds: Set[str]) -> None:
        spans = self._found.manners.spans
        for kind in ("refusal", "complaint"):
            if kind in holds - told:
                spans.setdefault(kind, []).append(one.span)
            elif kind in told - holds:
                spans[kind].pop()

    def _said(self, one: Sentence) -> tuple[str, frozenset[str]]:
        return one.span.of(one.text), self._lexicon.topics_of(one.words)
