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
_FEWEST = 6
"""Words of a letter from which on "po" is missed."""


def find(case: Case) -> Iterator[Seen]:
    """One finding for the form of address; one a piece of slang; one a row of emoji."""
    if case.profile.familiar:
        return
    yield from _address(case)
    if not any(case.hits_of(turn, "familiarity", "slang") for turn in case.theirs):
        for hit in apart(case.hits("familiarity", "slang"), case, "rude.insult", "rude.contempt"):
            if not _named(hit, case):
                yield Seen(hit.span, {"words": hit.span.of(case.text)}, "plainer", "slang", severity="advice")
    if not any(_ROW.search(turn.text) for turn in case.theirs):
        for found in _ROW.finditer(case.text):
            if found[0][0] != ")" or found[0].count(")") > case.text.count("(", 0, found.start()):
                words = {"words": found[0].rstrip()}
                span = Span(found.start(), found.start() + len(found[0].rstrip()))
                yield Seen(span, dict(words), "fewer", "emoji", severity="advice")


def _address(case: Case) -> Iterator[Seen]:
    """A close form of address that the client does not use; a greeting counts only where they are formal."""
    if any(case.hits_of(turn, "familiarity", "close") for turn in case.theirs):
        return
    formal = any(case.hits_of(turn, "familiarity", "formal") for turn in case.theirs)
    close = [hit for hit in case.hits("familiarity", "close", unless="spared") if not _named(hit, case)]
    if formal and not close:
        close = [*case.hits("familiarity", "greeting")]
    if case.language != "fil" and close:
        yield Seen(close[0].span, {"words": close[0].span.of(case.text)}, severity=None if formal else "advice")
    elif case.language == "fil" and formal and not case.hits("familiarity", "formal"):
        respectful = case.hits("familiarity", "respectful")
        if len(case.text.split()) >= _FEWEST and (close or not respectful):
            yield Seen(Span(0, 0), {}, "with-po", "po", severity="advice")


def _named(hit: Hit, case: Case) -> bool:
    """Whether it stands in quotation marks, as a name or a slogan does."""
    before, after = case.text[: hit.span.start][-1:], case.text[hit.span.end :][:1]
    return bool(before and before in _QUOTES) or bool(after and after in _QUOTES)


RULE = Rule("R043", "familiarity", "R4", "warning", find, phrases=True)
