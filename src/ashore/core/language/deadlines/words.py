"""The words of a sentence that may name a time, from the data files (``data/<lang>/dates.txt``)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ashore.core.language.lexicon import fold, sections

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:[.'-][^\W\d_]+)*)"
    r"|(?=\d)(?:"
    r"(?P<iso>\b\d{4}-\d{1,2}-\d{1,2}\b)"
    r"|(?P<clock>\b\d{1,2}:\d{2}\b(?: ?[ap]\.?m\b)?|\b\d{1,2} ?[ap]\.?m\b)"
    r"|(?P<dots>\b\d{1,2}\. ?\d{1,2}\.(?: ?\d{4}\b|\d{2}\b)?(?![^\W_])|\b\d{1,2}\.\d{1,2}\b(?!\.))"
    r"|(?P<slash>\b\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?\b)"
    r"|(?P<count>\b\d{1,4})(?:st|nd|rd|th|-го|-му|-е)?\b"
    r"|(?P<hours>\b\d{1,3}(?=h\b)))"
)
_FIL_PREFIX = re.compile(r"(mag|ika)(?<!\w{4})-(?=[^\W_])")
_MAX_TOKENS = 240
_NOTHING: Mapping[str, int | str] = {}
_FIGURES: Mapping[str, Mapping[str, int | str]] = {
    kind: {kind: 0} for kind in ("iso", "clock", "dots", "slash", "count", "hours")
}


@dataclass(slots=True)
class Item:
    """A token or a known name with all it may mean: kind -> value."""

    kinds: Mapping[str, int | str]
    start: int
    end: int
    raw: str


Names = Mapping[str, Sequence[tuple[int, list[str], Mapping[str, int | str]]]]


@cache
def _names(language: str) -> Names:
    """First word of a folded name -> the names that begin with it, longest first: how many words, these, and what they
    may mean."""
    table: dict[tuple[str, ...], dict[str, int | str]] = {}
    for section, lines in sections(language, "dates.txt").items():
        kind, _, value = section.partition(" ")
        for name in "; ".join(lines).split(";"):
            if words := tuple(name.split()):
                table.setdefault(words, {})[kind] = int(value) if value.isdigit() else value
    begun: dict[str, list[tuple[int, list[str], Mapping[str, int | str]]]] = {}
    for words in sorted(table, key=len, reverse=True):
        begun.setdefault(words[0], []).append((len(words), list(words), table[words]))
    return begun


def items_of(sentence: str, language: str) -> list[Item]:
    """Tokens and known names in order, with their places in ``sentence``."""
    names = _names(language)
    low = _prefixes_apart(fold(sentence, language), language)
    found = list(islice(_TOKEN.finditer(low), _MAX_TOKENS))
    texts = [m[0] if m.lastindex == 1 else "" for m in found]
    items: list[Item] = []
    passed = 0
    for i, (match, name) in enumerate(zip(found, texts, strict=True)):
        if i < passed:
            continue
        start, end = match.span()
        kinds = _NOTHING
        if not name:
            group = match.lastgroup or ""
            kinds, name = _FIGURES[group], match[group]
        elif candidates := names.get(name):
            for count, words, meaning in candidates:
                if count == 1 or texts[i : i + count] == words:
                    passed = i + count
                    kinds, name, end = meaning, " ".join(words), found[passed - 1].end()
                    break
        items.append(Item(kinds, start, end, name))
    return items


def _prefixes_apart(low: str, language: str) -> str:
    """``mag-Biyernes``, ``ika-12``, ``alas-3``: the prefix as a word of its own, at the same length."""
    return _FIL_PREFIX.sub(r"\1 ", low) if language == "fil" and "-" in low else low
