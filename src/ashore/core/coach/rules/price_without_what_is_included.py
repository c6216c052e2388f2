"""A price stands without what it includes.

## What it does
Finds the first price that we name and the conversation has not had yet, where no sentence says what it covers.
Budgets, invoices, results of campaigns, prices a piece and of one more of the same are left alone, and so are letters
with a list, a link or a file.

## Why
What is obvious to us is a question to the client: VAT, delivery, edits, hosting. Say all that the price includes,
even the obvious, and it looks worth its money (R5).

## Example
    Hi Anna, the landing page costs 900 EUR.

## Use instead
    Hi Anna, the landing page costs 900 EUR: texts, design for phone and desktop, two rounds of edits, hosting for a
    year, VAT.

## When to ignore
Where the client knows the price list, or the offer lies before them.
"""

import re
from collections.abc import Iterable, Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.language import Price
from ashore.core.language.hits import Hit

_NAME = "price-without-what-is-included"
_FEW = 10
"""How often a letter may name one price for all that a reader takes in."""
_LIST = re.compile(r"^[ \t]*(?:[-*•–—]|\d{1,2}[.)])[ \t]+\S", re.MULTILINE)


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the first new price of a letter that has no other."""
    if len({price.amount for price in case.facts.prices}) != 1:
        return
    prices = [price for price in case.facts.prices[:_FEW] if _is_ours(case, price)]
    if not prices or _says_what(case, prices[0]):
        return
    if not any(price.amount == prices[0].amount for turn in case.turns for price in case.facts_of(turn).prices):
        yield Seen(prices[0].span, {"price": prices[0].span.of(case.text)})


def _is_ours(case: Case, price: Price) -> bool:
    """Whether its sentence tells what something costs, or answers a client who asked for a price."""
    if price.sentence.of(case.text).rstrip().endswith("?") or _in(price, case.hits(_NAME, "spared")):
        return False
    return _in(price, case.hits(_NAME, "quote")) or any(case.hits_of(turn, _NAME, "asked") for turn in case.waiting)


def _says_what(case: Case, price: Price) -> bool:
    """Whether this letter or an earlier one of ours says what is included, or leads to where it stands."""
    text = case.text
    if case.facts.inclusions or case.draft.attachments or "http" in text or len(_LIST.findall(text)) > 1:
        return True
    if _in(price, case.hits(_NAME, "included")):
        return True
    return any(case.facts_of(turn).inclusions for turn in case.ours)


def _in(price: Price, hits: Iterable[Hit]) -> bool:
    return any(hit.sentence == price.sentence for hit in hits)


RULE = Rule("R051", _NAME, "R5", "advice", find, phrases=True)
