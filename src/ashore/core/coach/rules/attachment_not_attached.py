"""A file is announced and not attached.

## What it does
Finds "attached", "see the file" and the like where the message carries no file and the text no link.

## Why
The client looks for the file, does not find it and has to write once more (R11).

## Example
    Hi Anna, please find the offer attached.

## Use instead
Attach the file, or say where it is.

## When to ignore
Where the file goes another way that the text does not name.
"""

import re
from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen

_LINK = re.compile(r"https?://|www\.")


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the first announcement."""
    if case.draft.attachments or _LINK.search(case.text):
        return
    for hit in case.hits("attachment-not-attached", unless="theirs")[:1]:
        yield Seen(hit.span, {"words": hit.span.of(case.text)})


RULE = Rule("R111", "attachment-not-attached", "R11", "error", find, phrases=True)
