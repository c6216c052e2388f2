"""The letter plays the saviour.

## What it does
Finds "don't worry, we will sort it all out", "leave it to us", "consider it done" where no time stands beside, and
"everything by tomorrow", "whatever it takes", "we will work through the night" anywhere.

## Why
In an urgent project the nerves are there from the start, and a saviour's promise raises them further once the first
hour is missed. Say what happens, in which order, and what cannot be done in time (A15).

## Example
    Don't worry, we will save your launch, whatever it takes. Everything will be ready by tomorrow.

## Use instead
    By tomorrow 12:00 the order page works again. The blog and the photos come on Thursday; they cannot be done
    sooner.

## When to ignore
Where the comfort comes with a plan that the words miss.
"""

from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.timing import following, names_a_time
from ashore.core.language.hits import Hit

_NAME = "saviour-promise"


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence; a mere comfort is none where it or the sentence behind names a time."""
    seen = set()
    comforts = (hit for hit in case.hits(_NAME, "comfort", unless="spared") if not _is_timed(case, hit))
    for hit in sorted([*case.hits(_NAME, unless="spared"), *comforts], key=lambda each: each.span):
        if hit.sentence not in seen:
            seen.add(hit.sentence)
            yield Seen(hit.span, {"words": hit.span.of(case.text)})


def _is_timed(case: Case, hit: Hit) -> bool:
    after = following(case, hit.sentence)
    return names_a_time(case, hit.sentence) or (after is not None and names_a_time(case, after))


RULE = Rule("A151", _NAME, "A15", "warning", find, phrases=True)
