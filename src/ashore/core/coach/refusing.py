"""Refusals of a draft, and what stands beside them: a reason, thanks, something that is possible (N4, N5)."""

import re
from collections.abc import Sequence

from ashore.core.coach.case import Case
from ashore.core.kernel import Span
from ashore.core.language.hits import Hit

_REASON = re.compile(r"[:(–—]")
"""Signs behind a refusal with which its reason or a way out begins."""
_FEW, _COURTEOUS = 3, 7
"""Words up to which a sentence is but a name or a farewell; up to which a greeting or an apology is nothing else."""


def refusals(case: Case) -> Sequence[Hit]:
    """Where the draft says that something will not be done; a mere "no" only where the client asked for a deed."""
    found = [hit for hit in case.hits("bare-no", "refuse", unless="spared") if not _asks(case, hit.sentence)]
    if not found and any(case.facts_of(turn).requests for turn in case.waiting):
        found = [*case.hits("bare-no", "no")]
    return found


def is_bare(case: Case, found: Sequence[Hit]) -> bool:
    """Whether the draft holds nothing but its refusals ``found``: no thanks, no reason, no other sentence."""
    if case.facts.thanks or case.hits("bare-no", "reason"):
        return False
    if any(_REASON.search(case.text, hit.span.end, hit.sentence.end) for hit in found):
        return False
    refused = {hit.sentence for hit in found}
    courtesies = {*case.facts.greetings, *case.facts.farewells, *case.facts.apologies}
    return all(
        sentence in refused or len(sentence.of(case.text).split()) <= (_COURTEOUS if sentence in courtesies else _FEW)
        for sentence in case.sentences
    )


def offers_something(case: Case, found: Sequence[Hit]) -> bool:
    """Whether the draft asks, promises, requests, agrees, names a price, a link or another way."""
    facts = case.facts
    if facts.questions or facts.requests or facts.agreements or facts.prices or "http" in case.text:
        return True
    refused = {hit.sentence for hit in found}
    if any(promise.span not in refused for promise in facts.promises) or facts.expected:
        return True
    ways = case.hits("refusal-without-alternative", "alternative")
    return any(not any(_share(way.span, hit.span) for hit in found) for way in ways)


def _share(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _asks(case: Case, sentence: Span) -> bool:
    return sentence.of(case.text).rstrip().endswith("?")
