"""A result is guaranteed that is not ours alone to bring.

## What it does
Finds guarantees of sales, leads, positions, growth and the like: "we guarantee 50 leads a month", "first place in
Google guaranteed", "you will double your sales". A guarantee of the work and its date is left alone, and so is one that
the sentence takes from the agreement.

## Why
We answer for the work and its date. Sales hang on the product, on the client's staff and on the season too; an
indicator may be guaranteed only where the guarantee check of the agreement says so (A5).

## Example
    We guarantee you at least 50 leads a month.

## Use instead
    We launch on Monday and show you the cost of a lead every Friday. In your last campaign it lay between 9 and 14 EUR.

## When to ignore
Where earlier figures allowed it and the agreement holds it; name the clause then.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence; none in one that declines, asks, or names the agreement."""
    seen = set()
    for hit in case.hits("guarantee-of-a-result", unless="spared"):
        if hit.sentence not in seen and not hit.sentence.of(case.text).rstrip().endswith("?"):
            seen.add(hit.sentence)
            yield Seen(hit.span, {"words": hit.span.of(case.text)})


RULE = Rule("A051", "guarantee-of-a-result", "A5", "warning", find, phrases=True)
