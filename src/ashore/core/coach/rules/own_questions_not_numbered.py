"""Our questions run on in the text instead of standing in a numbered list.

## What it does
Counts the questions that we ask in running text: two in a letter of 30 words and more, three in a shorter one. A
question that stands on a line of its own, or completes the one before ("By Friday?", "Or in blue?"), does not count,
nor does one that only asks whether all is well.

## Why
Who answers on the move answers the first question and overlooks the second; a numbered list is answered number by
number (R2).

## Example
    Which size do you need? We have three of them. And who signs the contract on your side?

## Use instead
    1. Which size do you need?
    2. Who signs the contract on your side?

## When to ignore
Where both questions want one answer. The house's threshold ``own-questions-not-numbered`` (questions; usually 2) says
from how many on.
"""

import re
from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Limit, Rule, Seen
from ashore.core.kernel import Span

NAME = "own-questions-not-numbered"
_LIMIT = Limit(2, "questions", 2)
_SHORT = 30
"""Words of a letter in which two questions are still seen at a glance."""
_LEAST = 3
"""Words of a question; a shorter one only completes the one before."""
_CHOICE = 6
"""Words up to which a question with an "or" completes the one that it follows."""
_LISTED = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•–—]|[a-zа-я]\))\s")


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the second question: the one that is overlooked."""
    asked = [question.span for question in case.facts.questions]
    ends = {span.end for span in asked}
    places = [span for span in asked if _counts(span, case) and not _completes(span, ends, case)]
    most = case.limit(NAME)
    short = len(case.text.split()) < _SHORT
    if len(places) < most + (short and most == _LIMIT.usual):
        return
    yield Seen(places[1], {"n": len(places), "words": places[1].of(case.text)})


def _counts(span: Span, case: Case) -> bool:
    """Whether a question is one of its own that stands in running text."""
    words = span.of(case.text)
    if not words.rstrip().endswith("?") or len(words.split()) < _LEAST:
        return False
    if any(span.start <= hit.span.start < span.end for hit in case.hits(NAME, "aside")):
        return False
    return not _on_its_own_line(span, case.text)


def _completes(span: Span, ends: set[int], case: Case) -> bool:
    """Whether a short question with an "or" follows another at once."""
    if len(span.of(case.text).split()) > _CHOICE or len(case.text[: span.start].rstrip()) not in ends:
        return False
    return any(span.start <= hit.span.start < span.end for hit in case.hits(NAME, "choice"))


def _on_its_own_line(span: Span, text: str) -> bool:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    return bool(_LISTED.match(line)) or line.strip() == span.of(text).strip()


RULE = Rule("R021", NAME, "R2", "advice", find, phrases=True, limit=_LIMIT)
