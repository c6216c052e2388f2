"""Too familiar for this client.

## What it does
Finds "ты" and "ty" to a client who does not write so, pet names and slang, rows of emoji or of smiling brackets, and a
Filipino letter without "po" to a client who writes "po". Once a letter for the form of address.

What the client does, the letter may do. Where the house notes that one is on first-name terms, the rule is silent.

## Why
Friendly is not familiar: nobody minds too much respect, many mind too little (R4).

## Example
    Hey dude, the banners are gonna rock lol 😂😂😂

## Use instead
    Hi Ben, the banners are ready, I am curious how you like them.

## When to ignore
Where you have been on first-name terms for long: note it with the client.
"""

import re
from collections.abc import Iterator

from ashore.core.coach.apart import apart
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span
from ashore.core.language.hits import Hit

_EMOJI = "[\U0001f300-\U0001f6ff\U0001f900-\U0001faff\u2763\u2764]"
_ROW = re.compile(rf"(?:{_EMOJI}[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*[ ]?){{3,}}|(?:[:;]-?[)DP(][ ]?){{3,}}|\){{3,}}")
_QUOTES = "\"'«»„“”‘’"
_NEAR = 200
"""Code points before a closing bracket in which its opening one is looked for."""
_FEWEST = 6
"""Words of a letter from which on "po" is missed."""


def find(case: Case) -> Iterator[Seen]:
    """One finding for the form of address; one a piece of slang; one a row of emoji."""
    if case.profile.familiar:
        return
    yield from _address(case)
    slang = [hit for hit in case.hits("familiarity", "slang") if not _named(hit, case)]
    if slang and not _theirs(case, "slang"):
        for hit in apart(slang, case, "rude.insult", "rude.contempt"):
            yield Seen(hit.span, {"words": hit.span.of(case.text)}, "plainer", "slang", severity="advice")
    rows = [*_rows(case.text)]
    if rows and not any(next(_rows(turn.text), None) for turn in case.theirs):
        for row in rows:
            yield Seen(row, {"words": row.of(case.text)}, "fewer", "emoji", severity="advice")


def _theirs(case: Case, section: str) -> bool:
    """Whether the client uses such words."""
    return any(case.hits_of(turn, "familiarity", section) for turn in case.theirs)


def _rows(text: str) -> Iterator[Span]:
    """Rows of emoji or smiling brackets; none of brackets that only close."""
    for found in _ROW.finditer(text):
        if found[0][0] != ")" or found[0].count(")") > text.count("(", max(0, found.start() - _NEAR), found.start()):
            yield Span(found.start(), found.start() + len(found[0].rstrip()))


def _address(case: Case) -> Iterator[Seen]:
    """A close form of address that the client does not use. Where they are not seen to be formal, a close greeting
    tells that one knows each other well."""
    if case.language == "fil":
        yield from _without_po(case)
        return
    close = [hit for hit in case.hits("familiarity", "close", unless="spared") if not _named(hit, case)]
    greeting = case.hits("familiarity", "greeting")
    if not (close or greeting) or _theirs(case, "close"):
        return
    formal = _theirs(case, "formal")
    if formal or (close and not greeting and not _theirs(case, "greeting")):
        span = (close or greeting)[0].span
        yield Seen(span, {"words": span.of(case.text)}, severity=None if formal and close else "advice")


def _without_po(case: Case) -> Iterator[Seen]:
    """No "po" to a client who writes it, and nothing else that shows respect."""
    if case.hits("familiarity", "formal") or len(case.text.split()) < _FEWEST:
        return
    curt = case.hits("familiarity", "close") or not case.hits("familiarity", "respectful")
    if curt and _theirs(case, "formal"):
        yield Seen(Span(0, 0), {}, "with-po", "po", severity="advice")


def _named(hit: Hit, case: Case) -> bool:
    """Whether it stands in quotation marks, as a name or a slogan does."""
    start, end = hit.span
    before, after = case.text[max(0, start - 1) : start], case.text[end : end + 1]
    return bool(before and before in _QUOTES) or bool(after and after in _QUOTES)


RULE = Rule("R043", "familiarity", "R4", "warning", find, phrases=True)
