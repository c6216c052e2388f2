"""How a long word may come misspelt: two letters swapped, one left out, one vowel for another."""

from collections.abc import Iterator

_SWAPPED, _LEFT_OUT = 6, 7
"""Letters that a word must have: shorter ones become other words too easily."""
_ALIKE = ("iy", "ыи", "еи", "оа", "ei", "uo", "ea", "eu", "oe", "au", "гк", "дт", "иы", "ai")
"""Letters that are heard alike, or lie beside each other in the mouth; short words only mistake the first four."""
_VOWELS = frozenset("aeiouyаеиоуыэюя")


def misspelt(word: str) -> Iterator[str]:
    """The likely misspellings of a word; its first letter always stands."""
    if not word.isalpha():
        return
    if len(word) >= _SWAPPED:
        for k in range(1, len(word) - 1):
            if word[k] != word[k + 1]:
                yield word[:k] + word[k + 1] + word[k] + word[k + 2 :]
        yield from _other_vowels(word, _ALIKE[: 4 if len(word) < _LEFT_OUT else len(_ALIKE)])
    for k in range(1, len(word)):
        inner = len(word) >= _SWAPPED and k < len(word) - 1 and word[k] in _VOWELS
        if len(word) >= _LEFT_OUT or inner:
            yield word[:k] + word[k + 1 :]


def _other_vowels(word: str, pairs: tuple[str, ...]) -> Iterator[str]:
    for pair in pairs:
        for k, letter in enumerate(word[1:], 1):
            if letter in pair:
                yield word[:k] + pair[1 - pair.index(letter)] + word[k + 1 :]
