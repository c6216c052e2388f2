"""The letter whimpers: apologies piled up, an unsure voice, complaints of our own house.

## What it does
Counts the apologies of a letter and speaks up from the third (threshold ``nanny``: a number of apologies, usually 3).
Finds what sounds helpless ("I have no idea why", "please don't be angry", three doubts in one sentence) and what puts
our own house in a bad light ("my boss won't let me", "nobody here tells me anything").

## Why
One apology is manners, three are a burden: the client wants to hear what happens now, from somebody who knows (C3).

## Example
    Sorry, so sorry, I apologise again. I have no idea why it broke, and my boss won't let me refund you.

## Use instead
    I am sorry for the trouble. The form works again since 14:00; on Monday I tell you what we refund.

## When to ignore
Where each apology is for something of its own.
"""

from collections import Counter
from collections.abc import Iterator

from ashore.core.coach.apart import apart
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Limit, Rule, Seen

_DOUBTS = 3
"""Words of doubt in one sentence that make it a riddle."""


def find(case: Case) -> Iterator[Seen]:
    """One finding for all apologies, on the first that is too many; one a helpless phrase; one a complaint of our
    house."""
    most = case.limit("nanny")
    sorry = case.hits("nanny", "apology", unless="sympathy")
    if len(sorry) >= most:
        yield Seen(sorry[most - 1].span, {"count": len(sorry), "words": sorry[most - 1].span.of(case.text)})
    for hit in apart(case.hits("nanny", "unsure"), case, "kitchen-smell", "footballer"):
        yield Seen(hit.span, {"words": hit.span.of(case.text)}, "certain", "unsure")
    yield from _doubts(case)
    for hit in apart(case.hits("nanny", "house", unless="theirs"), case, "kitchen-smell", "footballer"):
        if hit.sentence.of(case.text).endswith("?"):
            continue
        yield Seen(hit.span, {"words": hit.span.of(case.text)}, "we", "house")


def _doubts(case: Case) -> Iterator[Seen]:
    doubts = case.hits("nanny", "doubt")
    counted = Counter(hit.sentence for hit in doubts)
    helpless = {hit.sentence for hit in case.hits("nanny", "unsure")}
    for sentence, count in counted.items():
        if count >= _DOUBTS and sentence not in helpless:
            words = [hit.span for hit in doubts if hit.sentence == sentence]
            said = ", ".join(span.of(case.text) for span in words)
            yield Seen(words[0], {"words": said}, "certain", "unsure", severity="advice")


RULE = Rule("C032", "nanny", "C3", "warning", find, phrases=True, limit=Limit(3, "apologies", 2))
