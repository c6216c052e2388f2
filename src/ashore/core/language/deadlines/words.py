"""The words of a sentence that may name a time, from the data files (``data/<lang>/dates.txt``)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ashore.core.language.lexicon import fold, sections
from ashore.core.language.misspelling import misspelt

_TOKEN = re.compile(
    r"(?P<word>\bq[1-4]\b|\bb4\b|(?:[^\W\d_]|\b2(?=m[^\W\d_]|day\b|nite\b|night\b))[^\W\d_]*(?:[.'-][^\W\d_]+)*)"
    r"|(?=[\d/€$£₱₽#№])(?:"
    r"(?P<sum>[€$£₱₽#№] ?\d[\d.,]*)"
    r"|(?P<or>/(?<=[^\W\d_]{2}/)(?=[^\W\d_]{2}))"
    r"|(?P<figure>\b24/7\b|\b\d+(?:[.,]\d+)* ?[%€$£₱₽×]|\b\d+:\d\b|\b\d+(?:\.\d+){3,}\b)|"
    r"(?P<iso>\b\d{4}-\d{1,2}-\d{1,2}\b)"
    r"|(?P<clock>\b\d{1,2}:\d{2}(?: ?[ap]\.?m)?\b"
    r"|\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b|\b\d{1,2}-[0-5][05]\b(?![-\d])|\b12 ?(?:nn|mn)\b|\b\d{1,2}-?ish\b)"
    r"|(?P<dots>\b\d{1,2}\. ?\d{1,2}\.(?: ?\d{4}\b|\d{2}\b)?(?![^\W_])|\b\d{1,2}\.\d{1,2}\b(?!\.))"
    r"|(?P<slash>\b\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?\b|\b\d{1,2}-\d{1,2}-(?:\d{4}|2\d)\b)"
    r"|(?P<oclock>\b\d{1,2})-?(?:[stdm]?[tm]?ej)\b"
    r"|(?P<count>\b\d{1,4})(?:st|nd|rd|th|-?го|-?му|-?е|-?ое|-?ого|-?ому|-?teho|-?ho|-?eho|-?emu)?\b"
    r"|(?P<hours>\b\d{1,3}(?=(?:h|hrs?|mins?|days?|wks?|weeks?)\b)))"
)
_MAX_TOKENS = 240
_NOTHING: Mapping[str, int | str] = {}
_FIGURES: Mapping[str, Mapping[str, int | str]] = {
    kind: {kind: 0} for kind in ("sum", "figure", "or", "iso", "clock", "dots", "slash", "count", "hours")
}


@dataclass(slots=True)
class Item:
    """A token or a known name with all it may mean: kind -> value. ``stop``: a comma, full stop or the end follows."""

    kinds: Mapping[str, int | str]
    start: int
    end: int
    raw: str
    stop: bool = False


_Token = tuple[str, str, int, int]
"""Kind, text, start and end."""
_STOPS = ".,;:!?–—"
_CLOSING = " \t!?»\"'”)"
_Longer = Mapping[str, Sequence[tuple[int, list[str], Mapping[str, int | str]]]]
Names = Mapping[str, tuple[_Longer, Mapping[str, int | str]]]


@cache
def _names(language: str) -> Names:
    """First word of a folded name -> the longer names that begin with it, by their second word and longest first: how
    many words, these, and what they may mean; and what it may mean alone. Names of days are known misspelt too."""
    table: dict[tuple[str, ...], dict[str, int | str]] = {}
    for section, lines in sections(language, "dates.txt").items():
        kind, _, value = section.partition(" ")
        for name in "; ".join(lines).split(";"):
            if words := tuple(name.split()):
                table.setdefault(words, {})[kind] = int(value) if value.isdigit() else value
    for words, meaning in list(table.items()):
        if len(words) == 1 and not meaning.keys().isdisjoint(("day", "weekday")):
            for typo in misspelt(words[0]):
                table.setdefault((typo,), meaning)
    begun: dict[str, dict[str, list[tuple[int, list[str], Mapping[str, int | str]]]]] = {}
    for words in sorted(table, key=len, reverse=True):
        longer = begun.setdefault(words[0], {})
        if len(words) > 1:
            longer.setdefault(words[1], []).append((len(words), list(words), table[words]))
    return {first: (longer, table.get((first,), _NOTHING)) for first, longer in begun.items()}


@cache
def _hyphened(language: str) -> frozenset[str]:
    """The words with a hyphen that stand in names, at whatever place ("ng madaling-araw")."""
    told = (
        (first, word)
        for first, (longer, _) in _names(language).items()
        for ways in longer.values()
        for _, words, _ in ways
        for word in words
    )
    return frozenset(word for pair in told for word in pair if "-" in word) | {
        first for first in _names(language) if "-" in first
    }


def items_of(sentence: str, language: str) -> list[Item]:
    """Tokens and known names in order, with their places in ``sentence``; without words that say nothing (``fill``)."""
    names = _names(language)
    low = fold(sentence, language)
    tokens = list(islice(_tokens(low, _hyphened(language)), _MAX_TOKENS))
    closed = frozenset[int]()
    if language == "fil":
        tokens, closed = _without_fill(names, tokens, low)
    texts = [text if group == "word" else "" for group, text, _, _ in tokens]
    items: list[Item] = []
    small, last = sentence.islower(), len(low.rstrip(_CLOSING))
    passed, last_token = 0, len(tokens) - 1
    for i, (group, name, start, end) in enumerate(tokens):
        if i < passed:
            continue
        kinds = _NOTHING
        if group != "word":
            kinds = {"oclock": int(name)} if group == "oclock" else _FIGURES[group]
        elif known := names.get(name):
            longer, kinds = known
            for count, words, meaning in longer.get(texts[i + 1], ()) if longer and i < last_token else ():
                if count == 2 or texts[i : i + count] == words:
                    passed = i + count
                    kinds, name, end = meaning, " ".join(words), tokens[passed - 1][3]
                    break
        if "weekday" in kinds and "unit" in kinds and language == "fil":
            kinds = _week_or_sunday(kinds, items, sentence[start : start + 1].isupper(), small)
        items.append(Item(kinds, start, end, name, end >= last or low[end] in _STOPS or end in closed))
    return _with_ranges(items) if "-" in low else items


def _without_fill(names: Names, tokens: list[_Token], low: str) -> tuple[list[_Token], frozenset[int]]:
    """The tokens without those that say nothing, and the ends of those whose clause ends behind such ones ("Biyernes
    po, ...")."""
    kept: list[_Token] = []
    closed: set[int] = set()
    for token in tokens:
        if "fill" not in _single(names, token):
            kept.append(token)
        elif kept and (token[3] >= len(low) or low[token[3]] in _STOPS):
            closed.add(kept[-1][3])
    return kept, frozenset(closed)


def _with_ranges(items: list[Item]) -> list[Item]:
    """The items, where "18-20 March" and "10-15 minutes" are two numbers and no time of day."""
    ranges = [i for i, item in enumerate(items) if "clock" in item.kinds and "-" in item.raw]
    for i in reversed(ranges):
        beside = items[i + 1 : i + 2] + items[max(0, i - 1) : i]
        if any("month" in each.kinds for each in beside) or any("unit" in each.kinds for each in beside[:1]):
            items[i : i + 1] = _ends_of(items[i])
    return items


def _ends_of(item: Item) -> list[Item]:
    """The two numbers of a range."""
    first, last = item.raw.split("-")
    middle = item.start + len(first)
    kinds = _FIGURES["count"]
    return [Item(kinds, item.start, middle, first), Item(kinds, middle + 1, item.end, last, item.stop)]


def _week_or_sunday(
    kinds: Mapping[str, int | str], before: Sequence[Item], capital: bool, small: bool
) -> Mapping[str, int | str]:
    """Filipino "linggo" is a week or a Sunday: a Sunday with a capital within a sentence, or right behind "sa", "mag";
    where all is written small, "ngayong linggo" may be either, and the Sunday is the later."""
    last = before[-1].raw if before else ""
    both = small and last in ("ngayong", "itong")
    sunday = (capital and before) or last in ("sa", "s", "mag", "hanggang", "bago mag") or both
    left = {kind: value for kind, value in kinds.items() if kind != ("unit" if sunday else "weekday")}
    return {**left, "either": 0} if both else left


def _tokens(low: str, hyphened: frozenset[str]) -> Iterator[_Token]:
    """The tokens; a word with a hyphen that is in no name as its parts ("mag-Biyernes", "два-три", "mid-April")."""
    for match in _TOKEN.finditer(low):
        group = match.lastgroup or "word"
        text, start = match[group], match.start()
        if group != "word" or "-" not in text or text in hyphened:
            yield group, text, start, match.end()
            continue
        for part in text.split("-"):
            yield group, part, start, start + len(part)
            start += len(part) + 1


def _single(names: Names, token: _Token) -> Mapping[str, int | str]:
    """What a word may mean by itself."""
    if token[0] != "word":
        return _NOTHING
    known = names.get(token[1])
    return known[1] if known else _NOTHING
