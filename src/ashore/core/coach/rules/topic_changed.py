"""The letter itself says that it begins another matter.

## What it does
Finds "on another matter", "по другому вопросу", "z iného súdka", "maiba po ako" in a conversation. Only such plain
words are found; what the letter is about is not guessed.

## Why
What hides at the end of another conversation is answered late and found never (W9).

## Example
    The boiler is fixed. On another matter, your lease ends in June: would you like to renew it?

## Use instead
Write the second matter in a message of its own, with its own subject.

## When to ignore
Where the other matter is one line that needs no answer.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the first such words; none where the client began the other matter with the same."""
    for hit in case.hits("topic-changed", unless="apart")[:1]:
        words = hit.span.of(case.text)
        if not any(words.lower() in turn.text.lower() for turn in case.waiting):
            yield Seen(hit.span, {"words": words})


RULE = Rule("W093", "topic-changed", "W9", "advice", find, needs="conversation", phrases=True)
