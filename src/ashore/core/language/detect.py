"""Which language: an explainable vote of letters, diacritics and function words."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from ashore.core.language.facts import LANGUAGES, Language
from ashore.core.language.lexicon import fold, sections

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CYRILLIC = b"\xd0\xd1\xd2\xd3"
"""The first bytes of U+0400 to U+04FF in UTF-8; none of them can be a later byte."""
_LATIN = b"abcdefghijklmnopqrstuvwxyz"
_SLOVAK = re.compile(r"[áäčďéíĺľňóôŕšťúýžěřů]")
_OWN_SLOVAK = re.compile(r"[ľĺŕôä]")
_WINDOW = 1_500
_MOST = 4
"""Votes one word can give: a listing that repeats a name is not a language."""


@cache
def _votes() -> Mapping[str, tuple[Language, ...]]:
    """Function word -> the languages it speaks for."""
    table: dict[str, tuple[Language, ...]] = {}
    for language in LANGUAGES:
        for line in sections(language, "words.txt").get(":votes", ()):
            for word in line.split():
                if language not in table.get(word, ()):
                    table[word] = (*table.get(word, ()), language)
    return table


def tally(text: str) -> dict[Language, float]:
    """Votes per language over the first 1 500 code points: shared words are split, diacritics weigh like words."""
    low = text[:_WINDOW].lower().replace("’", "'")
    plain = fold(low, "sk")
    votes: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
    taglish: list[str] = []
    known = _votes()
    counts = Counter(_WORD.findall(plain))
    for word in counts.keys() & known.keys():
        languages = known[word]
        share = min(counts[word], _MOST) / len(languages)
        for language in languages:
            votes[language] += share
        if languages == ("fil",):
            taglish.append(word)
    raw = low.encode("utf-8", "surrogatepass")
    cyrillic = 0 if low.isascii() else len(raw) - len(raw.translate(None, _CYRILLIC))
    if cyrillic:
        votes["ru"] += cyrillic / 5
        votes["en"] = (
            max(0.0, votes["en"] - 0.2) if cyrillic > len(raw) - len(raw.translate(None, _LATIN)) else votes["en"]
        )
    elif not low.isascii():
        votes["sk"] += 0.6 * len(_SLOVAK.findall(low)) + len(_OWN_SLOVAK.findall(low))
    if len(taglish) >= 2 and votes["fil"] >= 0.25 * votes["en"]:
        votes["fil"] += votes["en"]
    return votes


def language_of(text: str) -> Language:
    """The language with most votes; ``und`` where nothing speaks. Taglish counts as Filipino; other Slavic texts go to
    the nearest of ours."""
    votes = tally(text)
    best = max(votes, key=lambda one: votes[one])
    return best if votes[best] >= 0.5 else "und"
