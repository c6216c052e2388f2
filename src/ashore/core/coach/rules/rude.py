"""The letter is rude: an insult, contempt, mockery.

## What it does
Finds insults and obscene words, and what talks down to the client: "can you even read", "even you should understand",
"thanks for nothing", "calm down". Where no such phrase stands, a model of words and letters may still find a sentence
contemptuous; then the words that speak most for it are shown.

## Why
Whatever the client wrote, a rude line is what they will show to others. Look for the cause and remove it (R6).

## Example
    Can you even read? The price is on page two.

## Use instead
    The price is on page two: 420 EUR.

## When to ignore
Where the words are a name, a title, or what somebody else said.
"""

from collections.abc import Iterator

from ashore.core.coach.apart import apart, told_by
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Severity, Span
from ashore.core.language import Learned
from ashore.core.language.certain import SURE

_SECTIONS: tuple[tuple[str, str, Severity], ...] = (("insult", "", "error"), ("contempt", "contempt", "warning"))

_TOLD = (
    *("rude.spared", "blaming-the-client", "as-already-written"),
    *("saviour-promise", "saviour-promise.comfort"),
)
"""Phrases by which a sentence is spared, or another rule's."""
_LEAST = 3
"""Words of a sentence that the model may judge by itself."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence, insults before contempt; none in a sentence that speaks of ourselves or of a thing."""
    seen = set[Span]()
    for section, variant, severity in _SECTIONS:
        found = case.hits("rude", section, unless="spared")
        for hit in apart(found, case, "blaming-the-client", "as-already-written"):
            if hit.sentence not in seen:
                seen.add(hit.sentence)
                yield Seen(hit.span, {"words": hit.span.of(case.text)}, variant=variant, severity=severity)
    yield from _felt(case, seen)


def _felt(case: Case, told: set[Span]) -> Iterator[Seen]:
    """What only the model finds, where it is all but certain and no rule has spoken of the sentence."""
    told = told | {hit.sentence for hit in told_by(case, *_TOLD)}
    for each in case.facts.learned:
        if each.kind == "rude" and each.sure >= SURE and each.span not in told and _says_enough(each, case):
            span = Span(each.words[0].start, each.words[-1].end)
            yield Seen(span, {"words": span.of(case.text)}, variant="contempt", severity="warning")


def _says_enough(each: Learned, case: Case) -> bool:
    """Whether the sentence is long enough for the model to judge it by itself."""
    return bool(each.words) and len(each.span.of(case.text).split()) >= _LEAST


RULE = Rule("R061", "rude", "R6", "error", find, phrases=True)
