"""The subject was changed within a conversation.

## What it does
Compares the draft's subject with that of the conversation; marks of replies and forwards ("Re:", "AW:", "Отв:") do not
count, nor do spaces and case.

## Why
Filters and memories rely on the subject; a new matter deserves a conversation of its own (W9).

## Example
Subject "Invoice" in a conversation that began as "New banners".

## Use instead
Keep the subject, or begin a new conversation with a subject of its own.

## When to ignore
Where the client changed it first and both went on with the new one.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.correspondence.subjects import subject_changed
from ashore.core.kernel import Span


def find(case: Case) -> Iterator[Seen]:
    """One finding where the subject is none that the conversation had."""
    if not case.draft.subject:
        return
    known = [turn.subject for turn in case.turns if turn.subject.strip()]
    if known and all(subject_changed(before, case.draft.subject) for before in known):
        yield Seen(Span(0, 0), {"subject": case.draft.subject.strip(), "before": known[-1].strip()})


RULE = Rule("W091", "subject-changed", "W9", "warning", find, needs="conversation")
