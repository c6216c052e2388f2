"""Puts the blame on the client.

## What it does
Finds "you are wrong", "your fault", "you should have", "you did not read" and their like.

## Why
Who is blamed defends themselves, and the matter stands still. Say what happened and what is next (R6, R13).

## Example
    It is your fault, you should have told us earlier.

## Use instead
    We got the text on Friday, so the launch moves to Wednesday.

## When to ignore
Where the sentence takes blame away ("it is not your fault") or the client took it first.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding a reproach; none in a sentence that takes the blame away."""
    for hit in case.hits("blaming-the-client", unless="spared"):
        yield Seen(hit.span, {"words": hit.span.of(case.text)})


RULE = Rule("R063", "blaming-the-client", "R6", "warning", find, phrases=True)
