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

from ashore.core.coach.apart import meets, told_by
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen

_KINDS = ("wish-not-recorded", "guarantee-of-a-result", "saviour-promise", "saviour-promise.comfort")
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
        if meets(promise.span, told_by(case, *_KINDS, unless="spared")):
            continue
        yield Seen(promise.span, {"promise": promise.text})


RULE = Rule("W051", "promise-without-date", "W5", "warning", find)
