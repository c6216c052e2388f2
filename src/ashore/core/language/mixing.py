"""Taglish: how much of a Filipino text is English."""

import re
from collections.abc import Sequence
from functools import cache

from ashore.core.language.lexicon import sections

SHARE, LEAST = 0.2, 2
"""A good share of English: one word in five, and two at least."""
_ENGLISH = re.compile(
    r"[cfjqvxz]|ee|ll|ss|tt|pp|ff|th|sh|ph|wh|ck|gh|^st|^sp|^pr|^pl|^fr|^bl|^br|^dr|^gr"
    r"|(?:[^n]t|m)ed$|ted$|ment$|ness$|able$|er$|ly$|ful$|ous$|ate$|ite$|ight$|age$|ure$|ive$|ial$|day$"
)
"""Letters and endings that native Filipino words do not have: the abakada is without c, f, j, q, v, x and z."""
_PREFIX = re.compile(r"^(?:na|nag|mag|i|in|ma|maka|naka|pag|pa|paki|pina|ni|ipa|mai|nai|um)-(?=[a-z]{2})")
"""What is put before an English word to make it a Filipino verb: "na-update", "i-check"."""


def is_mixed(words: Sequence[str]) -> bool:
    """Whether a Filipino text, given as its folded words, has a good share of English."""
    spelt = [word for word in words if word[0].isalpha()]
    english = sum(map(_is_english, spelt))
    return english >= LEAST and english >= SHARE * len(spelt)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are English; words that are Filipino, whatever they look like."""
    own = frozenset(" ".join(sections("fil", "words.txt")[":votes"]).split())
    english = " ".join((*sections("en", "words.txt")[":votes"], *sections("fil", "words.txt")[":english"]))
    return frozenset(english.split()) - own, own | frozenset(" ".join(sections("fil", "words.txt")[":own"]).split())


def _is_english(word: str) -> bool:
    english, own = _known()
    bare = _PREFIX.sub("", word)
    return bare in english or (bare not in own and word not in own and bool(_ENGLISH.search(bare)))
