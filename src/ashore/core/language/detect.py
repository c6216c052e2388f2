"""Which language: an explainable vote of letters, diacritics and function words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from ashore.core.language.facts import LANGUAGES, Language
from ashore.core.language.lexicon import LONG, ROOM, sections, unaccented

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CYRILLIC = b"\xd0\xd1\xd2\xd3"
"""The first bytes of U+0400 to U+04FF in UTF-8; none of them can be a later byte."""
_LATIN = b"abcdefghijklmnopqrstuvwxyz"
_ACCENTED = b"\xc3\xc4\xc5"
"""The first bytes of U+00C0 to U+017F."""
_OWN_SLOVAK = "ľĺŕôä"
WINDOW = 1_500
"""Code points of a text that are asked for its language."""
_CLEAR = 2.0
"""So many votes more than the next one a language has, or the other words of the text are asked too."""
_LEAST, _SHARE = 0.5, 0.25
"""Votes that a language needs at least; votes for each word where no function word speaks."""
_PART = re.compile(r"[\s|_?!;^$]+")
_MIN_LETTERS = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_MOST = 4
"""Votes one word can give: a listing that repeats a name is not a language."""
_TAGLISH = 2
"""Words that only Filipino has, with which an English text counts as Taglish; in a text of few words one does."""


class _Voices(dict[str, tuple[str, ...]]):
    """What stands between two spaces of a folded text -> the words in it that speak for a language; ``known``: all
    these with their languages."""

    def __init__(self, spoken: Mapping[Language, Iterable[str]]) -> None:
        super().__init__()
        self.known: dict[str, tuple[Language, ...]] = {}
        for language, words in spoken.items():
            for word in words:
                if language not in self.known.get(word, ()):
                    self.known[word] = (*self.known.get(word, ()), language)

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = tuple(filter(self.known.__contains__, _WORD.findall(piece)))
        if len(self) > ROOM:
            self.clear()
        if len(piece) <= LONG:
            self[piece] = words
        return words


@cache
def _voices() -> _Voices:
    """The function words of the languages."""
    return _Voices({each: " ".join(sections(each, "words.txt")[":votes"]).split() for each in LANGUAGES})


@cache
def _more_voices() -> _Voices:
    """All words of the phrases, too: of use for a few words, and more than most texts need. What Filipino phrases have
    of English is English."""
    spoken = {each: set[str]() for each in LANGUAGES}
    for language in LANGUAGES:
        for file in ("phrases.txt", "dates.txt", "answers.txt"):
            for section, lines in sections(language, file).items():
                if section not in (":names", ":english", ":abbreviations"):
                    spoken[language].update(filter(_MIN_LETTERS.fullmatch, _PART.split(" ".join(lines))))
    own = {each: set(" ".join(sections(each, "words.txt")[":votes"]).split()) for each in LANGUAGES}
    english = spoken["en"] | own["en"] | set(" ".join(sections("fil", "words.txt")[":english"]).split())
    spoken["fil"] = (spoken["fil"] - english) | own["fil"]
    return _Voices({each: spoken[each] | own[each] for each in LANGUAGES})


def tally(low: str) -> dict[Language, float]:
    """Votes per language of a lower-case text: shared words are split, diacritics weigh like words. Where function
    words leave it open, all words that are known speak."""
    plain = unaccented(low, "sk")
    votes = _tally(low, plain, _voices())
    return votes if _is_clear(votes) else _tally(low, plain, _more_voices(), 1)


def _is_clear(votes: dict[Language, float]) -> bool:
    first, second = sorted(votes.values(), reverse=True)[:2]
    return first - second >= _CLEAR


def _tally(low: str, plain: str, voices: _Voices, least: int = _TAGLISH) -> dict[Language, float]:
    """``least``: so many words that only Filipino has make an English text Filipino."""
    votes: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
    counts = _counts(plain, voices)
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
        votes["fil"] += votes["en"] if taglish >= least else 0
    return votes


class Voters(NamedTuple):
    """What spoke for each language: its words with how often they stand, and how many letters of its own."""

    words: dict[Language, dict[str, int]]
    letters: dict[Language, int]


def voters(low: str) -> Voters:
    """What a lower-case text's votes come from; a word that several languages have stands under each."""
    plain = unaccented(low, "sk")
    words: dict[Language, dict[str, int]] = {language: {} for language in LANGUAGES}
    voices = _voices() if _is_clear(_tally(low, plain, _voices())) else _more_voices()
    for word, times in _counts(plain, voices).items():
        for language in voices.known[word]:
            words[language][word] = min(times, _MOST)
    raw = low.encode("utf-8", "surrogatepass")
    letters: dict[Language, int] = {"ru": _count(raw, _CYRILLIC)}
    letters["sk"] = 0 if letters["ru"] else sum(1 for one, other in zip(low, plain, strict=True) if one != other)
    return Voters(words, letters)


def _counts(plain: str, voices: _Voices) -> Counter[str]:
    """How often each word that speaks for a language stands in a folded text."""
    return Counter(chain.from_iterable(map(voices.__getitem__, plain.split())))


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
    low = text[:WINDOW].lower().replace("’", "'")
    if not low.isascii() and _is_russian(low):
        return "ru"
    votes = tally(low)
    best = max(votes, key=lambda one: votes[one])
    return best if votes[best] >= _LEAST and not _is_foreign(low, votes[best]) else "und"


def _is_foreign(low: str, votes: float) -> bool:
    """Whether only a few words of many, none of them a function word, speak for the language with most votes."""
    if votes >= _SHARE * len(low.split()):
        return False
    return max(_tally(low, unaccented(low, "sk"), _voices()).values()) < _LEAST
