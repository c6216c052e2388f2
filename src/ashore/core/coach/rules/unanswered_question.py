"""A question of the client has no answer.

## What it does
Finds the questions of the client's messages since our last one, and holds each against the draft, clause by clause: its
words, a yes or a no, a time, a sum, a person, a place, a file format where one was asked for, the answer under its
quotation, the numbered list. Each clause is weighed for each question against the others, for one that answers another
question hardly answers this; words that turn the matter over and say nothing ("it depends on many things", "we have
noted your question") answer none, unless a time, a sum or the like stands beside them. What asks two things ("when and
how much", "in German and French") is answered only in part where one of them is missing. A question that we answer
with "I will find out and write by Friday" counts as answered.

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
    if not case.text.strip() or (case.facts.closing and all(asked.polar for asked in case.asked)):
        return
    for asked in case.asked:
        if asked.answer is None or asked.answer.how == "partly":
            evidence = asked.evidence
            params: dict[str, Value] = {"question": evidence.text or asked.ask.text, "asked_at": asked.turn.at}
            yield Seen(Span(0, 0), params, variant="partly" if asked.answer else "", evidence=(evidence,))


RULE = Rule("R011", "unanswered-question", "R1", "error", find, needs="conversation", phrases=True)
