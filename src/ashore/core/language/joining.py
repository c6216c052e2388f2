"""The rules and the model together: what the model adds to a sentence, and what it denies."""

from collections.abc import Callable, Set
from dataclasses import replace

from ashore.core.language.deeds import When, due_of, subject_of
from ashore.core.language.facts import READER, WRITER, Language, Learned, Promise, Question, Request
from ashore.core.language.gathered import Gathered, Mark
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.linear import KINDS, Linear, among
from ashore.core.language.manners import is_courteous
from ashore.core.language.recognising import Sentence


def told_by_rules(one: Sentence, since: Mark, found: Gathered) -> set[str]:
    """What the rules tell the model of a sentence: the kinds that they found in it; as ``.kind`` those of which a
    phrase may stand in it, whatever came of it (whether it does is not looked up: that costs more than it tells)."""
    deeds, manners = found.deeds, found.manners
    told = {kind for kind, spans in manners.spans.items() if spans[-1:] == [one.span]}
    for question in found.questions[since.questions :]:
        told.add("favour" if question.favour else "question")
    if len(deeds.requests) > since.requests:
        told.add("request")
    if len(deeds.promises) + len(deeds.expected) > since.promises + since.expected:
        told.add("promise")
    told.update(_HINTS[kind] for kind in one.likely)
    for kind, name in _EXPLICIT:
        if one.has(kind):
            told.add(name)
    return told


class _Hints(dict[str, str]):
    """Kind of phrase -> how the model is told that one may stand in a sentence."""

    def __missing__(self, kind: str) -> str:
        hint = self[kind] = f".{kind}"
        return hint


_HINTS = _Hints()
_EXPLICIT = (("rude", "rude"), ("anger", "angry"))
"""The kinds of phrases that are kinds of the model by themselves."""


_BARS = {
    "question": ("noask", "offer", "rhetoric"),
    "request": ("norequest", "offer", "nottelling", "condition"),
    "promise": ("nopromise", "nofuture", "condition", "notheirs"),
    "refusal": ("norefusal",),
    "complaint": ("nocomplaint",),
}
"""Phrases for whose sake the rules find no such thing: there the model must be surer."""


_KIND_WORDS = frozenset(("rude", "thanks", "apology", "greeting", "farewell", "agreement"))
"""In a sentence with one of these the model finds no rudeness: a phrase does already, or it is kind."""
_FELT = frozenset(("rude", "angry"))
_FEW, _LONG, _MOST = 2, 80, 2_000
"""Words that are too few to sound rude; of a sentence that is a paste; sentences of a text that the model judges."""
_KINDS = frozenset(KINDS) - {"rude"}
"""Those that are judged sentence by sentence."""
_RUDE = KINDS.index("rude")
_UNMARKED = frozenset(("question", "promise", "refusal"))


def bars(one: Sentence) -> Callable[[str], bool]:
    """Whether the rules have reason to deny a kind in a sentence."""
    return lambda kind: any(map(one.has, _BARS.get(kind, ())))


def never(one: Sentence, introduces: bool = False) -> Set[str]:
    """The kinds that the model may not add. With a mark the rules know all questions, and nothing is promised or
    declined; what hangs on a condition is neither promised nor asked yet; one word, half a line, or what ends in a
    full stop without a word that may ask is no question; a word or two ("Thanks!") are too few to sound rude.
    ``introduces``: a list follows, whose items ask."""
    if one.marked:
        return _UNMARKED
    kinds = {"promise", "request"} if one.has("condition") else set[str]()
    if introduces:
        kinds |= {"question", "request"}
    if len(one.spoken) == 1 or _runs_on(one) or _is_stated(one):
        kinds |= {"question"}
    return kinds | _FELT if len(one.spoken) <= _FEW else kinds


def _is_stated(one: Sentence) -> bool:
    """Whether a full stop ends it and no word asks, or only one that the rules know to be none here."""
    return one.own.endswith(".") and (not one.has("ask") or one.has("noask"))


def _runs_on(one: Sentence) -> bool:
    """Whether the line breaks off and the next one goes on with a small letter."""
    end = one.span.end
    return one.text[end : end + 1] == "\n" and one.text[end + 1 : end + 2].islower() and one.text[end - 1].isalnum()


class Joined:
    """One text's sentences as rules and model have them."""

    def __init__(self, model: Linear, lexicon: Lexicon, language: Language, when: When, found: Gathered) -> None:
        self._model, self._lexicon, self._language, self._when, self._found = model, lexicon, language, when, found
        self._rude: list[tuple[Sentence, int, Set[str]]] = []

    def add(self, one: Sentence, since: Mark, introduces: bool) -> None:
        """Judge a sentence that the rules have gathered ``since``. ``introduces``: a list follows, whose items ask."""
        if len(one.spoken) > _LONG or len(self._rude) >= _MOST:
            return
        told = told_by_rules(one, since, self._found)
        scores = self._model.scores(one, told)
        beyond = one.beyond = self._model.beyond(scores, told, one.marked, bars(one))
        if beyond.keys() - told:
            courteous = is_courteous(one, self._lexicon)
            for kind in KINDS if courteous else never(one, introduces):
                if kind not in told:
                    beyond.pop(kind, None)
        self._rude.append((one, scores[_RUDE], told))
        if "complaint" in told and "angry" in beyond:
            beyond.setdefault("complaint", 0)  # who is angry complains
        changed = _KINDS.intersection(told ^ beyond.keys())
        if not changed:
            return
        holds = beyond.keys()
        self._request(one, told, holds, since)
        self._promise(one, told, holds, since)
        self._question(one, told, holds, since)
        self._manners(one, told, holds)
        for kind in changed & holds:
            self._learn(one, kind, beyond[kind])

    def finish(self) -> None:
        """Judge which sentences are rude, now that all are known."""
        cut = self._model.cuts["rude"].adds
        scores = among([score for _, score, _ in self._rude])
        for (one, _, told), score in zip(self._rude, scores, strict=True):
            if score >= cut and len(one.spoken) > _FEW and told.isdisjoint(_KIND_WORDS):
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
        elif "promise" in told - holds and not any(each.due for each in deeds.promises[since.promises :]):
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
        elif "question" in told - holds and one.marked:  # a question mark is denied only to a request in its form
            if "request" in holds:
                questions[since.questions :] = [replace(each, favour=True) for each in asked]
        elif "question" in told - holds:
            del questions[since.questions :]
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
