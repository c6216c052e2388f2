"""Confirms receipt or announces an answer, and not when it comes.

## What it does
Finds "received, we are looking into it", "I will get back to you" and their like in a draft that names no time.
"Soon", "as soon as possible" and "shortly" are no time.

## Why
An acknowledgement is there to end the waiting. Without a time the client waits from the first minute and asks again the
next day (W2).

## Example
    Hi Anna, got it, we'll get back to you as soon as possible.

## Use instead
    Hi Anna, got it. The answer comes tomorrow by noon.

## When to ignore
Where the time hangs on something that the letter names in other words ("after the call with your lawyer").
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.times import times_in
from ashore.core.kernel import Span

NAME = "acknowledgement-without-time"
_SURELY = ("topics", "numbered", "under_quote", "attached")
"""Ways in which a question is answered for certain."""

_SHORT = 50
"""Words of a letter that only confirms receipt; a longer one has something to say."""

_MORE = 2
"""Sentences beside it that only thank, name a number, confirm receipt."""


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the words that announce; none where the letter names a time or what the answer waits for,
    or answers already."""
    place = _announced(case)
    if place is None or next(times_in(case), None):
        return
    sentence = next((span for span in case.sentences if span.start <= place.start < span.end), place)
    if any(hit.sentence == sentence for hit in case.hits(NAME, "given")):
        return
    soon = next((hit.span for hit in case.hits(NAME, "soon") if hit.sentence == sentence), None)
    span = soon or place
    yield Seen(span, {"words": span.of(case.text)}, variant="soon" if soon else "")


def _announced(case: Case) -> Span | None:
    """The words that announce an answer; that receipt is confirmed counts where the letter says little else."""
    facts = case.facts
    for span in (promise.span for promise in facts.promises if promise.answer and not promise.due):
        words = [hit.span for kind in ("answer", "looking") for hit in case.hits(NAME, kind) if _within(hit.span, span)]
        return max(words, default=span)
    looking = case.hits(NAME, "looking", unless="else")
    if not (looking and facts.acknowledges) or len(case.text.split()) > _SHORT or case.draft.attachments:
        return None
    if facts.prices or facts.questions or facts.promises or facts.refusals:
        return None
    told = any(one.answer and one.answer.how in _SURELY for one in case.asked)
    more = {one.sentence for one in case.statements} - {hit.sentence.start for hit in looking}
    return None if told or len(more) > _MORE else looking[0].span


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start < outer.end


RULE = Rule("W021", NAME, "W2", "warning", find, phrases=True)
