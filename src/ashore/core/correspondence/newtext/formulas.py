"""Closing formulas and names at the end of a mail, told by lists of formulas (data/farewells.txt, data/thanks.txt)."""

import re
from functools import lru_cache
from typing import Literal

from ashore.core.correspondence.data import word_list

_WIDTH = 80
_MARKS = " \t*_,.!:;)-–—"
_NAMES = re.compile(r"(?-i:[^\W\d_a-zа-яё])[\w.'’-]{0,24}(?: (?-i:[^\W\d_a-zа-яё])[\w.'’-]{0,24}){0,3}\*?")
_MOST_WORDS = 5
_OFFICE_WORDS = 10
_ALONE = frozenset(("regards", "pozdravujem", "zdravím", "gumagalang", "üdvözlettel", "cheers", "pozdrawiam"))
"""Formulas of one word that a name may follow without a comma."""
_TEAMS = frozenset(
    ("команда", "коллектив", "отдел", "ваша", "ваш", "tím", "kolektív", "váš", "vaša", "the", "your", "ang")
)
"""What a name of a team begins with."""


def formula(line: str) -> Literal["farewell", "thanks"] | None:
    """What a line says at the end of a mail.

    A farewell is "Best regards", "С уважением, Анна", "S pozdravom Peter Poľný", "Ingat po, Pedro, Parang Trading";
    thanks fill the line: "Many thanks,", "Заранее спасибо!".
    """
    if len(line) >= _WIDTH:
        return None
    bare = line.strip(_MARKS)
    folded = bare.casefold()
    if folded in _thanks():
        return "thanks"
    if folded in _farewells() or (folded[:3] in _beginnings() and (_named(bare) or _twice(folded))):
        return "farewell"
    return None


def _named(bare: str) -> bool:
    """True for a formula and a name behind it, perhaps with an office."""
    known = _farewells()
    for mark in ",.!":
        head, found, tail = bare.partition(mark)
        if found and head.strip(_MARKS).casefold() in known:
            name, _, office = tail.strip().partition(",")
            named = _NAMES.fullmatch(name) is not None or name.partition(" ")[0].casefold() in _TEAMS
            return named and len(office.split()) < _OFFICE_WORDS
    words = bare.split()
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        head = " ".join(words[:count]).casefold()
        if head in known and (count > 1 or head in _ALONE):
            return _NAMES.fullmatch(" ".join(words[count:])) is not None
    return False


def _twice(folded: str) -> bool:
    """True for "kind regards / s pozdravom": formulas in two languages."""
    parts = folded.split("/")
    return len(parts) > 1 and all(part.strip(_MARKS) in _farewells() for part in parts)


@lru_cache(maxsize=1)
def _farewells() -> frozenset[str]:
    return word_list("farewells.txt")


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(words[:3] for words in _farewells())


@lru_cache(maxsize=1)
def _thanks() -> frozenset[str]:
    return word_list("thanks.txt")
