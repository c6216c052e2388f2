"""Somebody who takes part is not among the recipients.

## What it does
Compares the recipients with everybody on the newest message of the conversation, its sender included. In the desk
colleagues read along and are not missed.

## Why
Who is left out learns of nothing and believes that nothing happened (W10).

## Example
Anna wrote to you with Peter on copy; the reply goes to Anna alone.

## Use instead
Reply to all, or say in the letter who was taken off and why.

## When to ignore
Where the letter says so, or the matter is for one person's eyes only.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.correspondence.domains import is_list_address
from ashore.core.kernel import US, Span


def find(case: Case) -> Iterator[Seen]:
    """One finding a person; none where the letter names them (it may say why they were taken off)."""
    kept = {address.email for address in (*case.draft.to, *case.draft.cc, case.draft.sender)}
    if not case.draft.to:
        return
    last = case.turns[-1]
    for address in dict.fromkeys((last.sender, *last.to, *last.cc)):
        if not address.email or address.email in kept or is_list_address(address.email) or _is_robot(address.email):
            continue
        if address.name and address.name.split()[0] in case.text:
            continue
        if case.profile.read_along and _is_colleague(address.email, case):
            continue
        yield Seen(Span(0, 0), {"person": address.name or address.email, "email": address.email})


def _is_colleague(email: str, case: Case) -> bool:
    person = case.people.get(email)
    return person is not None and person.side == US


def _is_robot(email: str) -> bool:
    local = email.partition("@")[0]
    return local.replace("-", "").replace("_", "").replace(".", "") in ("noreply", "donotreply", "mailerdaemon")


RULE = Rule("W101", "person-dropped", "W10", "warning", find, needs="conversation")
