"""Facts on which clocks and findings may hang: without what the model alone found and is not all but certain of."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from ashore.core.kernel import Span
from ashore.core.language.facts import Facts, Promise, Question, Request

SURE = 0.75
"""``Learned.sure`` from which on a kind is all but certain (``linear.Cut``)."""
_Said = TypeVar("_Said", Question, Request, Promise)


def certain(facts: Facts) -> Facts:
    """The facts without questions, requests, promises, refusals and complaints that are doubtful: that no rule found,
    and of which the model is less than all but certain. Their tone and ``learned`` stay."""
    doubtful = {(each.kind, each.span) for each in facts.learned if each.sure < SURE}
    if not doubtful:
        return facts

    def said(kind: str, all_said: Iterable[_Said]) -> tuple[_Said, ...]:
        return tuple(each for each in all_said if (kind, each.span) not in doubtful)

    def sentences(kind: str, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(span for span in spans if (kind, span) not in doubtful)

    return replace(
        facts,
        questions=said("question", facts.questions),
        requests=said("request", facts.requests),
        promises=said("promise", facts.promises),
        expected=said("promise", facts.expected),
        refusals=sentences("refusal", facts.refusals),
        complaints=sentences("complaint", facts.complaints),
        actions=sentences("request", facts.actions),
    )
