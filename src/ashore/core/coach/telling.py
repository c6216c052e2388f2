"""What a draft states, clause by clause, and of which kinds of answer each clause is made (R1)."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ashore.core.kernel import Span
from ashore.core.language import Facts
from ashore.core.language.hits import Hit
from ashore.core.ledger.answer_kinds import wanted, yes_or_no
from ashore.core.ledger.deeds import essence
from ashore.core.ledger.said import topics_of

RULE = "unanswered-question"
"""Whose book holds the words of questions and answers."""
EVIDENCE = frozenset(("person", "place", "reason", "moment", "length", "number", "file", "polar"))
"""What clauses may be made of; the sections of the book that tell."""
_BARE = 6
"""Words of a mere greeting, thanks or apology; a longer sentence says more than that."""
_VOCATIVE = 2
_SEVERAL = 2
_TITLES = frozenset(
    ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "pani", "pán", "pan", "ma'am", "ma’am", "mam", "sir")
)
_EMPTY = f"{RULE}.empty"
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
_MONEY = re.compile(r"[€$£₽₱]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£₽₱%]|eur\b|usd\b|gbp\b|php\b|руб|р\.|kč)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<!\w)(?:\d{1,2}[:.h]\d{2}(?!\d)|\d{1,2}\s?[ap]\.?m\b|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}-?(?:го|е|му|ого|м)\b|(?:a|ika)-\d{1,2}\b"
    r"|\d{1,2}\.(?:\s?\d{1,2}\.|\s[a-zа-яáčďéíľňóšťúýž]|$)|\d{1,2}\s?[-–]\s?\d{1,2}(?!\d)|\d{4}-\d{2}|\d{1,2}/\d{1,2}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?!\d)"
    r"|(?:at|by|till|until|before|after|from|on|в|к|до|с|после|около|о|do|po|od|pred|medzi|alas|sa|hanggang|bago)\s+\d{1,2}(?![\w,.]*\d|\s?[%€$£₽₱]))",
    re.IGNORECASE,
)
"""Figures that name a time or a day."""
_HOUSE = re.compile(r"\d+\w?[.!]?$")
"""The number of a house, behind its street."""
_COUNT = re.compile(r"(?<![\w.,])\d")
_NAME = re.compile(
    r"(?<=[\w,:»”)–—] )[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ][a-zа-яёáäčďéíĺľňóôŕšťúýž]{2,}|^[A-ZА-ЯЁÁČĎÉÍĽŇÓŠŤÚÝŽ]\w{2,}\.$"
)
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
    look at it; ``sentence``: where the sentence, or its part behind a colon, begins."""

    span: Span
    topics: frozenset[str]
    made_of: frozenset[str]
    words: frozenset[str] = frozenset()
    opens: bool = False
    announces: bool = False
    numbered: bool = False
    asks: bool = False
    sentence: int = 0


def statements(text: str, facts: Facts, hits: Sequence[Hit], names: Collection[str] = frozenset()) -> list[Statement]:
    """The clauses of a text that state something, in order; no greetings, goodbyes, questions, bare thanks. ``hits``:
    of the book; ``names``: of those who may be spoken to, in lower case."""
    asking = [question.span for question in facts.questions]
    bare = {*facts.greetings, *facts.thanks, *facts.apologies}
    answers = {promise.span for promise in facts.promises if promise.answer and promise.due}
    dues = [promise.due.span for promise in facts.promises if promise.due]
    own = [hit for hit in hits if hit.kind.startswith(RULE)]
    found: list[Statement] = []
    for sentence in facts.sentences:
        if sentence in facts.farewells:
            continue
        clauses = list(clauses_of(sentence, text, facts.language))
        if any(sentence.start <= span.start < sentence.end for span in asking):
            clauses = _before_question(clauses, own)
        if sentence in facts.greetings or not found:
            clauses = _without_address(clauses, text, names, sentence in facts.greetings)
        if not clauses:
            continue
        opens = yes_or_no(text[clauses[0].start : sentence.end])
        clauses = [span for number, span in enumerate(clauses) if not (number and _HOUSE.match(span.of(text)))]
        made = [
            _statement(span, text, facts.language, own, dues)
            for span in clauses
            if not any(hit.kind == _EMPTY and span.start <= hit.span.start < span.end for hit in own)
        ]
        if not made:
            continue
        if sentence in bare and not opens and _words(clauses, text) <= _BARE and not any(one.made_of for one in made):
            continue
        if opens:
            made[0] = replace(made[0], opens=True, made_of=made[0].made_of | {"polar"})
        asks, announces = _asks(sentence, facts), sentence in answers
        begun = sentence.start
        for one in made:
            if len(one.topics) >= _SEVERAL and _APART.search(text, begun, one.span.start):
                begun = one.span.start
            found.append(replace(one, asks=asks, announces=announces, sentence=begun))
    return found


def _before_question(clauses: list[Span], hits: Iterable[Hit]) -> list[Span]:
    """What is stated before a sentence turns into a question ("Monday works, same time?"): none where it asks from its
    beginning."""
    if len(clauses) < _SEVERAL:
        return []
    first = clauses[0]
    within = [hit.kind.partition(".")[2] for hit in hits if first.start <= hit.span.start and hit.span.end <= first.end]
    states = "polar" in within or "moment" in within
    return clauses[:1] if states and not any(kind in _ASKING for kind in within) else []


def _asks(sentence: Span, facts: Facts) -> bool:
    """Whether a sentence asks the reader to send something or to look at it."""
    return any(request.span == sentence and wanted(request.text) for request in facts.requests)


def _statement(span: Span, text: str, language: str, hits: Iterable[Hit], dues: Sequence[Span]) -> Statement:
    within = [hit for hit in hits if span.start <= hit.span.start and hit.span.end <= span.end]
    due = next((each for each in dues if span.start <= each.start and each.end <= span.end), None)
    made_of = _made_of(span, text, within, due)
    if _SHORT_ANSWER.match(span.of(text)):
        made_of |= {"polar"}
    words = topics_of(span.of(text).replace("-", " "), language)
    numbered = bool(_NUMBERED.match(span.of(text)))
    return Statement(span, _topics(span, text, language, due), made_of, words, numbered=numbered)


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
    return rest[1:] if rest and (greets or len(rest) > 1) and _is_name(rest[0].of(text), names) else rest


def _is_name(piece: str, names: Collection[str]) -> bool:
    words = piece.strip(" ,.!").split()
    titled = bool(words) and words[0].lower() in _TITLES
    return len(words) <= _VOCATIVE + titled and (titled or any(word.lower() in names for word in words))


def _words(clauses: Sequence[Span], text: str) -> int:
    return sum(len(span.of(text).split()) for span in clauses)


def _topics(span: Span, text: str, language: str, due: Span | None) -> frozenset[str]:
    timeless = f"{text[span.start : due.start]} {text[due.end : span.end]}" if due else span.of(text)
    return essence(topics_of(timeless.replace("-", " "), language), language)


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
        if _COUNT.search(nameless) or _MONEY.search(words):
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
