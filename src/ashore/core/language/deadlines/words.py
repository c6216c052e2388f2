"""The words of a sentence that may name a time, from the data files (``data/<lang>/dates.txt``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ashore.core.language.lexicon import fold, sections

_TOKEN = re.compile(
    r"(?P<iso>\b\d{4}-\d{1,2}-\d{1,2}\b)"
    r"|(?P<clock>\b\d{1,2}:\d{2}\b(?: ?[ap]\.?m\b)?|\b\d{1,2} ?[ap]\.?m\b)"
    r"|(?P<dots>\b\d{1,2}\. ?\d{1,2}\.(?: ?\d{4}\b|\d{2}\b)?(?![^\W_])|\b\d{1,2}\.\d{1,2}\b(?!\.))"
    r"|(?P<slash>\b\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?\b)"
    r"|(?P<count>\b\d{1,4})(?:st|nd|rd|th|-го|-му|-е)?\b"
    r"|(?P<hours>\b\d{1,3}(?=h\b))"
    r"|(?P<word>[^\W\d_]+(?:[.'-][^\W\d_]+)*)"
)
_FIL_PREFIX = re.compile(r"\b(mag|ika)-(?=[^\W_])")
_LONGEST_NAME = 8
_MAX_TOKENS = 240


@dataclass(frozen=True, slots=True)
class Item:
    """A token or a known name with all it may mean: kind -> value."""

    kinds: Mapping[str, int | str]
    start: int
    end: int
    raw: str


@cache
def _names(language: str) -> Mapping[str, tuple[tuple[str, int | str], ...]]:
    """Folded name of one to eight words -> what it may mean."""
    table: dict[str, tuple[tuple[str, int | str], ...]] = {}
    for section, lines in sections(language, "dates.txt").items():
        kind, _, value = section.partition(" ")
        for name in "; ".join(lines).split(";"):
            if name := name.strip():
                meaning = (kind, int(value) if value.isdigit() else value)
                table[name] = (*table.get(name, ()), meaning)
    return table


def items_of(sentence: str, language: str) -> list[Item]:
    """Tokens and known names in order, with their places in ``sentence``."""
    names = _names(language)
    low = _prefixes_apart(fold(sentence, language), language)
    found = [m for _, m in zip(range(_MAX_TOKENS), _TOKEN.finditer(low), strict=False)]
    items: list[Item] = []
    i = 0
    while i < len(found):
        match = found[i]
        group = match.lastgroup or "word"
        length = 1
        kinds: Mapping[str, int | str] = {group: 0}
        name = match.group(group)
        if group == "word":
            length = max(_named(found, i, names), 1)
            name = " ".join(m.group() for m in found[i : i + length])
            kinds = dict(names.get(name, ()))
        items.append(Item(kinds, match.start(), found[i + length - 1].end(), name))
        i += length
    return items


def _prefixes_apart(low: str, language: str) -> str:
    """``mag-Biyernes``, ``ika-12``, ``alas-3``: the prefix as a word of its own, at the same length."""
    return _FIL_PREFIX.sub(r"\1 ", low) if language == "fil" else low


def _named(found: list[re.Match[str]], i: int, names: Mapping[str, object]) -> int:
    """How many words from ``i`` on make the longest known name."""
    words: list[str] = []
    best = 0
    for match in found[i : i + _LONGEST_NAME]:
        if match.lastgroup != "word":
            break
        words.append(match.group())
        if " ".join(words) in names:
            best = len(words)
    return best
