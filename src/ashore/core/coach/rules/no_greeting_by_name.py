"""The first letter does not greet, or greets nobody by name.

## What it does
Looks at how a letter begins: our first one in a conversation, or the first after a week's rest. A greeting without the
name is found where we know the name of the one recipient. Letters of fewer than 12 words (the limit
`no-greeting-by-name`, in words) are chat and need none; a name anywhere in the letter is enough, a title too ("pani
inžinierka").

## Why
Whoever is called by name knows that a person wrote to a person (R4).

## Example
    To: Anna Brown
    Hello, the samples leave our workshop on Monday and reach you on Wednesday before noon.

## Use instead
    Hello Anna, the samples leave our workshop on Monday and reach you on Wednesday before noon.

## When to ignore
Where the letter goes to an office, or the custom of the house is another.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from ashore.core.coach.addressed import Recipient, fits, goes_inside, recipients, speaks_of
from ashore.core.coach.case import Case
from ashore.core.coach.greeting import Greeting, greeting_of
from ashore.core.coach.names import is_given_name
from ashore.core.coach.rule import Limit, Rule, Seen
from ashore.core.kernel import Span

_REST = timedelta(days=7)
_BEGINNING = 160
_OFFICE = re.compile(
    r"\b(?:pani|pán|pan|господин|госпожа)\s+\w{4,}|\b(?:doc|doctor|dr|atty|attorney|engr|prof|professor|architect)\b",
    re.IGNORECASE,
)


def find(case: Case) -> Iterator[Seen]:
    """One finding a letter."""
    words = len(case.text.split())
    if words < case.limit("no-greeting-by-name") or not _begins(case) or goes_inside(case):
        return
    known = recipients(case)
    greeting = greeting_of(case.text)
    if _by_name(case.text, greeting, known) or any(speaks_of(case.text, one.words) for one in known):
        return
    if not (greeting.greets or any(span.start < _BEGINNING for span in case.facts.greetings)):
        yield Seen(Span(0, 0), {}, variant="absent")
    elif greeting.greets and len(known) == 1 and known[0].given and not _OFFICE.search(case.text.lstrip()[:_BEGINNING]):
        yield Seen(greeting.span, {"words": greeting.span.of(case.text), "person": known[0].given}, advice="by_name")


def _by_name(text: str, greeting: Greeting, known: tuple[Recipient, ...]) -> bool:
    """Whether a name is greeted, be it right or wrong."""
    words = [span.of(text) for named in greeting.named for span in named.words]
    titled = any(named.family for named in greeting.named)
    return titled or any(is_given_name(word) or any(fits(word, one) for one in known) for word in words)


def _begins(case: Case) -> bool:
    """Whether the draft is a first letter; a text without header and conversation is none at all."""
    if case.last_ours is None:
        return bool(case.turns) or case.draft.subject is not None
    return case.draft.at - case.last_ours.at >= _REST


RULE = Rule("R041", "no-greeting-by-name", "R4", "advice", find, limit=Limit(12, "words"))
