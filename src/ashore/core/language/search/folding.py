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


MANY = 200
"""Different marks in one text, from which on a pattern is faster than a look for each."""
MAX_WORDS = 12
"""Of a phrase or an address."""
_ONLY_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""ASCII, folded, with spaces for what is no word: a third of what a pattern costs."""
_ONLY_BYTES = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
"""The same for folded text in UTF-8, whose other letters are left as they are."""


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    if text.isascii():
        return text.translate(_ONLY_WORDS).split()
    small = fold(text)
    marks = [letter for letter in set(_ODD.findall(small)) if not letter.isalnum()]
    if len(marks) > MANY:
        return WORD.findall(small)
    for mark in marks:
        small = small.replace(mark, " ")
    return small.encode().translate(_ONLY_BYTES).decode().split()


@lru_cache(maxsize=5000)
def joined(address: str) -> str:
    """An address as one word."""
    return "".join(word[:LONGEST] for word in words(address)[:MAX_WORDS])
