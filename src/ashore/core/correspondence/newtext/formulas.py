"""Closing formulas and names at the end of a mail, told by lists of formulas (data/farewells.txt, data/thanks.txt)."""

import re
from functools import lru_cache

from ashore.core.correspondence.data import word_list

_WIDTH = 80
_MARKS = " \t*_,.!:;)-–—"
_NAMES = re.compile(r"(?-i:[^\W\d_a-zа-яё])[\w.'’-]{0,24}(?: (?-i:[^\W\d_a-zа-яё])[\w.'’-]{0,24}){0,3}\*?")
_MOST_WORDS = 5
_OFFICE_WORDS = 10
_ALONE = frozenset(("regards", "pozdravujem", "zdravím", "gumagalang", "üdvözlettel", "cheers", "pozdrawiam"))
"""Formulas of one word that a name may follow without a comma."""


def is_farewell(line: str) -> bool:
    """True for "Best regards", "С уважением, Анна", "S pozdravom Peter Poľný", "Ingat po, Pedro, Parang Trading"."""
    if len(line) >= _WIDTH:
        return False
    bare = line.strip(_MARKS)
    folded = bare.casefold()
    return folded in _farewells() or (folded[:2] in _beginnings() and _named(bare))


def is_thanks(line: str) -> bool:
    """True for thanks that fill a line: "Many thanks,", "Заранее спасибо!"."""
    return len(line) < _WIDTH and line.strip(_MARKS).casefold() in _thanks()


def _named(bare: str) -> bool:
    """True for a formula and a name behind it, perhaps with an office."""
    known = _farewells()
    for mark in ",.!":
        head, found, tail = bare.partition(mark)
        if found and head.strip(_MARKS).casefold() in known:
            name, _, office = tail.strip().partition(",")
            return _NAMES.fullmatch(name) is not None and len(office.split()) < _OFFICE_WORDS
    words = bare.split()
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        head = " ".join(words[:count]).casefold()
        if head in known and (count > 1 or head in _ALONE):
            return _NAMES.fullmatch(" ".join(words[count:])) is not None
    return False


@lru_cache(maxsize=1)
def _farewells() -> frozenset[str]:
    return word_list("farewells.txt")


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(formula[:2] for formula in _farewells())


@lru_cache(maxsize=1)
def _thanks() -> frozenset[str]:
    return word_list("thanks.txt")
