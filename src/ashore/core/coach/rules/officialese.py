"""The letter speaks like an office.

## What it does
Finds office phrases ("in accordance with", "please be advised", "at your earliest convenience", "the aforementioned")
and says each one plainly.

## Why
Office language hides who does what and keeps the reader at a distance. Write what you would say to a friend across a
table (R4).

## Example
    Please be advised that payment must be effected prior to commencement of the works.

## Use instead
    Please pay before we start.

## When to ignore
Where the words of a law or a contract are meant to be repeated exactly; put them into quotation marks then.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding a place."""
    for hit in case.hits("officialese", unless="spared"):
        yield Seen(hit.span, {"words": hit.span.of(case.text), "plain": hit.suggestion})


RULE = Rule("R045", "officialese", "R4", "advice", find, phrases=True)
