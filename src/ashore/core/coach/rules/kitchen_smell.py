"""The client smells our kitchen: illness, holidays, trouble with suppliers.

## What it does
Finds reasons that lie inside our house: somebody is ill or on holiday, a supplier let us down, there was no current,
we have a lot to do.

## Why
The client paid for the result; the reasons are ours. Say what they get and when (R7).

## Example
    Sorry for the delay, our designer fell ill and we are swamped with work.

## Use instead
    The layout comes on Thursday, a day later than agreed.

## When to ignore
Where the absence changes whom the client should write to ("I am away until Monday; Petra answers for me").
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence that tells of our kitchen; none where it says who is there instead."""
    seen = set()
    for hit in case.hits("kitchen-smell", unless="stand_in"):
        if hit.sentence not in seen:
            seen.add(hit.sentence)
            yield Seen(hit.span, {"words": hit.span.of(case.text)})


RULE = Rule("R071", "kitchen-smell", "R7", "warning", find, phrases=True)
