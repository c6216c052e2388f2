"""A reply that wants a decision ends without saying what happens next.

## What it does
Looks at replies that offer a choice with prices, that name the price which the client asked for in 35 words or more, or
that explain at length what was asked. Where no sentence of them asks, promises or says who does what next, one
finding. "If you have any questions, write to me" is no next step.

## Why
The client reads, nods and puts it aside: nobody told them that it is their turn. A clear last line saves the reminder
(R10).

## Example
    Option A is 400 EUR, option B 650 EUR with photographs. If you have any questions, I am here.

## Use instead
    Option A is 400 EUR, option B 650 EUR with photographs. Tell me by Thursday which one it is, and we begin on Monday.

## When to ignore
Where the next step was agreed on the phone. The house's threshold ``no-call-to-action`` (words; usually 150) says from
what length on an explanation needs one.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Limit, Rule, Seen
from ashore.core.kernel import Span

NAME = "no-call-to-action"
_CHOICE, _OFFER = 20, 35
"""Words from which on a choice, an offer is more than a passing answer."""


def find(case: Case) -> Iterator[Seen]:
    """One finding, on the letter, since what is missing has no place."""
    facts = case.facts
    if facts.questions or facts.requests or facts.expected or facts.actions or facts.promises or facts.closing:
        return
    if not case.waiting or case.hits(NAME, "step"):
        return
    if variant := _decides(case, len(case.text.split())):
        yield Seen(Span(0, 0), {}, variant=variant)


def _decides(case: Case, words: int) -> str:
    """Why the letter needs a next step: ``choice``, ``offer``, ``long``; empty where it needs none."""
    sums = {price.amount for price in case.facts.prices}
    if len(sums) > 1 and len(case.hits(NAME, "options")) > 1 and words >= _CHOICE:
        return "choice"
    if sums and words >= _OFFER and _price_was_asked(case):
        return "offer"
    return "long" if case.asked and words >= case.limit(NAME) else ""


def _price_was_asked(case: Case) -> bool:
    """Whether the client wanted an offer: asked nothing but the price, or for a quote by its name."""
    if case.asked and all(each.ask.expects == "amount" for each in case.asked):
        return True
    return any(case.hits_of(turn, NAME, "quote") for turn in case.waiting)


RULE = Rule("R101", NAME, "R10", "advice", find, needs="conversation", phrases=True, limit=Limit(150, "words"))
