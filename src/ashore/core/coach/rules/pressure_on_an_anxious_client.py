"""An anxious client is pushed, or left alone with a choice.

## What it does
Where the house knows the client as anxious, finds words that push for speed ("only today", "decide now", "last
chance") and a choice of several options without a recommendation.

## Why
Who doubts needs time, guarantees and one clear option. Pressure on speed and a wide choice make them put the matter
off; agreed dates do not (P2).

## Example
    There are three packages: basic, standard and premium. You have to decide today!

## Use instead
    I recommend the standard package: it holds the two languages you asked for. Take your time until Thursday; I
    call you then at 10:00.

## When to ignore
Where the hurry is real and comes from outside: name the date and its reason then.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen

_NAME = "pressure-on-an-anxious-client"
_MANY = 2
"""Options from which on a client has to choose."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a push, one at the last of several options where none is recommended."""
    if case.profile.client_type != "anxious":
        return
    for hit in case.hits(_NAME, "push", unless="spared"):
        yield Seen(hit.span, {"words": hit.span.of(case.text)})
    options = {hit.span.of(case.text).lower(): hit for hit in case.hits(_NAME, "option")}
    if len(options) >= _MANY and not case.hits(_NAME, "recommended"):
        last = max(options.values(), key=lambda hit: hit.span)
        yield Seen(last.span, {"words": last.span.of(case.text)}, "choose", "choice")


RULE = Rule("P021", _NAME, "P2", "warning", find, phrases=True)
