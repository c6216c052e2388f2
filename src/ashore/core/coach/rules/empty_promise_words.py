"""A time that is none: "soon", "asap", "in the near future".

## What it does
Finds words that sound like a time and name none, in sentences of ours without a day or an hour. Requests to the
client are left alone, and so are promises that "promise-without-date" or "acknowledgement-without-time" speak of
already.

## Why
"Soon" is an hour to the client and a week to us. Name a day, be it a late one (R13).

## Example
    The new price list is coming soon.

## Use instead
    The new price list comes on Thursday by noon.

## When to ignore
Where nobody waits for it, and the word is a courtesy.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.timing import names_a_time
from ashore.core.language import WRITER, Promise

_NAME = "empty-promise-words"


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence."""
    hits = case.hits(_NAME, unless="spared")
    if not hits or case.facts.acknowledges:
        return
    facts = case.facts
    seen = {request.span for request in facts.requests}
    seen |= {promise.span for promise in facts.promises if _is_undated(promise)}
    for hit in hits:
        if hit.sentence not in seen and not names_a_time(case, hit.sentence):
            seen.add(hit.sentence)
            yield Seen(hit.span, {"words": hit.span.of(case.text)})


def _is_undated(promise: Promise) -> bool:
    """Whether "promise-without-date" speaks of it."""
    return promise.owner == WRITER and not (promise.due or promise.answer)


RULE = Rule("R132", _NAME, "R13", "advice", find, phrases=True)
