"""The letter kicks the client on: to a policy, to a complaint, to somebody else, to what was said before.

## What it does
Finds what sends the client away: "that's our policy", "you may complain", "there is nothing we can do", "not our
department" (with nobody named who can help); and a sentence that stood word for word in a message of ours before,
where the client complained of it since or where it refuses.

## Why
Whoever is passed on or hears the same again gets angrier, and comes back (C3).

## Example
    That's our policy. If you don't like it, you may complain.

## Use instead
    After printing I cannot change the text. A sticker over the line would cost 40 EUR and be there on Friday.

## When to ignore
Where the client asked how to complain, or asked us to say it again.
"""

import re
from collections.abc import Iterator

from ashore.core.coach.apart import apart
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.values import Evidence, Turn
from ashore.core.kernel import Span
from ashore.core.language import Facts

_REACH = re.compile(r"@|://|\d[\d ()/+-]{5,}")
"""How somebody else is reached: an address or a number."""
_WORDS = re.compile(r"\w+")
_FEWEST = 7
"""Words from which on nobody writes the same sentence twice by chance."""
_NEWEST = 3
"""So many of our messages back."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a brush-off; one a sentence that we wrote before."""
    found = [*case.hits("footballer", unless="spared")]
    if not case.hits("footballer", "handed_on"):
        found += (hit for hit in case.hits("footballer", "elsewhere") if not _REACH.search(hit.sentence.of(case.text)))
    taken: set[Span] = set()
    for hit in apart(found, case, "blaming-the-client", "as-already-written"):
        if hit.sentence not in taken:
            taken.add(hit.sentence)
            yield Seen(hit.span, {"words": hit.span.of(case.text)})
    for sentence, evidence in _repeated(case):
        if not any(sentence.start < each.end and each.start < sentence.end for each in taken):
            again = sentence.of(case.text)
            yield Seen(sentence, {"words": again}, "fresh", "again", (evidence,), severity="advice")


def _repeated(case: Case) -> Iterator[tuple[Span, Evidence]]:
    """Sentences that a message of ours holds too, each with its place there."""
    if not (case.ours and case.waiting):
        return
    written = {}
    for turn in case.ours[-_NEWEST:]:
        for span in _said(case.facts_of(turn), turn.text):
            written[_plain(span.of(turn.text))] = Evidence(turn.key, span, span.of(turn.text))
    refused = None if any(_complains(case, turn) for turn in case.waiting) else set(case.facts.refusals)
    polite = {*case.facts.farewells, *case.facts.thanks}
    polite.update(hit.sentence for hit in case.hits("footballer", "courtesy"))
    for sentence, said in zip(case.sentences, _said(case.facts, case.text), strict=True):
        if sentence in polite or (refused is not None and sentence not in refused):
            continue
        words = _plain(said.of(case.text))
        if len(words) >= _FEWEST and words in written:
            yield said, written[words]


def _said(facts: Facts, text: str) -> Iterator[Span]:
    """The sentences without the greetings they begin with."""
    greetings = set(facts.greetings)
    for span in facts.sentences:
        comma = text.find(",", span.start, span.end) if span in greetings else -1
        rest = text[comma + 1 : span.end]
        yield Span(span.end - len(rest.lstrip()), span.end) if comma >= 0 else span


def _complains(case: Case, turn: Turn) -> bool:
    facts = case.facts_of(turn)
    return bool(facts.complaints) or facts.anger >= 0.5


def _plain(sentence: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(sentence.lower()))


RULE = Rule("C031", "footballer", "C3", "warning", find, phrases=True)
