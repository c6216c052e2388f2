"""Bad news goes by mail to a client who explodes.

## What it does
Speaks up where the draft refuses or brings bad news (a delay, a loss, a higher price) while a message that it answers
is angry, or where the client is noted as impulsive. Silent where the draft offers a call or follows one.

## Why
An angry reader hears only the no, and answers in writing. By voice one can listen first; the letter comes after the
call and holds what was agreed (C2, P2).

## Example
    (to "I am fed up, where is my shop?!") Unfortunately the launch moves to 20 March.

## Use instead
    Anna, I would rather explain this in person: may I call you at 11:30?

## When to ignore
Where you have just spoken, or the client wants it in writing.
"""

from collections.abc import Iterator

from ashore.core.coach.anger import anger_in
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span


def find(case: Case) -> Iterator[Seen]:
    """One finding a letter, on the first words of bad news."""
    impulsive = case.profile.client_type == "impulsive"
    if not (impulsive or case.waiting) or case.hits("bad-news-by-mail", "call"):
        return
    bad = _bad_news(case)
    if bad is None:
        return
    words = {"words": bad.of(case.text)}
    angry = next(filter(None, (anger_in(turn, case.facts_of(turn)) for turn in reversed(case.waiting))), None)
    if angry:
        yield Seen(bad, dict(words), evidence=(angry,))
    elif impulsive:
        yield Seen(bad, dict(words), variant="impulsive")


def _bad_news(case: Case) -> Span | None:
    """The first words that bring bad news, else the first sentence that refuses."""
    told = [hit.span for hit in case.hits("bad-news-by-mail", unless="good")]
    return next(iter(told or case.facts.refusals), None)


RULE = Rule("C021", "bad-news-by-mail", "C2", "warning", find, phrases=True)
