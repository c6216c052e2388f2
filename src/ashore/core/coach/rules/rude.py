"""The letter is rude: an insult, contempt, mockery.

## What it does
Finds insults and obscene words, and what talks down to the client: "can you even read", "even you should understand",
"thanks for nothing", "calm down".

## Why
Whatever the client wrote, a rude line is what they will show to others. Look for the cause and remove it (R6).

## Example
    Can you even read? The price is on page two.

## Use instead
    The price is on page two: 420 EUR.

## When to ignore
Where the words are a name, a title, or what somebody else said.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence, insults before contempt; none in a sentence that speaks of ourselves or of a thing."""
    seen = set()
    for section, variant in (("insult", ""), ("contempt", "contempt")):
        for hit in case.hits("rude", section, unless="spared"):
            if hit.sentence not in seen:
                seen.add(hit.sentence)
                words = {"words": hit.span.of(case.text)}
                yield Seen(hit.span, words, variant=variant, severity="warning" if variant else None)


RULE = Rule("R061", "rude", "R6", "error", find, phrases=True)
