"""The first letter of a conversation has no subject, or one that says nothing.

## What it does
Looks at the subject where no message stands before the draft: empty, only "Re:", or a word that fits every letter
("question", "привет", "dotaz", "tanong").

## Why
In five years the conversation is found by its subject or not at all; and a letter without one ends among the spam (W9).

## Example
    Subject: Question

## Use instead
    Subject: Delivery date of the 40 oak chairs, order 2026-118

## When to ignore
Where a ticket system of the client sets the subject itself.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.correspondence.subjects import base_subject, is_generic
from ashore.core.kernel import Span

_NAME = 4
"""A subject of fewer letters is a name of the trade if it is written large (SEO, VAT)."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a letter; none for a text without a header."""
    subject = case.draft.subject
    if subject is None or case.turns:
        return
    base = base_subject(subject)
    if not base:
        yield Seen(Span(0, 0), {"subject": subject.strip()}, variant="empty")
    elif is_generic(base) and not (len(base) < _NAME and base.upper() in subject and base.isalpha()):
        yield Seen(Span(0, 0), {"subject": subject.strip()})


RULE = Rule("W092", "subject-missing", "W9", "warning", find, needs="text")
