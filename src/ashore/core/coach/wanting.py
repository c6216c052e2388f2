"""What a question wants: an answer of which kinds, about what, and in which parts (R1)."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from ashore.core.coach.pieces import about_from
from ashore.core.coach.telling import RULE
from ashore.core.kernel import Span
from ashore.core.language.hits import Hit
from ashore.core.ledger.heard import Ask
from ashore.core.ledger.understanding import topics_of

Kind = Literal["who", "where", "why", "time", "duration", "amount", "format", "open", "polar"]
_ASKING: tuple[Kind, ...] = ("who", "where", "why", "time", "duration", "amount", "format", "open")
MADE_OF = {
    "who": "person",
    "where": "place",
    "why": "reason",
    "time": "moment",
    "duration": "length",
    "amount": "number",
    "format": "file",
    "polar": "polar",
}
"""What an answer of a kind is made of; an open question takes any."""
_AND = {"en": "and", "ru": "и|а", "sk": "a", "fil": "at|and"}
_JOINED = {
    language: re.compile(rf"(?<!\w)(?:{words})\s+(?:\w{{1,5}}\s+)?$", re.IGNORECASE) for language, words in _AND.items()
}
"""Right before the second asking word of "when and where", "how much and on what date"."""
_LEAD = (
    r"(?:(?:(?:in|for|on|to|of|with)\s+)?(?:the|a|an|your|our|my|in|for|on|to|of|на|в|по|для|за|к|о|na|v|do|pre|za|k|o|"
    r"ang|ng|sa|mga)\s+)?"
)
_PAIRS = {
    language: re.compile(rf"({_LEAD})([\w’'-]+)(?:\s+po)?\s+(?:{words})\s+({_LEAD})([\w’'-]+)", re.IGNORECASE)
    for language, words in _AND.items()
}
_AT_ONCE = re.compile(
    r"\W*(?:(?:and|also|so|but|then|ok|okay)\W+)*(?:do|does|did|is|are|was|were|has|have|will|shall|should)\s+"
    r"(?!(?:you|we|they|anyone|anybody)\s+(?:know|remember|happen)|there any (?:idea|news))",
    re.IGNORECASE,
)
"""An English question that begins so wants a yes or a no, whatever word of asking follows."""


class Question(NamedTuple):
    """A question that waits. ``kinds``: what it wants, the first asked first; ``own``: what it is about that the
    others are not; ``halves``: of the two things that it asks about ("German and French")."""

    ask: Ask
    kinds: tuple[Kind, ...]
    own: frozenset[str]
    halves: tuple[frozenset[str], frozenset[str]] | None = None

    @property
    def kind(self) -> Kind:
        """What it asks first."""
        return self.kinds[0]


def kinds_of(hits: Iterable[Hit], span: Span, text: str, language: str) -> tuple[Kind, ...]:
    """What a question wants, by the first word in it that asks, and by those joined to it ("when and where"); a yes or
    a no where none does. ``hits``: of the book, within ``span``."""
    if language == "en" and _AT_ONCE.match(text, about_from(span, text, language), span.end):
        return ("polar",)
    asking = sorted(
        ((h.span.start, -h.span.end, kind) for h in hits for kind in _ASKING if h.kind == f"{RULE}.{kind}"),
        key=lambda each: each[:2],
    )
    if not asking:
        return ("polar",)
    found: list[Kind] = [asking[0][2]]
    end = -asking[0][1]
    joined = _JOINED.get(language)
    for start, last, kind in asking[1:]:
        if start < end:
            continue
        end = -last
        if joined and kind not in found and joined.search(text, span.start, start):
            found.append(kind)
    return tuple(found)


def asking_in(hits: Iterable[Hit], text: str, language: str) -> frozenset[str]:
    """The stems of the words that only ask ("which")."""
    asking = {f"{RULE}.{kind}" for kind in _ASKING}
    words = [hit.span.of(text).split()[0] for hit in hits if hit.kind in asking]
    return topics_of(" ".join((*words, "whether")), language)


def halves_of(span: Span, text: str, language: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The stems of two things that a question joins, where both stand alike: "German and French", "на материалы и на
    работы". None where it may join anything else."""
    pattern = _PAIRS.get(language)
    for pair in pattern.finditer(text, span.start, span.end) if pattern else ():
        lead, one, other_lead, other = pair.groups()
        alike = lead.strip().lower() == other_lead.strip().lower() != ""
        named = one[:1].isupper() and other[:1].isupper() and pair.start(2) > span.start
        owned = language == "fil" and lead and text[pair.end() : pair.end() + 4].strip().lower().startswith("ng")
        if alike or named or owned:
            halves = topics_of(one, language), topics_of(other, language)
            if all(halves) and halves[0].isdisjoint(halves[1]):
                return halves
    return None


def questions(asked: Sequence[Question]) -> list[Question]:
    """The questions, each with what it alone is about as its ``own``; all of it, where nothing is its own."""
    found = []
    for position, each in enumerate(asked):
        others: frozenset[str] = frozenset().union(*(o.own for p, o in enumerate(asked) if p != position))
        found.append(each._replace(own=each.own - others or each.own))
    return found
