"""Given names: which are forms of one name (Anna, Anka, Аня), which are only spelt alike."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ashore.core.language.lexicon import parse_sections

_FILE = Path(__file__).parent / "data" / "given-names.txt"
_KEPT = 4096
_LEAST = 4
"""Letters of a name that may be mistyped; shorter ones are told apart by one letter (Ana, Ada)."""

_PLAIN = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True))
_SEVERAL = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
_LATIN = str.maketrans(_PLAIN | _SEVERAL)


class _Names(NamedTuple):
    """``lines``: form -> numbers of the lines it stands in; ``forms``: of each line; ``spelt``: form -> the other
    spellings of it; ``short``: forms that may be short for any name."""

    lines: dict[str, frozenset[int]]
    forms: tuple[frozenset[str], ...]
    spelt: dict[str, frozenset[str]]
    short: frozenset[str]


@cache
def _names() -> _Names:
    sections = parse_sections(_FILE.read_text("utf-8"), "")
    forms = tuple(frozenset(map(fold_name, line.split())) for line in sections[""])
    numbers: dict[str, set[int]] = {}
    for number, line in enumerate(forms):
        for form in line:
            numbers.setdefault(form, set()).add(number)
    spelt = [frozenset(map(fold_name, line.split())) for line in sections["spelt"]]
    return _Names(
        {form: frozenset(found) for form, found in numbers.items()},
        forms,
        {form: line for line in spelt for form in line},
        frozenset(fold_name(word) for line in sections["any"] for word in line.split()),
    )


@lru_cache(_KEPT)
def fold_name(name: str) -> str:
    """Lower case, Latin letters without accents, е for ё, a straight apostrophe."""
    low = name.lower().replace("’", "'").replace("ё", "е")
    if low.isascii() or _cyrillic(low):
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def in_latin(name: str) -> str:
    """A folded name in Latin letters, roughly as passports have it."""
    return name.translate(_LATIN) if _cyrillic(name) else name


def is_given_name(word: str) -> bool:
    """Whether a word is a given name that we know, in any form."""
    return fold_name(word) in _names().lines


def same_name(one: str, other: str) -> bool:
    """Whether two words may name one person: forms of one name, or nothing that we know tells them apart.

    A name that we do not know is taken for a form of any that begins alike or is written in other letters.
    """
    one, other = fold_name(one), fold_name(other)
    names = _names()
    if one == other or one in names.short or other in names.short or other in names.spelt.get(one, ()):
        return True
    first, second = names.lines.get(one, frozenset()), names.lines.get(other, frozenset())
    if first and second:
        return not first.isdisjoint(second) or not (_known_in(first, other) or _known_in(second, one))
    return _cyrillic(one) != _cyrillic(other) or one[:3] == other[:3]


def _known_in(lines: frozenset[int], like: str) -> bool:
    """Whether a name has forms in the letters of another."""
    return any(_cyrillic(form) == _cyrillic(like) for line in lines for form in _names().forms[line])


def misspelt(word: str, name: str) -> bool:
    """Whether ``word`` is most likely ``name``, spelt as its bearer does not (Sara - Sarah, Maira - Maria)."""
    word, name = fold_name(word), fold_name(name)
    if word == name or _cyrillic(word) != _cyrillic(name):
        return False
    names = _names()
    if name in names.spelt.get(word, ()):
        return True
    known = not names.lines.get(word, frozenset()).isdisjoint(names.lines.get(name, frozenset()))
    return not known and word not in names.short and min(len(word), len(name)) >= _LEAST and _one_slip(word, name)


def _one_slip(one: str, other: str) -> bool:
    """Whether a letter was changed, added, left out, or two changed places."""
    short, long = sorted((one, other), key=len)
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, more = short[same:], long[same:]
    if len(short) == len(long):
        return rest[1:] == more[1:] or (rest[:2] == more[:2][::-1] and rest[2:] == more[2:])
    return len(long) - len(short) == 1 and rest == more[1:]


def _cyrillic(word: str) -> bool:
    return any("а" <= letter <= "я" or letter == "ё" for letter in word.lower())
