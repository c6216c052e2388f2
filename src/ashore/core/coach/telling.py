"""What a draft states, clause by clause, and of which kinds of answer each clause is made (R1)."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ashore.core.kernel import Span
from ashore.core.language import Facts
from ashore.core.language.hits import Hit
from ashore.core.ledger.answer_kinds import wanted, yes_or_no
from ashore.core.ledger.deeds import essence
from ashore.core.ledger.understanding import topics_of

RULE = "unanswered-question"
"""Whose book holds the words of questions and answers."""
EVIDENCE = frozenset(("person", "place", "reason", "moment", "length", "number", "file", "polar"))
"""What clauses may be made of; the sections of the book that tell."""
_BARE = 6
"""Words of mere thanks or of an apology; a longer sentence says more than that."""
_VOCATIVE = 2
_SEVERAL = 2
_MOST, _WITHIN = 600, 60
"""Clauses of a letter and of a sentence that are looked at; people write fewer."""
_TITLES = frozenset(
    ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "pani", "pán", "pan", "ma'am", "ma’am", "mam", "sir")
)
_EMPTY = f"{RULE}.empty"
_ABOUT, _EVASIVE = f"{RULE}.about", f"{RULE}.evasive"
_ASKING = frozenset(("who", "where", "why", "time", "duration", "amount", "format", "open"))
_APART = re.compile(r"[;:]\s")
"""Behind these another thing may be said, as in a sentence of its own."""
_JOINING = {"en": "and|but", "ru": "и|а|но", "sk": "a|ale", "fil": "at|pero|and|but"}
_CLAUSE = {
    language: re.compile(rf"[,;:]\s+|\s[–—-]\s+(?=\w)|\s(?:{words})\s+", re.IGNORECASE)
    for language, words in _JOINING.items()
}
"""Between these a sentence may speak of one thing and then of another."""
_PAUSE = re.compile(r"[,;:]\s+|\s[–—-]\s+(?=\w)")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[a-zа-я])[.)]\s")
_LINK = re.compile(r"https?://|www\.|@")
_MONEY = re.compile(
    r"(?:[€$£₽₱]|(?<!\w)P)\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£₽₱%]|eur\b|usd\b|gbp\b|php\b|руб|р\.|kč)", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<!\w)(?:\d{1,2}[:.h]\d{2}(?!\d)|\d{1,2}\s?[ap]\.?m\b|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}-?(?:го|е|му|ого|м)\b|(?:a|ika)-\d{1,2}\b"
    r"|\d{1,2}\.(?:\s?\d{1,2}\.|\s[a-zа-яáčďéíľňóšťúýž]|$)|\d{1,2}\s?[-–]\s?\d{1,2}(?!\d)|\d{4}-\d{2}|\d{1,2}/\d{1,2}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?!\d)"
    r"|\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|(?:at|by|till|until|before|after|from|on|в|к|до|с|после|около|о|do|po|od|pred|medzi|alas|sa|hanggang|bago)\s+\d{1,2}(?![\w,.]*\d|\s?[%€$£₽₱]))",
    re.IGNORECASE,
)
"""Figures that name a time or a day."""
_PLAINLY_TIME = re.compile(
    r"(?<!\w)(?:\d{1,2}[:.h]\d{2}(?!\d)|\d{1,2}\s?[ap]\.?m\b|(?:a|ika)-\d{1,2}\b|\d{1,2}\.\s?\d{1,2}\."
    r"|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}-?(?:го|му|ого)\b|\d{1,2}\.?\s(?:jan|feb|mar|apr|máj|maj|jún|jun|júl|jul|aug|sep|"
    r"okt|oct|nov|dec|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\w*)",
    re.IGNORECASE,
)
"""Figures that name a time and count nothing."""
_HOUSE = re.compile(r"\d+\w?[.!]?$")
"""The number of a house, behind its street."""
_COUNT = re.compile(r"(?<![\w.,])\d")
_NAME = re.compile(
    r"(?<=[\w,:»”)–—] )[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ][a-zа-яёáäčďéíĺľňóôŕšťúýž]{2,}|^[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ]\w{2,}\.?$"
)
_CALL = re.compile(r"\W*[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ][^\W\d]+(?:\s[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ][^\W\d]+)?\W*")
_CALLED = re.compile(r"\s[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ]")
"""Whom a greeting calls: behind its comma ("Good morning, Oleg."), or within it ("Hi Oleg")."""
_SHORT_ANSWER = re.compile(
    r"\W*(?:it|they|we|you|he|she|i|there|that|this)\s"
    r"(?:is|are|am|was|were|do|does|did|has|have|will|would|can|could|may|should|must)(?:n[’']t|\snot)?\W*$",
    re.IGNORECASE,
)
"""The whole clause "It did", "They haven't"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause of the draft that says something. ``words``: the stems of all its words that carry a topic;
    ``topics``: of those but for names of days and verbs of delivery; a clause that has none goes on with the one
    before. ``made_of``: kinds of answer that it holds; ``opens``: with a yes or a no; ``announces``: says when the
    answer will come; ``numbered``: begins with a number of its own; ``asks``: of the client to send something or to
    look at it; ``evades``: has words that say nothing ("depends on many things");
    ``acts``: promises or reports a deed; ``sentence``: where the sentence, or its part behind a colon, begins."""

    span: Span
    topics: frozenset[str]
    made_of: frozenset[str]
    words: frozenset[str] = frozenset()
    opens: bool = False
    announces: bool = False
    numbered: bool = False
    asks: bool = False
    evades: bool = False
    acts: bool = False
    sentence: int = 0


def statements(text: str, facts: Facts, hits: Sequence[Hit], names: Collection[str] = frozenset()) -> list[Statement]:
    """The clauses of a text that state something, in order, the first 600; no greetings, goodbyes, questions, bare
    thanks. ``hits``: of the book; ``names``: of those who may be spoken to, in lower case."""
    letter = _Letter(text, facts, hits)
    found: list[Statement] = []
    for sentence in facts.sentences:
        if sentence in letter.farewells and not any(map(str.isdigit, sentence.of(text))):
            continue
        clauses = list(islice(clauses_of(sentence, text, facts.language), _WITHIN))
        if sentence.start in letter.asking:
            clauses = _before_question(clauses, letter.hits.get(sentence, ()))
        if sentence in letter.greetings or not found:
            clauses = _without_address(clauses, text, names, sentence in letter.greetings)
        found += letter.told(
            sentence, [span for k, span in enumerate(clauses) if not (k and _HOUSE.match(span.of(text)))]
        )
        if len(found) >= _MOST:
            break
    return found


class _Letter:
    """A text with what is known of its sentences."""

    def __init__(self, text: str, facts: Facts, hits: Iterable[Hit]) -> None:
        self.text, self.language = text, facts.language
        self.greetings, self.farewells = frozenset(facts.greetings), frozenset(facts.farewells)
        self.bare = {*facts.thanks, *facts.apologies}
        self.answers = {promise.span for promise in facts.promises if promise.answer and promise.due}
        self.wanting = {request.span for request in facts.requests if wanted(request.text)}
        self.deeds = [*(promise.span for promise in facts.promises), *facts.reported]
        self.dues = [promise.due.span for promise in facts.promises if promise.due]
        self.hits: dict[Span, list[Hit]] = defaultdict(list)
        for hit in hits:
            if hit.kind.startswith(RULE):
                self.hits[hit.sentence].append(hit)
        starts = [sentence.start for sentence in facts.sentences]
        self.asking = {
            starts[bisect_right(starts, question.span.start) - 1] for question in facts.questions if question.marked
        }

    def told(self, sentence: Span, clauses: Sequence[Span]) -> Iterator[Statement]:
        """What the clauses of a sentence state; none where it only greets, thanks, or says nothing."""
        hits = self.hits.get(sentence, ())
        empty = [hit.span for hit in hits if hit.kind == _EMPTY]
        said = [span for span in clauses if not any(span.start < e.end and e.start < span.end for e in empty)]
        if not said:
            return
        if len(said) < len(clauses) and all(_CALL.fullmatch(span.of(self.text)) for span in said):
            return
        said = _with_lead(said, _places(hits, _ABOUT))
        evading = _places(hits, _EVASIVE)
        opens = yes_or_no(self.text[clauses[0].start : sentence.end])
        made = [self._made_of(span, hits) for span in said]
        few = sum(len(span.of(self.text).split()) for span in clauses)
        mere = sentence in self.bare and len(sentence.of(self.text).split()) <= _BARE
        bare = mere or (sentence in self.greetings and few <= _VOCATIVE)
        if bare and not opens and not any(made):
            return
        begun = sentence.start
        for number, (span, made_of) in enumerate(zip(said, made, strict=True)):
            words = span.of(self.text)
            topics = self._topics(span)
            if len(topics) >= _SEVERAL and _APART.search(self.text, begun, span.start):
                begun = span.start
            first = opens and not number
            yield Statement(
                span,
                topics,
                made_of | {"polar"} if first or _SHORT_ANSWER.match(words) else made_of,
                topics_of(words.replace("-", " "), self.language),
                first,
                sentence in self.answers,
                bool(_NUMBERED.match(words)),
                sentence in self.wanting,
                any(span.start <= place < span.end for place in evading),
                any(deed.start < span.end and span.start < deed.end for deed in self.deeds),
                begun,
            )

    def _due(self, span: Span) -> Span | None:
        return next((each for each in self.dues if span.start <= each.start and each.end <= span.end), None)

    def _topics(self, span: Span) -> frozenset[str]:
        due, text = self._due(span), self.text
        timeless = f"{text[span.start : due.start]} {text[due.end : span.end]}" if due else span.of(text)
        return essence(topics_of(timeless.replace("-", " "), self.language), self.language)

    def _made_of(self, span: Span, hits: Iterable[Hit]) -> frozenset[str]:
        within = [hit for hit in hits if span.start <= hit.span.start and hit.span.end <= span.end]
        return _made_of(span, self.text, within, self._due(span))


def _places(hits: Iterable[Hit], kind: str) -> list[int]:
    """Where hits of a kind begin."""
    return [hit.span.start for hit in hits if hit.kind == kind]


def _with_lead(clauses: Sequence[Span], about: Sequence[int]) -> list[Span]:
    """The clauses, one that only names the matter ("As to the price:") joined to the one that it leads in."""
    joined: list[Span] = []
    begun: int | None = None
    for span in clauses:
        start = span.start if begun is None else begun
        begun = start if span is not clauses[-1] and any(span.start <= place < span.end for place in about) else None
        if begun is None:
            joined.append(Span(start, span.end))
    return joined


def _before_question(clauses: list[Span], hits: Iterable[Hit]) -> list[Span]:
    """What is stated before a sentence turns into a question ("Monday works, same time?"): none where it asks from its
    beginning."""
    if len(clauses) < _SEVERAL:
        return []
    first = clauses[0]
    within = [hit.kind.partition(".")[2] for hit in hits if first.start <= hit.span.start and hit.span.end <= first.end]
    states = "polar" in within or "moment" in within
    return clauses[:1] if states and not any(kind in _ASKING for kind in within) else []


def clauses_of(sentence: Span, text: str, language: str) -> Iterator[Span]:
    """The sentence in clauses, in order."""
    start = sentence.start
    for found in _CLAUSE.get(language, _PAUSE).finditer(text, sentence.start, sentence.end):
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    if start < sentence.end:
        yield Span(start, sentence.end)


def _without_address(clauses: list[Span], text: str, names: Collection[str], greets: bool) -> list[Span]:
    """Without "Hi Anna," or "Anna," before what is said; none where nothing follows the greeting."""
    rest = clauses[1:] if greets else clauses
    if greets and rest and not _CALLED.search(clauses[0].of(text)) and _CALL.fullmatch(rest[0].of(text)):
        return rest[1:]
    return rest[1:] if rest and (greets or len(rest) > 1) and _is_name(rest[0].of(text), names) else rest


def _is_name(piece: str, names: Collection[str]) -> bool:
    words = piece.strip(" ,.!").split()
    titled = bool(words) and words[0].lower() in _TITLES
    return len(words) <= _VOCATIVE + titled and (titled or any(word.lower() in names for word in words))


def _made_of(span: Span, text: str, hits: Iterable[Hit], due: Span | None) -> frozenset[str]:
    found = set()
    nameless = text[span.start : span.end]
    for hit in hits:
        kind = hit.kind.partition(".")[2]
        if kind in EVIDENCE:
            found.add(kind)
        if kind in ("moment", "length"):
            nameless = _blank(nameless, hit.span, span.start)
    if due:
        found |= {"moment", "length"}
        nameless = _blank(nameless, due, span.start)
    words = span.of(text)
    if any(c.isdigit() for c in words):
        if _COUNT.search(_PLAINLY_TIME.sub(" ", nameless)) or _MONEY.search(words):
            found.add("number")
        if _CLOCK.search(_MONEY.sub("", words)):
            found.add("moment")
    if _LINK.search(words):
        found |= {"place", "person"}
    if _NAME.search(nameless):
        found |= {"person", "place"}
    return frozenset(found)


def _blank(words: str, span: Span, offset: int) -> str:
    first, last = span.start - offset, span.end - offset
    return words[:first] + " " * (last - first) + words[last:]
