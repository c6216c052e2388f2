"""Something is called certain that nobody can know.

## What it does
Finds "100 % sure", "nothing can go wrong", "this will never happen again", "your customers will definitely love it":
certainty about what lies ahead and not in our hands. It leaves alone what we do ourselves ("you will definitely get it
on Friday") and sentences that say that nobody can be sure.

## Why
What sounded certain is what the client repeats when it comes out differently. Say what is known and what is not (R13).

## Example
    Nothing can go wrong with the move, your visitors will definitely notice nothing.

## Use instead
    We tested the move twice. If a page fails, we are back on the old server within ten minutes.

## When to ignore
Where it is about something that has happened already and was checked.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence; none where it guarantees a result, which has a rule of its own."""
    taken = {hit.sentence for hit in case.hits("guarantee-of-a-result", unless="spared")}
    for hit in case.hits("false-certainty", unless="spared"):
        if hit.sentence not in taken:
            taken.add(hit.sentence)
            yield Seen(hit.span, {"words": hit.span.of(case.text)})


RULE = Rule("R131", "false-certainty", "R13", "warning", find, phrases=True)
