"""A lecture: our opinion at length, and nothing asked.

## What it does
Speaks up where a letter of a hundred words or more (threshold ``lecture``: a number of words, usually 100) tells our
opinion in at least three sentences, a third of them all, and asks the client nothing. Silent where the client asked
what we think.

## Why
Nobody is convinced by a monologue. Questions find out what the client needs; the opinion then fits into two lines
(R12).

## Example
    We think that a site must ... It is important that ... People always ... A good logo never ... (140 words)

## Use instead
    I would leave out the slider, two visitors of 100 used it in March. What is it meant to do for you?

## When to ignore
Where the letter is the expert opinion that was ordered.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Limit, Rule, Seen

_OPINIONS = 3
_SHARE = 3
"""At least one sentence in so many tells an opinion."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a letter, where the opinions begin."""
    told = case.hits("lecture")
    opinions = {hit.sentence for hit in told}
    if len(opinions) < max(_OPINIONS, len(case.sentences) / _SHARE) or _asks(case):
        return
    count = len(case.text.split())
    if count < case.limit("lecture"):
        return
    if not any(case.hits_of(turn, "lecture", "asked") for turn in case.waiting):
        yield Seen(told[0].span, {"count": count, "words": told[0].span.of(case.text)})


def _asks(case: Case) -> bool:
    return "?" in case.text or bool(case.facts.questions) or bool(case.hits("lecture", "open"))


RULE = Rule("R122", "lecture", "R12", "advice", find, phrases=True, limit=Limit(100, "words"))
