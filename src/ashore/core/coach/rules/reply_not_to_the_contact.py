"""The client's one contact is not among the recipients.

## What it does
Looks for the contact whom the agreement names among the recipients of a letter to the client. Nothing is said where the
letter speaks of them, where it goes to third ones only, and where they were on the newest message (then
`person-dropped` has said it).

## Why
Only the contact's word binds; what is settled with others has to be settled again (A10).

## Example
    The contact is Anna Brown; the letter goes to Peter Dean of the same firm.

## Use instead
Put the contact on copy, or send Peter's wish to the contact to confirm.

## When to ignore
Where the matter concerns that person alone (an appointment for a photograph, a parking permit).
"""

from collections.abc import Iterator

from ashore.core.coach.addressed import contact_of, is_ours, same_house, speaks_of, took_part
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span


def find(case: Case) -> Iterator[Seen]:
    """One finding a letter."""
    contact = contact_of(case)
    goes_to = {address.email for address in (*case.draft.to, *case.draft.cc) if not is_ours(case, address.email)}
    if contact is None or not goes_to or not goes_to.isdisjoint(contact.emails):
        return
    wrote = {turn.sender.email for turn in case.theirs}
    if not any(email in wrote or any(same_house(email, one) for one in contact.emails) for email in goes_to):
        return
    if contact.emails.isdisjoint(took_part(case.turns[-1:])) and not speaks_of(case.text, contact.words):
        yield Seen(Span(0, 0), {"person": contact.name})


RULE = Rule("A101", "reply-not-to-the-contact", "A10", "warning", find, needs="text")
