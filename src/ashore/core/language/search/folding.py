"""One way to write each word: small letters, no accents, ``ё`` as ``е``; ``й`` stays a letter of its own."""

import re
from functools import lru_cache
from unicodedata import category, combining, normalize

WORD = re.compile(r"[^\W_]+")
LONGEST = 64
"""Letters of a word that count."""


_ODD = re.compile(r"[^\x00-\x7fа-я]")


@lru_cache(maxsize=5000)
def _plain(letter: str) -> str:
    """How a small letter is written in a folded text; nothing where it is but a mark."""
    if category(letter) == "Cf":
        return ""
    return "".join(c for c in normalize("NFKD", letter) if not combining(c)).casefold()


def fold(text: str) -> str:
    """The text as words of it are compared. Its length may change."""
    if text.isascii():
        return text.lower()
    small = normalize("NFC", text.casefold())
    for letter in set(_ODD.findall(small)):
        if (plain := _plain(letter)) != letter:
            small = small.replace(letter, plain)
    return small


MAX_WORDS = 12
"""Of a phrase or an address."""
_ONLY_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""ASCII, folded, with spaces for what is no word: a third of what the pattern costs."""


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return text.translate(_ONLY_WORDS).split() if text.isascii() else WORD.findall(fold(text))


def joined(address: str) -> str:
    """An address as one word."""
    return "".join(word[:LONGEST] for word in words(address)[:MAX_WORDS])
