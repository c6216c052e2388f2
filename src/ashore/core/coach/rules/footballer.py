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

_REACH = re.compile(r"@|://|\d[\d ()/+-]{5,}")
"""How somebody else is reached: an address or a number."""
_FEWEST = 7
"""Words from which on nobody writes the same sentence twice by chance."""
_ENDS = " .!?…"
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
    """Sentences that stand word for word in a message of ours, each with its place there."""
    if not (case.ours and case.waiting):
        return
    facts = case.facts
    wanted = set(facts.sentences if any(_complains(case, turn) for turn in case.waiting) else facts.refusals)
    wanted.difference_update(facts.farewells, facts.thanks)
    wanted.difference_update(hit.sentence for hit in case.hits("footballer", "courtesy"))
    for sentence in sorted(wanted):
        said = _without_greeting(sentence, case)
        words = said.of(case.text).rstrip(_ENDS)
        if len(words.split()) < _FEWEST:
            continue
        for turn in reversed(case.ours[-_NEWEST:]):
            start = turn.text.find(words)
            if start >= 0:
                yield said, Evidence(turn.key, Span(start, start + len(words)), words)
                break


def _without_greeting(sentence: Span, case: Case) -> Span:
    comma = case.text.find(",", *sentence) if sentence in case.facts.greetings else -1
    rest = case.text[comma + 1 : sentence.end]
    return Span(sentence.end - len(rest.lstrip()), sentence.end) if comma >= 0 else sentence


def _complains(case: Case, turn: Turn) -> bool:
    facts = case.facts_of(turn)
    return bool(facts.complaints) or facts.anger >= 0.5


RULE = Rule("C031", "footballer", "C3", "warning", find, phrases=True)
