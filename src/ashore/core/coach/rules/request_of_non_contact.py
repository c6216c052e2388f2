"""A wish of somebody who does not speak for the client is granted as if it bound us.

## What it does
Where the agreement names one contact, and somebody else of the client's asks for something to be done, finds words by
which the draft changes the work ("we'll replace the photo"). To be sent or told something is no such wish. Nothing is
said where the letter asks for a confirmation or names the contact; with the contact among the recipients it is advice.

## Why
Only the contact's word binds; what others wished is undone at our cost when the contact sees it (A10).

## Example
    Peter (not the contact): please make the logo twice as big.
    Hi Peter, sure, we'll change it today.

## Use instead
    Hi Peter, noted, I sent it to Anna; we change it today as soon as she confirms.

## When to ignore
Where the contact agreed by telephone; say so in the letter.
"""

from collections.abc import Iterator

from ashore.core.coach.addressed import contact_of, is_ours, speaks_of
from ashore.core.coach.book import coach_book
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.values import Evidence, Turn
from ashore.core.language.facts import Request
from ashore.core.language.hits import hits

_NAME = "request-of-non-contact"


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the first such words, with the request it grants."""
    granted = case.hits(_NAME, unless="not")[:1]
    contact = contact_of(case) if granted else None
    if contact is None or case.hits(_NAME, "confirm"):
        return
    asked = [(turn, request) for turn in case.waiting for request in _wishes(case, turn)]
    if not asked or any(turn.sender.email in contact.emails for turn in case.waiting):
        return
    turn, request = asked[0]
    if not turn.sender.email or is_ours(case, turn.sender.email) or speaks_of(case.text, contact.words):
        return
    goes_to = {address.email for address in (*case.draft.to, *case.draft.cc)}
    yield Seen(
        granted[0].span,
        {
            "words": granted[0].span.of(case.text),
            "person": turn.sender.name or turn.sender.email,
            "contact": contact.name,
        },
        evidence=(Evidence(turn.key, request.span, request.span.of(turn.text)),),
        severity=None if contact.emails.isdisjoint(goes_to) else "advice",
    )


def _wishes(case: Case, turn: Turn) -> Iterator[Request]:
    """What a message asks to be done; to be sent or told something changes no work."""
    facts = case.facts_of(turn)
    book = coach_book(facts.language)
    for request in facts.requests:
        if not any(hit.kind == f"{_NAME}.sends" for hit in hits(turn.text, book, (request.span,))):
            yield request


RULE = Rule("A102", "request-of-non-contact", "A10", "warning", find, needs="conversation", phrases=True)
