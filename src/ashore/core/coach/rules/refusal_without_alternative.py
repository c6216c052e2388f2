"""A refusal that offers no other way.

## What it does
Finds letters that refuse, with thanks or a reason, and name nothing that is possible instead: no other day, price,
size, person, no question about what it is for. A letter that asks, promises or requests something is left alone.

## Why
The client came with a need, and it is still there after the no. Another way, be it a competitor's, keeps the client
(N5).

## Example
    Thank you for the order, but we do not print on wood since the machine cannot take it.

## Use instead
    Our machine cannot print on wood. A sticker on wood looks much the same for 14 EUR; real engraving is done by
    Dreva, Long Street 4.

## When to ignore
Where there is truly no other way, or the client asked for a plain answer only.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.refusing import is_bare, offers_something, refusals
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the first refusal; none in a letter that is nothing but a no, which has a rule of its own."""
    found = refusals(case)
    if found and not is_bare(case, found) and not offers_something(case, found):
        yield Seen(found[0].span, {"words": found[0].span.of(case.text)})


RULE = Rule("N051", "refusal-without-alternative", "N5", "advice", find, phrases=True)
