"""Which language: an explainable vote of letters, diacritics and function words."""

import re
from collections import Counter
from functools import cache
from itertools import chain

from ashore.core.language.facts import LANGUAGES, Language
from ashore.core.language.lexicon import LONG, ROOM, sections, unaccented

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CYRILLIC = b"\xd0\xd1\xd2\xd3"
"""The first bytes of U+0400 to U+04FF in UTF-8; none of them can be a later byte."""
_LATIN = b"abcdefghijklmnopqrstuvwxyz"
_ACCENTED = b"\xc3\xc4\xc5"
"""The first bytes of U+00C0 to U+017F."""
_OWN_SLOVAK = "ľĺŕôä"
_WINDOW = 1_500
_MOST = 4
"""Votes one word can give: a listing that repeats a name is not a language."""
_TAGLISH = 2
"""Words that only Filipino has, with which an English text counts as Taglish."""


class _Voices(dict[str, tuple[str, ...]]):
    """What stands between two spaces of a folded text -> the words in it that speak for a language; ``known``: all
    these with their languages."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, tuple[Language, ...]] = {}
        for language in LANGUAGES:
            for line in sections(language, "words.txt").get(":votes", ()):
                for word in line.split():
                    if language not in self.known.get(word, ()):
                        self.known[word] = (*self.known.get(word, ()), language)

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = tuple(filter(self.known.__contains__, _WORD.findall(piece)))
        if len(self) > ROOM:
            self.clear()
        if len(piece) <= LONG:
            self[piece] = words
        return words


_voices = cache(_Voices)


def tally(low: str) -> dict[Language, float]:
    """Votes per language of a lower-case text: shared words are split, diacritics weigh like words."""
    plain = unaccented(low, "sk")
    votes: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
    voices = _voices()
    counts = Counter(chain.from_iterable(map(voices.__getitem__, plain.split())))
    for word, times in counts.items():
        languages = voices.known[word]
        count = times if times < _MOST else _MOST
        if len(languages) == 1:
            votes[languages[0]] += count
        else:
            for language in languages:
                votes[language] += count / len(languages)
    if not low.isascii():
        _weigh_letters(low, plain, votes)
    if votes["fil"] and votes["fil"] >= 0.25 * votes["en"]:
        taglish = sum(voices.known[word] == ("fil",) for word in counts)
        votes["fil"] += votes["en"] if taglish >= _TAGLISH else 0
    return votes


def _weigh_letters(low: str, plain: str, votes: dict[Language, float]) -> None:
    """Add what Cyrillic letters and Slovak diacritics (those that folding took) say."""
    raw = low.encode("utf-8", "surrogatepass")
    cyrillic = _count(raw, _CYRILLIC)
    if cyrillic:
        votes["ru"] += cyrillic / 5
        if cyrillic > _count(raw, _LATIN):
            votes["en"] = max(0.0, votes["en"] - 0.2)
    else:
        accents = len(plain.encode("ascii", "ignore")) - len(low.encode("ascii", "ignore"))
        votes["sk"] += 0.6 * accents + sum(map(low.count, _OWN_SLOVAK))


def _count(raw: bytes, letters: bytes) -> int:
    return len(raw) - len(raw.translate(None, letters))


def _is_russian(low: str) -> bool:
    """Whether Cyrillic letters outweigh all that the words of the text could say for other languages: at most two
    votes for every Latin letter."""
    raw = low.encode("utf-8", "surrogatepass")
    cyrillic = _count(raw, _CYRILLIC)
    return cyrillic > 10 + 10 * _count(raw, _LATIN + _ACCENTED)


def language_of(text: str) -> Language:
    """The language with most votes over the first 1 500 code points; ``und`` where nothing speaks. Taglish counts as
    Filipino; other Slavic texts go to the nearest of ours."""
    low = text[:_WINDOW].lower().replace("’", "'")
    if not low.isascii() and _is_russian(low):
        return "ru"
    votes = tally(low)
    best = max(votes, key=lambda one: votes[one])
    return best if votes[best] >= 0.5 else "und"
