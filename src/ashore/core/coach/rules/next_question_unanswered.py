"""A new client's next question is left open: how to pay, or what we need from them.

## What it does
Where a client who is new here asked what it costs and the draft names a price, looks for a word on how and when to pay;
where they asked when and the draft names a time, looks for what we need from them for that. New is who says so
("we found you", "first order", "interested in your services") or whom we thank for their interest.

## Why
The next question is as good as asked. Answered at once it saves a day and shows that somebody thinks ahead (R8).

## Example
> We found you on the web. What would a logo cost?

    Hi Anna, a logo costs 600 EUR.

## Use instead
    Hi Anna, a logo costs 600 EUR: half before we begin, half when you have the files, by invoice.

## When to ignore
Where the terms of payment stand in an attached offer, or a call is already arranged. Nothing is found in a
conversation that has spoken of payment, nor where the agreement fixes it.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.times import times_in
from ashore.core.coach.values import Evidence
from ashore.core.language import Price

NAME = "next-question-unanswered"


def find(case: Case) -> Iterator[Seen]:
    """At most one finding for the price, one for the time."""
    if not case.waiting or case.draft.attachments or not _is_new(case):
        return
    if _wanted(case, "amount", "quote") and (price := _new_price(case)):
        yield Seen(price.span, {"words": price.span.of(case.text)}, "advice.payment", "payment", _asked(case, "amount"))
    elif _wanted(case, "time") and not _says_what_we_need(case) and (due := next(times_in(case), None)):
        yield Seen(due.span, {"words": due.span.of(case.text)}, "advice.needs", "needs", _asked(case, "time"))


def _is_new(case: Case) -> bool:
    """Whether a message or the draft itself shows that we do not know each other yet."""
    if case.hits(NAME, "welcome"):
        return True
    return any(case.hits_of(turn, NAME, "new") for turn in case.theirs)


def _wanted(case: Case, kind: str, section: str = "") -> bool:
    if any(each.ask.expects == kind for each in case.asked):
        return True
    return bool(section) and any(case.hits_of(turn, NAME, section) for turn in case.waiting)


def _asked(case: Case, kind: str) -> tuple[Evidence, ...]:
    """The question that was answered."""
    return tuple(each.evidence for each in case.asked if each.ask.expects == kind)[:1]


def _new_price(case: Case) -> Price | None:
    """The draft's first price; None where payment was spoken of, now or before, or is agreed."""
    if not case.facts.prices or case.hits(NAME, "pay"):
        return None
    agreed = case.agreement.at(case.draft.at).clauses.fees if case.agreement else None
    told = (case.hits_of(turn, NAME, "pay") or case.facts_of(turn).prices for turn in case.turns)
    return None if agreed or any(told) else case.facts.prices[0]


def _says_what_we_need(case: Case) -> bool:
    facts = case.facts
    return bool(facts.requests or facts.questions or facts.expected or facts.actions or case.hits(NAME, "need"))


RULE = Rule("R081", NAME, "R8", "advice", find, needs="conversation", phrases=True)
