"""A wish is brushed aside with "we will consider it".

## What it does
Finds "we will consider it", "we will keep it in mind", "noted for the future", "passed on to the team" where the letter
does not say where the wish is written down, who decides, or when the client hears.

## Why
Such a sentence is a no in disguise. It is honest only when the wish is recorded, reaches those who decide, and whoever
asked is told the outcome (N2).

## Example
    Thank you for the idea, we will take it into consideration.

## Use instead
    Your idea is on our list as no. 214; Petra decides on it on 2 April, and I write to you the day after.

## When to ignore
Where it goes into the work in hand and the client will see it there.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.timing import following, names_a_time
from ashore.core.kernel import Span

_NAME = "wish-not-recorded"


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence; none where the letter says where the wish is kept, or a time stands beside."""
    hits = case.hits(_NAME, unless="spared")
    if not hits or case.hits(_NAME, "recorded"):
        return
    seen = set()
    for hit in hits:
        if hit.sentence not in seen and not _is_timed(case, hit.sentence):
            seen.add(hit.sentence)
            yield Seen(hit.span, {"words": hit.span.of(case.text)})


def _is_timed(case: Case, sentence: Span) -> bool:
    after = following(case, sentence)
    return names_a_time(case, sentence) or (after is not None and names_a_time(case, after))


RULE = Rule("N021", _NAME, "N2", "warning", find, phrases=True)
