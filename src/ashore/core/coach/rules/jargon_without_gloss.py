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

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.timing import following
from ashore.core.kernel import Span
from ashore.core.language.hits import Hit

_NAME = "jargon-without-gloss"
_ADDRESS = re.compile(r"://|www\.|@|[=_\\]|\w\.[a-z]{2,4}\b")
_EXPLAINED = re.compile(r"[\"»”“]?\s{0,2}(?:\(\s?|[–—-]\s|:\s(?!https?:|www\.))[^\W\d]")
"""Right behind a word that is explained: a bracket, a colon or a dash, and words. A figure explains nothing."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a word, where it stands first."""
    hits = [hit for hit in case.hits(_NAME) if not _in_address(case.text, hit.span)]
    if not hits:
        return
    known = _known(case)
    known |= {hit.suggestion for hit in hits if _is_explained(case, hit)}
    for hit in hits:
        words = hit.span.of(case.text)
        if hit.suggestion not in known and not _is_known_term(case, words):
            known.add(hit.suggestion)
            yield Seen(hit.span, {"words": words, "plain": hit.suggestion})


def _known(case: Case) -> set[str]:
    """What the client's own messages speak of."""
    return {hit.suggestion for turn in case.theirs for hit in case.hits_of(turn, _NAME)}


def _is_known_term(case: Case, words: str) -> bool:
    """Whether the house or a message of the client has the word, its endings aside."""
    low = words.lower()
    if any(low.startswith(term) for term in case.profile.known_terms if term):
        return True
    return any(low in turn.text.lower() for turn in case.theirs)


def _is_explained(case: Case, hit: Hit) -> bool:
    text, span = case.text, hit.span
    if text[: span.start].rstrip('"«„“ ').endswith("(") or _EXPLAINED.match(text, span.end):
        return True
    explained = {each.sentence for each in case.hits(_NAME, "explained")}
    after = following(case, hit.sentence)
    return hit.sentence in explained or (after is not None and after in {h.sentence for h in case.hits(_NAME, "then")})


def _in_address(text: str, span: Span) -> bool:
    """Whether the word is a piece of an address or a file's name."""
    start, end = span
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return bool(_ADDRESS.search(text, start, end))


RULE = Rule("R031", _NAME, "R3", "advice", find, phrases=True)
