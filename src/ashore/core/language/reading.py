"""``read``: a text as facts. One pass over its sentences; a word calls the phrases that may hold it."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from ashore.core.kernel import Span
from ashore.core.language.deadlines import find_due
from ashore.core.language.detect import language_of
from ashore.core.language.facts import Due, Facts, Language, Promise, Question, Request
from ashore.core.language.lexicon import Lexicon, fold, lexicon
from ashore.core.language.sentences import mask, split

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|[,;:()–—]")
_ASKING_END = re.compile(r"\?[?!.…)\]\"'»”’]*$")
_LONGEST = 1_200
"""Code points of a sentence that are looked at; what is longer is a paste, not a sentence."""


@dataclass(slots=True)
class _Sentence:
    """A sentence under examination: its words laid out for phrases, and what was recognised in it."""

    span: Span
    text: str
    words: list[str]
    laid_out: str
    kinds: dict[str, list[re.Match[str] | None]] = field(default_factory=dict)

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)

    def rest(self, *kinds: str) -> list[str]:
        """The words that remain when the phrases of these kinds are cut out."""
        left = self.laid_out
        for kind in kinds:
            for match in self.kinds.get(kind, ()):
                if match:
                    left = left.replace(match.group(), " ", 1) if match.group() in left else left
                    left = left if left.startswith(" ") else " " + left
        return [w for w in left.split() if w[0].isalnum()]


@dataclass(slots=True)
class _Found:
    """Facts in the making."""

    questions: list[Question] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    reports: list[frozenset[str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    acknowledges: bool = False
    open_end: bool = False
    closed: int = 0
    signed: bool = False
    scores: dict[str, int] = field(default_factory=dict)


def read(text: str, language: Language | None = None, at: datetime | None = None) -> Facts:
    """What ``text`` says (rules W1, W2, W5, R1). Never raises on any string.

    ``language``: taken as given where the caller knows it, else told from the text. ``at``: when it was
    written, aware, in
    the author's zone; without it no deadline can be resolved and ``due`` is None. Spans count code points of ``text``.
    A sentence such as "Could you send it?" is in both questions and requests, with the same span: count it once.
    """
    masked = mask(text)
    tongue = language or language_of(masked)
    words = lexicon(tongue if language or tongue != "und" else "en")
    sentences = split(masked, words.abbreviations)
    found = _Found()
    for span in sentences:
        _judge(span, text, masked, words, tongue, at, found)
    return _facts(tongue, sentences, found, words)


def _judge(
    span: Span, text: str, masked: str, lexicon: Lexicon, language: Language, at: datetime | None, found: _Found
) -> None:
    piece = masked[span.start : min(span.end, span.start + _LONGEST)]
    if piece[0] == ">":
        return
    tokens = _TOKEN.findall(fold(piece, language))
    if not tokens:
        return
    found.words += tokens
    one = _Sentence(span, text, tokens, f" {' '.join(tokens)} ")
    calls = lexicon.calls
    for word in tokens:
        for phrase in calls[word]:
            if phrase.single:
                one.kinds.setdefault(phrase.kind, []).append(None)
            elif match := phrase.search(one.laid_out):
                one.kinds.setdefault(phrase.kind, []).append(match)
    asked = _question(one, piece, lexicon, found)
    _deeds(one, asked, lexicon, language, at, found)
    _manners(one, asked, lexicon, found)


def _question(one: _Sentence, piece: str, lexicon: Lexicon, found: _Found) -> bool:
    marked = bool(_ASKING_END.search(piece))
    if not marked and not one.has("ask"):
        return False
    if one.has("noask", "offer") and not marked:
        return False
    if one.has("courtesy") and len([w for w in one.rest("courtesy", "greeting") if w not in lexicon.closing]) <= 2:
        return False
    if marked and not [w for w in one.words if w[0].isalnum() and w not in lexicon.closing]:
        return False
    for span in _each(one, lexicon):
        words = span.of(one.text)
        found.questions.append(Question(span, words, _topics(lexicon, words), marked))
    return True


_AND = re.compile(r"(?:[,;]\s*|\s)(?:and|or|also|а также|и|а|или|a|alebo|at|tsaka|saka|o)\s+", re.IGNORECASE)


def _each(one: _Sentence, lexicon: Lexicon) -> list[Span]:
    """The questions in one sentence: a new one where an interrogative clause follows "and" (three words at
    least each)."""
    if not one.has("and_ask"):
        return [one.span]
    raw = one.span.of(one.text)
    pieces: list[Span] = []
    start = 0
    for found in _AND.finditer(raw):
        tokens = _TOKEN.findall(fold(raw[found.end() : found.end() + 40], lexicon.language))
        opens = bool(tokens) and any(p.single and p.kind == "and_ask" for p in lexicon.calls[tokens[0]])
        if opens and len(raw[start : found.start()].split()) >= 2 and len(raw[found.end() :].split()) >= 2:
            pieces.append(Span(one.span.start + start, one.span.start + found.start()))
            start = found.end()
    return [*pieces, Span(one.span.start + start, one.span.end)]


def _deeds(
    one: _Sentence, asking: bool, lexicon: Lexicon, language: Language, at: datetime | None, found: _Found
) -> None:
    kinds = one.kinds
    answer = "answer" in kinds and "noanswer" not in kinds
    promised = answer or ("promise" in kinds and "nopromise" not in kinds)
    asked = "offer" not in kinds and (("request" in kinds and "norequest" not in kinds) or "request_anyway" in kinds)
    maybe = "maybe_request" in kinds and not asked and "norequest" not in kinds
    if "condition" in kinds or (asking and not answer):
        promised = False
    due: Due | None = None
    if (promised or asked or maybe) and at is not None:
        due = find_due(one.span, one.span.of(one.text), language, at)
    if asked or (maybe and due):
        found.requests.append(Request(one.span, one.span.of(one.text), _topics_of(lexicon, one.words), due))
    elif promised and not _ASKING_END.search(one.span.of(one.text)):
        found.promises.append(Promise(one.span, one.span.of(one.text), _topics_of(lexicon, one.words), due, answer))
    if "receipt" in kinds and not asking:
        found.acknowledges = True
    if "done" in kinds and "nodone" not in kinds and not asking:
        found.reports.append(_topics_of(lexicon, one.words))


_SHOWN = ("refusal", "thanks", "greeting", "farewell", "apology", "complaint")


def _manners(one: _Sentence, asked: bool, lexicon: Lexicon, found: _Found) -> None:
    for kind in _SHOWN:
        if kind in one.kinds and f"no{kind}" not in one.kinds and not (asked and kind in ("refusal", "complaint")):
            found.spans.setdefault(kind, []).append(one.span)
    for kind in ("positive", "negative", "anger", "rude"):
        if kind in one.kinds:
            found.scores[kind] = found.scores.get(kind, 0) + len(one.kinds[kind])
    left = [w for w in one.rest("thanks", "farewell", "greeting", "courtesy", "agree") if w not in lexicon.closing]
    if one.has("thanks", "farewell", "agree") and len(left) <= (0 if one.has("receipt") else 2) and not asked:
        found.closed += 1
        found.signed = True
    elif (
        len(left) <= 1
        or (one.has("greeting") and len(left) <= 2)
        or (found.signed and len(left) <= 3 and _is_name(one.span.of(one.text)))
    ):
        pass
    else:
        found.open_end = True


def _is_name(line: str) -> bool:
    return all(w[:1].isupper() or not w[:1].isalpha() for w in line.split())


def _topics(lexicon: Lexicon, text: str) -> frozenset[str]:
    return _topics_of(lexicon, _TOKEN.findall(fold(text, lexicon.language)))


def _topics_of(lexicon: Lexicon, words: list[str]) -> frozenset[str]:
    return frozenset(filter(None, map(lexicon.stems.__getitem__, words)))


def _facts(language: Language, sentences: list[Span], found: _Found, lexicon: Lexicon) -> Facts:
    spans = {kind: tuple(found.spans.get(kind, ())) for kind in _SHOWN}
    score = found.scores.get
    good, bad = score("positive", 0) + len(spans["thanks"]), score("negative", 0) + len(spans["complaint"])
    anger, rude = score("anger", 0), score("rude", 0)
    bad += 2 * anger + 2 * rude
    owed = (
        found.questions or found.requests or found.promises or spans["complaint"] or spans["refusal"] or found.reports
    )
    return Facts(
        language=language,
        sentences=tuple(sentences),
        questions=tuple(found.questions),
        requests=tuple(found.requests),
        promises=tuple(found.promises),
        refusals=spans["refusal"],
        thanks=spans["thanks"],
        greetings=spans["greeting"],
        farewells=spans["farewell"],
        apologies=spans["apology"],
        complaints=spans["complaint"],
        reports=tuple(found.reports),
        acknowledges=found.acknowledges,
        closing=bool(found.closed) and not found.open_end and not owed and not anger,
        topics=_topics_of(lexicon, found.words),
        mood=round((good - bad) / (good + bad + 1), 3),
        anger=round(anger / (anger + 1), 3),
        rude=round(rude / (rude + 1), 3),
    )
