"""A no with nothing beside it.

## What it does
Finds letters that refuse and say nothing else: no thanks, no reason, nothing that is possible.

## Why
A bare no reads as a door being shut. Thanks, understanding, what is not possible now, what is: then the client
hears that they were heard (N4).

## Example
    Dear Anna, we cannot extend the deadline.

## Use instead
    Dear Anna, thank you for telling us early. The print house closes on the 20th, so the date stays; if the texts
    come on the 16th, we set them over the weekend.

## When to ignore
Where the reason and the way out were talked over by phone a moment ago.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.refusing import is_bare, offers_something, refusals
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the first refusal of a letter that holds nothing else."""
    found = refusals(case)
    if found and is_bare(case, found) and not offers_something(case, found):
        yield Seen(found[0].span, {"words": found[0].span.of(case.text)})


RULE = Rule("N041", "bare-no", "N4", "warning", find, phrases=True)
