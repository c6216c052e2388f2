"""Somebody is among the recipients who took no part so far.

## What it does
Compares the recipients outside our house with everybody on the messages of the conversation. Nothing is said where the
letter or the conversation names them, of the agreed contact, and of a list. Somebody of the client's own organisation
is advice only. The known name with an address never used here is found too.

## Why
Whole conversations went to strangers because a mail program completed an address; what was quoted below went along
(W10).

## Example
    To: Anna Brown <anna@client.example>, Anne Browne <anne@rival.example>

## Use instead
Take them off, or say in the letter whom you add and what for.

## When to ignore
Where the client asked for it by telephone.
"""

from collections.abc import Iterator

from ashore.core.coach.addressed import contact_of, is_ours, recipients, same_house, speaks_of, took_part
from ashore.core.coach.case import Case
from ashore.core.coach.names import fold_name
from ashore.core.coach.rule import Rule, Seen
from ashore.core.correspondence.domains import is_list_address
from ashore.core.kernel import Span, Value


def find(case: Case) -> Iterator[Seen]:
    """One finding a newcomer; none where we do not know who took part."""
    known = took_part(case.turns)
    outside = {email: address for email, address in known.items() if not is_ours(case, email)}
    if not outside:
        return
    contact = contact_of(case)
    expected = {*known, *(contact.emails if contact else ())}
    goes_to = {address.email for address in (*case.draft.to, *case.draft.cc)}
    texts = (case.text, *(turn.text for turn in case.turns))
    for new in recipients(case):
        if new.email in expected or is_list_address(new.email) or any(new.email in text.lower() for text in texts):
            continue
        name = next((a.name for a in (*case.draft.to, *case.draft.cc) if a.email == new.email), "")
        params: dict[str, Value] = {"person": name or new.email, "email": new.email}
        twin = next((e for e, a in outside.items() if name and fold_name(a.name) == fold_name(name)), "")
        if twin:
            if twin not in goes_to:
                yield Seen(Span(0, 0), {**params, "before": twin}, variant="address", advice="address.advice")
        elif not any(speaks_of(text, new.words) for text in texts):
            inside = any(same_house(email, new.email) for email in outside)
            yield Seen(Span(0, 0), params, severity="advice" if inside else None)


RULE = Rule("W102", "person-added", "W10", "warning", find, needs="conversation")
