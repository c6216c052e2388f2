"""Defends ourselves instead of helping.

## What it does
Finds justifications: "it is not our fault", "we did everything right", "how were we supposed to know", "we only did
what you asked", "nobody is perfect".

## Why
Who defends themselves speaks of themselves. The client wants to see that we understood and what we do about it (R6).

## Example
    It is not our fault, we did everything right. How were we supposed to know?

## Use instead
    I see that two orders got lost. I restore them by 15:00 and write to both buyers; is that all right?

## When to ignore
Where the client asked who bears the cost, and the letter says it with the clause.
"""

from collections.abc import Iterator

from ashore.core.coach.apart import apart
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen

_OTHERS = ("blaming-the-client", "as-already-written", "kitchen-smell", "footballer", "opinion-imposed")


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence that justifies; none where it takes blame from the client too."""
    seen = set()
    for hit in apart(case.hits("defensive", unless="spared"), case, *_OTHERS):
        if hit.sentence not in seen:
            seen.add(hit.sentence)
            yield Seen(hit.span, {"words": hit.span.of(case.text)})


RULE = Rule("R065", "defensive", "R6", "warning", find, phrases=True)
