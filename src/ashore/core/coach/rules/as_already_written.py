"""Reproaches the client with not having read what we wrote.

## What it does
Finds "as I already wrote", "per my last email", "once again" and their like.

## Why
It answers nothing and says: you did not read. Give the answer again, in one line (R6).

## Example
    As I already wrote, the files are in the folder.

## Use instead
    The files are in the folder "Banners": ...

## When to ignore
Where it only says where something stands ("the offer that I sent on Monday"); what was said by voice, in a call or a
meeting, is left alone already.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen


def find(case: Case) -> Iterator[Seen]:
    """One finding a reproach; none where it was said by voice."""
    for hit in case.hits("as-already-written", unless="spared"):
        yield Seen(hit.span, {"words": hit.span.of(case.text)})


RULE = Rule("R064", "as-already-written", "R6", "warning", find, phrases=True)
