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

from ashore.core.coach.apart import apart
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Severity

_SECTIONS: tuple[tuple[str, str, Severity], ...] = (("insult", "", "error"), ("contempt", "contempt", "warning"))


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence, insults before contempt; none in a sentence that speaks of ourselves or of a thing."""
    seen = set()
    for section, variant, severity in _SECTIONS:
        found = case.hits("rude", section, unless="spared")
        for hit in apart(found, case, "blaming-the-client", "as-already-written"):
            if hit.sentence not in seen:
                seen.add(hit.sentence)
                yield Seen(hit.span, {"words": hit.span.of(case.text)}, variant=variant, severity=severity)


RULE = Rule("R061", "rude", "R6", "error", find, phrases=True)
