"""What the index holds of a message: a set of lexemes.

``w`` and a word as it stands; ``e``, ``r``, ``s``, ``f`` and its English, Russian, Slovak or Filipino stem; the same
behind ``S``, ``F``, ``T``, ``A`` for words of the subject, of the sender, of the others, of the files' names; ``Fa``
and ``Ta`` and a whole address as one word, since its words alone stand in most messages; ``u`` for every message;
``d``, ``y``, ``m`` and the decade, year and month of its date. A word is stemmed in the language of its letters;
where these are Latin, in that of the text. Filipino letters speak English too, so both stems are kept.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple

from ashore.core.language.lexicon import sections
from ashore.core.language.search.fine_stems import LEAST, STEMMERS
from ashore.core.language.search.folding import LONGEST, joined, words

INDEXED = 200_000
"""Characters of a text whose words are found."""
ROOM = 200_000
"""Words whose lexemes are remembered."""
REPEATED = 500
"""Characters of a field up to which it is remembered."""
MOST_BYTES = 700_000
"""Of all lexemes of a message; PostgreSQL takes a megabyte."""
SUBJECT, SENDER, OTHERS, FILE, ANYWHERE = "S", "F", "T", "A", ""
EVERY, AS_WRITTEN = "u", "w"
LATIN = ("en", "sk", "fil")
WITH_ADDRESSES = (SENDER, OTHERS)
CYRILLIC_FIRST, CYRILLIC_LAST = "а", "ӿ"


PEOPLE = 500
"""Addresses of To, and as many of Cc, that are found."""
FILES = 500
"""Names of files of one message that are found."""
Pairs = Sequence[Sequence[str]]
"""Names with addresses."""


class Document(NamedTuple):
    """What is found of a message. ``others``: whom it went to; ``files``: their names; ``at``: its date, UTC."""

    subject: str
    sender: str
    others: str
    files: str
    text: str
    at: datetime


def document(
    *, subject: str, sender: Sequence[str], to: Pairs, cc: Pairs, files: Sequence[str], text: str, at: datetime
) -> Document:
    """What is found of a message with these columns."""
    others = " ".join(f"{name} {address}" for name, address in (*to[:PEOPLE], *cc[:PEOPLE]))
    return Document(subject, " ".join(sender), others, " ".join(files[:FILES]), text[:INDEXED], at)


def lexemes(document: Document) -> str:
    """All lexemes of a message, with spaces between them; some may come twice."""
    spoken = set(words(document.text[:INDEXED]))
    languages = latin(spoken)
    known = _known(languages)
    found = [dates(document.at)]
    for name, value in (
        (SUBJECT, document.subject),
        (SENDER, document.sender),
        (OTHERS, document.others),
        (FILE, document.files),
    ):
        if value:
            own, here = (_field if len(value) <= REPEATED else _field.__wrapped__)(name, value, languages)
            spoken |= here
            found.append(own)
    found += map(known.__getitem__, spoken)
    return " ".join(found if len(document.text) < MOST_BYTES // 20 else _bounded(" ".join(found).split()))


@lru_cache(maxsize=5_000)
def _field(name: str, value: str, languages: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """The lexemes of a field, with spaces between them, and its words. People and subjects come again and again."""
    here, known = frozenset(words(value)), _known(languages)
    found = [name + each for word in here for each in known[word].split()]
    if name in WITH_ADDRESSES:
        found += [f"{name}a{joined(piece)}" for piece in value.split() if "@" in piece]
    return " ".join(found), here


def _bounded(found: Iterable[str]) -> list[str]:
    """So many of the lexemes, the shortest first, as a database takes of one message."""
    kept, left = [], MOST_BYTES
    for each in sorted(set(found), key=lambda one: (len(one), one)):
        left -= len(each.encode()) + 16
        if left < 0:
            break
        kept.append(each)
    return kept


def dates(at: datetime) -> str:
    """The lexemes of a date, the one of every message among them, with spaces between them."""
    return _dates(at.year, at.month)


@lru_cache(maxsize=1_000)
def _dates(year: int, month: int) -> str:
    year = min(max(year, 1970), 2099)
    return f"{EVERY} d{year // 10} y{year} m{year}{month:02}"


def latin(spoken: Set[str]) -> tuple[str, ...]:
    """In which languages the Latin words among these folded ones are stemmed, by the words that only one language
    has."""
    *each, every = _own_words()
    there = spoken & every
    english, slovak, filipino = (len(there & own) for own in each)
    if filipino >= 2 and filipino * 4 >= english and filipino > slovak:
        return ("en", "fil")
    return ("sk",) if slovak > english else ("en",)


@cache
def _own_words() -> tuple[frozenset[str], ...]:
    """Function words of English, Slovak and Filipino that the other two do not have; then all of them."""
    every = [frozenset(words(" ".join(sections(each, "words.txt")[":votes"]))) for each in LATIN]
    own = [one.difference(*(other for other in every if other is not one)) for one in every]
    return (*own, frozenset().union(*own))


class _Known(dict[str, str]):
    """A folded word -> its lexemes, with spaces between them, in texts of some languages."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__()
        self.stemmers = [_of(language) for language in languages]

    def __missing__(self, word: str) -> str:
        short = word[:LONGEST]
        found = AS_WRITTEN + short
        if is_stemmed(short):
            makers = [_of("ru")] if is_cyrillic(short) else self.stemmers
            found = " ".join([found, *(maker(short) for maker in makers)])
        if len(self) > ROOM:
            self.clear()
        self[word] = found
        return found


@lru_cache(maxsize=8)
def _known(languages: tuple[str, ...]) -> _Known:
    return _Known(languages)


def is_stemmed(word: str) -> bool:
    """Whether a folded word has stems: four letters or more, all of one of our alphabets."""
    return len(word) >= LEAST and word.isalpha() and (word.isascii() or is_cyrillic(word))


def is_cyrillic(word: str) -> bool:
    """Whether all letters are Cyrillic."""
    return min(word) >= CYRILLIC_FIRST and max(word) <= CYRILLIC_LAST


def _of(language: str) -> Callable[[str], str]:
    """Word -> lexeme of its stem."""
    stem, mark = STEMMERS[language], language[0]
    return lambda word: mark + stem(word)


@lru_cache(maxsize=50_000)
def stem_lexemes(word: str) -> tuple[str, ...]:
    """The lexemes of a folded word's stems in all languages that have its letters; none for a short word."""
    if not is_stemmed(word):
        return ()
    languages = ("ru",) if is_cyrillic(word) else ("en", "sk", "fil")
    return tuple(dict.fromkeys(_of(language)(word) for language in languages))
