"""The answer to an angry message comes too fast.

## What it does
Speaks up where the client's last message is angry and the draft would go out within two minutes of it (threshold
``too-fast``: a number of seconds, usually 120).

## Why
What comes within seconds looks automatic, or as angry as the question. Call the client by name and show that the
problem was understood (R14).

## Example
    (40 seconds after "This is unacceptable!") We will check it.

## Use instead
    Dear Anna, two orders got lost, and on the first day of your sale. I am looking for them now and call you at 11:30.

## When to ignore
Where seconds count: the shop is down and the client waits on the line.
"""

from collections.abc import Iterator

from ashore.core.coach.anger import anger_in
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Limit, Rule, Seen
from ashore.core.kernel import Span


def find(case: Case) -> Iterator[Seen]:
    """One finding for the whole letter."""
    last = case.waiting[-1] if case.waiting else None
    if last is None:
        return
    seconds = int((case.draft.at - last.at).total_seconds())
    if 0 <= seconds < case.limit("too-fast") and (angry := anger_in(last, case.facts_of(last))):
        yield Seen(Span(0, 0), {"count": seconds}, evidence=(angry,))


RULE = Rule("R141", "too-fast", "R14", "advice", find, needs="conversation", limit=Limit(120, "seconds", 0, 86_400))
