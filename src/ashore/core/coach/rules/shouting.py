"""The letter shouts.

## What it does
Finds words of a sentence in capitals one after the other, and exclamation marks in rows.

## Why
Capitals and rows of marks read as a raised voice, whatever was meant (R6).

## Example
    Please send the LOGO IN VECTORS!!!

## Use instead
    Please send the logo in vectors.

## When to ignore
Where a name, a heading or a sign is written in capitals on purpose.
"""

import re
from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span

_MARKS = re.compile(r"!{3,}|(?:!\?|\?!){2,}[!?]*|(?<![!?])\?{3}(?!\?)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[.,:;!?()]")
_ACRONYM = 4
"""Letters up to which a word in capitals is most likely an acronym."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a run of capitals of two words, one of which is no acronym; one a row of marks."""
    for found in _MARKS.finditer(case.text):
        yield Seen(Span(*found.span()), {"words": found[0]}, variant="marks")
    for sentence in case.sentences:
        yield from _capitals(sentence, case)


def _capitals(sentence: Span, case: Case) -> Iterator[Seen]:
    words = sentence.of(case.text)
    if not any(c.islower() for c in words) and "\n" not in words and not words.rstrip().endswith(("!", "?", ".")):
        return
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(words), None]:
        if word is not None and len(word[0]) > 1 and word[0].isupper():
            run.append(word)
            continue
        if len(run) > 1 and _is_loud(run):
            span = Span(sentence.start + run[0].start(), sentence.start + run[-1].end())
            yield Seen(span, {"words": span.of(case.text)})
        run = []


def _is_loud(run: list[re.Match[str]]) -> bool:
    """Two words too long for acronyms; or three, of which two could hardly be any."""
    lengths = [len(each[0]) for each in run]
    if len(run) == 2:
        return min(lengths) > _ACRONYM
    return sum(length >= _ACRONYM for length in lengths) > 1


RULE = Rule("R062", "shouting", "R6", "warning", find, needs="text")
