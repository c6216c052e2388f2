"""A word stands twice in a row.

## What it does
Finds "the the" and the like: little words that never stand twice, also over the end of a line, and other words that
are not doubled for stress. What languages double on purpose is known ("very very", "had had", "большое большое", "araw
araw").

## Why
It is seen by everybody but the writer, and says that nobody read the letter through (R11).

## Example
    The offer is valid until the the end of May.

## Use instead
    The offer is valid until the end of May.

## When to ignore
Where a name is doubled and written small.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ashore.core.coach.book import phrases_of
from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.values import Fix
from ashore.core.kernel import Span
from ashore.core.language import Language
from ashore.core.language.lexicon import fold

_TWICE = re.compile(r"(?<![\w'’./@-])([^\W\d_]{1,30})([ \n]\s{0,3})(\1)(?![\w'’/@-])", re.IGNORECASE)
_LONG = 4


class _Words(NamedTuple):
    """``slips``: never stand twice; ``meant``: may."""

    slips: frozenset[str]
    meant: frozenset[str]


@cache
def _words(language: Language) -> _Words:
    spoken: tuple[Language, ...] = ("fil", "en") if language == "fil" else (language,)
    files = [phrases_of("doubled-word", each) for each in spoken]
    slips, meant = (
        {word for file in files for line in file[name] for word in line.split()} for name in (":slip", ":meant")
    )
    return _Words(frozenset(slips), frozenset(meant))


def find(case: Case) -> Iterator[Seen]:
    """One finding a pair; none where a word stands three times, which is stress."""
    known = _words(case.language)
    for found in _TWICE.finditer(case.text):
        first, gap, second = found.groups()
        word = fold(first, case.language)
        if _again(case.text, found.end(), second):
            continue
        slip = word in known.slips and (len(first) > 1 or first.islower() or first == second)
        plain = word not in known.meant and not _in_figures(case.text, *found.span())
        if slip or (plain and _is_slip(first, second, gap, case.language)):
            span = Span(*found.span())
            yield Seen(span, {"words": found[0].replace("\n", " ")}, fix=Fix(span, first) if slip else None)


def _in_figures(text: str, start: int, end: int) -> bool:
    """Whether a figure stands next to them, as in tables."""
    return any(char.isdigit() for char in text[max(0, start - 2) : start] + text[end : end + 2])


def _is_slip(first: str, second: str, gap: str, language: str) -> bool:
    """Whether a longer word stands twice by mistake; Filipino doubles words to make new ones."""
    return language != "fil" and gap == " " and len(first) >= _LONG and first.islower() and second.islower()


def _again(text: str, end: int, word: str) -> bool:
    return text[end : end + len(word) + 4].lower().lstrip(" ,\n").startswith(word.lower())


RULE = Rule("R114", "doubled-word", "R11", "warning", find, phrases=True)
