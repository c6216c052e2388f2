"""Forces our opinion on the client.

## What it does
Finds what leaves no room for another view: "everybody knows", "you must admit", "the only right solution", "we know
best", "you simply have to", "like it or not"; more gently "obviously" and "trust me".

## Why
Who is pushed pushes back. An opinion with its reason, offered as a question, is heard (R12).

## Example
    Everybody knows that sliders are dead, you must understand that.

## Use instead
    I would leave the slider out: in March 2 of 100 visitors touched it. What do you think?

## When to ignore
Where the law, a machine or the contract leaves no choice, and the sentence says so.
"""

from collections.abc import Iterator

from ashore.core.coach.apart import apart
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Severity

_SECTIONS: tuple[tuple[str, Severity], ...] = (("phrase", "warning"), ("mild", "advice"))
_OTHERS = ("blaming-the-client", "as-already-written", "footballer", "rude.insult", "rude.contempt")


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence, the stronger before the milder; none where a law or a contract speaks."""
    seen = set()
    for section, severity in _SECTIONS:
        for hit in apart(case.hits("opinion-imposed", section, unless="spared"), case, *_OTHERS):
            if hit.sentence not in seen and not hit.sentence.of(case.text).endswith("?"):
                seen.add(hit.sentence)
                yield Seen(hit.span, {"words": hit.span.of(case.text)}, severity=severity)


RULE = Rule("R121", "opinion-imposed", "R12", "warning", find, phrases=True)
