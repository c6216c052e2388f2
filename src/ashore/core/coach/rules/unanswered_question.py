"""A question of the client has no answer.

## What it does
Finds the questions of the client's messages since our last one, and holds each against the draft: its words, a yes or
a no, a time or a sum where one was asked for, the answer under its quotation, the numbered list. A question that we
answer with "I will find out and write by Friday" counts as answered.

## Why
Each question that is left out costs another message, and tells the client that we did not read theirs (R1).

## Example
> When will the banners be ready? And what does a second size cost?

    Hi Anna, the banners will be ready on Friday.

## Use instead
    Hi Anna, the banners will be ready on Friday. A second size costs 40 EUR.

## When to ignore
Where the answer was given by phone, or stands in words that only the client understands.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span, Value


def find(case: Case) -> Iterator[Seen]:
    """One finding a question without an answer, in the order asked."""
    if case.facts.closing or not case.text.strip():
        return
    for asked in case.asked:
        if asked.answer is None:
            evidence = asked.evidence
            params: dict[str, Value] = {"question": evidence.text or asked.ask.text, "asked_at": asked.turn.at}
            yield Seen(Span(0, 0), params, evidence=(evidence,))


RULE = Rule("R011", "unanswered-question", "R1", "error", find, needs="conversation", phrases=True)
