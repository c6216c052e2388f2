"""A promise that names no time.

## What it does
Finds what we say we will do without saying by when.

## Why
A promise without a date cannot be kept or broken: the client waits from the first hour, and nobody is reminded (W5).

## Example
    We will send you the new layout.

## Use instead
    We will send you the new layout by Thursday noon.

## When to ignore
Where the time stands in the sentence before, or the promise is a courtesy ("we will be glad to help").
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span

_TOLD_ALREADY = (
    ("wish-not-recorded", "phrase"),
    ("guarantee-of-a-result", "phrase"),
    ("saviour-promise", "phrase"),
    ("saviour-promise", "comfort"),
)
"""Phrases of rules that have more to say of such a promise than that it names no time."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a promise without a time; none where another promise of the draft names one for the same thing, nor
    where a rule of that kind of promise speaks of it."""
    dated = [promise for promise in case.facts.promises if promise.due]
    for promise in case.facts.promises:
        if promise.due or promise.answer:
            continue
        if any(not promise.topics.isdisjoint(each.topics) for each in dated):
            continue
        if _is_told_already(promise.span, case):
            continue
        yield Seen(promise.span, {"promise": promise.text})


def _is_told_already(span: Span, case: Case) -> bool:
    found = (hit.span for rule, section in _TOLD_ALREADY for hit in case.hits(rule, section, unless="spared"))
    return any(hit.start < span.end and span.start < hit.end for hit in found)


RULE = Rule("W051", "promise-without-date", "W5", "warning", find)
