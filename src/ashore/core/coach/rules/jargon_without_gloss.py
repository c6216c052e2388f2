"""A word of our trade stands without an explanation.

## What it does
Finds insider words of web, advertising, design, print, translation and accounting ("CTR", "staging", "hreflang",
"bleed", "reverse charge") that the letter does not explain. Words that the client used first are left alone, and those
that the house knows the client to know.

## Why
A client who has to ask what a word means feels small, and one who does not ask decides blindly. Say it as to a bright
child (R3).

## Example
    The CTR fell after the redirect.

## Use instead
    Fewer people click on the ad (1.2 instead of 1.9 in a hundred) since the old address forwards to the new one.

## When to ignore
Where the client is of the trade. Note the word with the client then, it is not marked again.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span

_NAME = "jargon-without-gloss"
_ADDRESS = re.compile(r"://|www\.|@|[=_\\]|\w\.[a-z]{2,4}\b")
_EXPLAINED = re.compile(r"[\"»”“]?\s{0,2}(?:\(\s?|[–—-]\s|:\s(?!https?:|www\.))[^\W\d]")
"""Right behind a word that is explained: a bracket, a colon or a dash, and words. A figure explains nothing."""
_NEAR, _FAR = 4, 80
"""Code points before a word within which its bracket opens; on both sides of it within which an address is known."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a word, where it stands first."""
    hits = [hit for hit in case.hits(_NAME, unless="spared") if not _in_address(case.text, hit.span)]
    if not hits:
        return
    explained = _explained(case)
    done = _known(case)
    done |= {hit.suggestion for hit in hits if hit.sentence in explained or _is_explained(case.text, hit.span)}
    heard = " ".join(("", *(turn.text.lower() for turn in case.theirs)))
    for hit in hits:
        if hit.suggestion not in done:
            done.add(hit.suggestion)
            words = hit.span.of(case.text)
            low = words.lower()
            if f" {low}" not in heard and not any(low.startswith(term) for term in case.profile.known_terms if term):
                yield Seen(hit.span, {"words": words, "plain": hit.suggestion})


def _known(case: Case) -> set[str]:
    """What the client's own messages speak of."""
    return {hit.suggestion for turn in case.theirs for hit in case.hits_of(turn, _NAME)}


def _explained(case: Case) -> set[Span]:
    """The sentences that explain a word of their own, and those before one that begins with "that means"."""
    explained = {hit.sentence for hit in case.hits(_NAME, "explained")}
    then = {hit.sentence for hit in case.hits(_NAME, "then")}
    return explained | {each for each, after in pairwise(case.sentences) if after in then}


def _is_explained(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _NEAR) : span.start].rstrip('"«„“ ')
    return before.endswith("(") or bool(_EXPLAINED.match(text, span.end))


def _in_address(text: str, span: Span) -> bool:
    """Whether the word is a piece of an address or a file's name."""
    before = text[max(0, span.start - _FAR) : span.start].split(" ")[-1].split("\n")[-1]
    after = text[span.end : span.end + _FAR].split(" ")[0].split("\n")[0]
    return bool(_ADDRESS.search(before + span.of(text) + after))


RULE = Rule("R031", _NAME, "R3", "advice", find, phrases=True)
