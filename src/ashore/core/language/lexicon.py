"""The data files of a language, read once and indexed so that a word looks up what it may mean."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Generic, TypeVar

from ashore.core.kernel import Span
from ashore.core.language.coarse_stems import stemmer
from ashore.core.language.facts import Language
from ashore.core.language.matching import PAUSES
from ashore.core.language.misspelling import misspelt
from ashore.core.language.phrases import Notation, Phrase

_SLOVAK = tuple(zip("áäčďéěíĺľňóôŕřšťúůýž", "aacdeeillnoorrstuuyz", strict=True))


def fold(text: str, language: str) -> str:
    """Lower case as the data files are folded: Slovak without diacritics (many write so), Russian with е for ё."""
    return unaccented(text.lower().replace("’", "'"), language)


def unaccented(low: str, language: str) -> str:
    """A text that is lower-case already, folded as its language asks."""
    if language == "ru":
        return low.replace("ё", "е")
    if language == "sk" and not low.isascii():
        for accented, bare in _SLOVAK:  # ten times as quick as ``translate`` with a table
            low = low.replace(accented, bare)
    return low


_DATA = __file__.rpartition("lexicon")[0] + "data"
_OPENING = "and_ask"
_ORDERED = frozenset(("thanks", "farewell", "greeting", "courtesy", "agree", _OPENING))
"""Kinds whose phrases are cut out of a sentence one after the other, in the order of their rarest words."""
TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|[,;:()–—]")
LONG = 40
"""Longer pieces are rarely met twice."""
ROOM = 60_000
"""Distinct words kept in memory per language; beyond that the tables start afresh (a hostile text is bounded)."""


def sections(language: str, name: str, *, folded: bool = True) -> dict[str, list[str]]:
    """A data file as section -> lines; ``#`` opens a comment. ``folded``: the lines are, see ``fold``."""
    with open(f"{_DATA}/{language}/{name}", encoding="utf-8") as file:  # noqa: PTH123 - start-up: pathlib costs more
        return parse_sections(file.read(), language if folded else "")


def parse_sections(text: str, language: str) -> dict[str, list[str]]:
    """The text of a data file as section -> lines, folded for ``language`` (not at all where that is empty). What a
    line says behind ``=>`` stays as it is written."""
    found: dict[str, list[str]] = {}
    lines: list[str] = found.setdefault("", [])
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line:
            phrase, arrow, better = line.partition("=>")
            lines.append((fold(phrase, language) if language else phrase) + arrow + better)
    return found


class Tokens(dict[str, Sequence[str]]):
    """What stands between two spaces -> the words and pauses in it, folded."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, piece: str) -> Sequence[str]:
        tokens = tuple(TOKEN.findall(fold(piece, self._language)))
        if len(self) > ROOM:
            self.clear()
        if len(piece) <= LONG:
            self[piece] = tokens
        return tokens


class Stems(dict[str, str]):
    """Word -> stem, or "" where the word carries no topic."""

    def __init__(self, language: str, stop: frozenset[str]) -> None:
        super().__init__()
        self._stem = stemmer(language)
        self._stop = stop

    def __missing__(self, word: str) -> str:
        if len(self) > ROOM:
            self.clear()
        stem = ""
        if word not in self._stop and (len(word) > 2 or word.isdigit()) and any(map(str.isalnum, word)):
            stem = word if any(map(str.isdigit, word)) else self._stem(word[:40])
        self[word] = stem
        return stem


_Entry = TypeVar("_Entry")


class Table(Generic[_Entry]):
    """Entries by words and by beginnings of words (``pre*``)."""

    def __init__(self, entries: Iterable[tuple[str, _Entry]]) -> None:
        self._whole: dict[str, list[_Entry]] = {}
        self._begun: dict[str, list[_Entry]] = {}
        for key, entry in entries:
            table, word = (self._begun, key[:-1]) if key[-1] == "*" else (self._whole, key)
            table.setdefault(word, []).append(entry)
        self._lengths = sorted({len(key) for key in self._begun})

    def of(self, word: str) -> list[_Entry]:
        """Those of the whole word, then those of its beginnings, short ones first."""
        found = [*self._whole.get(word, ())]
        for length in self._lengths:
            if length > len(word):
                break
            found += self._begun.get(word[:length], ())
        return found


Called = tuple[tuple[str, ...], dict[Phrase, None], dict[str, dict[Phrase, None]]]


class Calls(dict[str, Called | None]):
    """Word -> what it calls for: the kinds it means by itself; phrases that may stand in its sentence; those that may
    where it stands behind another word (or ``phrases.OPENING``). None for most words."""

    def __init__(
        self, phrases: Sequence[Phrase], forms: Sequence[tuple[str, re.Pattern[str], frozenset[str]]] = ()
    ) -> None:
        """``forms``: kinds that a word means by its form (an imperative), the expression of it, and words that only
        look like it."""
        super().__init__()
        self._forms = forms
        self._phrases: Table[tuple[Phrase, Collection[str]]] = Table(
            (key, (phrase, before)) for phrase in phrases for key, before in phrase.keys.items()
        )

    def __missing__(self, word: str) -> Called | None:
        if len(self) > ROOM:
            self.clear()
        called = self._phrases.of(word)
        forms = tuple(kind for kind, form, other in self._forms if form.fullmatch(word) and word not in other)
        answer = _sorted(called, forms) if called or forms else None
        self[word] = answer
        return answer


def _sorted(called: Sequence[tuple[Phrase, Collection[str]]], forms: tuple[str, ...]) -> Called:
    singles, anywhere = dict[Phrase, None](), dict[Phrase, None]()
    behind: dict[str, dict[Phrase, None]] = {}
    for phrase, before in called:
        if phrase.single:
            singles[phrase] = None
        elif not before:
            anywhere[phrase] = None
        for word in before:
            behind.setdefault(word, {})[phrase] = None
    return (*(p.kind for p in singles), *forms), anywhere, behind


class Lexicon:
    """What ``read`` needs of one language. ``closing``: words that a mere thank-you or goodbye may consist of;
    ``openings``: what a further question after "and" begins with; ``leads``: after which a clause may begin;
    ``common``: words without a topic; ``names``: usual given names; ``roles``: words for people who do something."""

    __slots__ = (
        *("_words", "abbreviations", "calls", "closing", "common", "language", "leads", "names", "openings", "roles"),
        "stems",
    )

    def __init__(self, files: Sequence[Mapping[str, Sequence[str]]], language: str) -> None:
        self.language = language
        stop = frozenset(w for f in files for w in _flat(f.get(":stop", ())))
        phrases: list[Phrase] = []
        self.leads = {"", *PAUSES, *(w.rpartition("_")[2] for f in files for w in _flat(f.get("lead", ())))}
        for file in files:
            lists = {k[1:]: _flat(v) for k, v in file.items() if k.startswith("@")}
            notation = Notation(lists, _flat(file.get("lead", ())), stop)
            for kind, lines in file.items():
                if kind and kind[0] not in "@:~" and kind != "lead":
                    phrases += (Phrase(kind, line, notation, kind in _ORDERED) for line in lines)
        self.calls = Calls([phrase for phrase in phrases if phrase.kind != _OPENING], _forms(files))
        self.openings = Calls([phrase for phrase in phrases if phrase.kind == _OPENING])
        self.abbreviations = frozenset(w for f in files for w in _flat(f.get(":abbreviations", ())))
        self.closing = frozenset(w for f in files for w in _flat(f.get(":closing", ())))
        self.names = frozenset(w for f in files for w in _flat(f.get(":names", ())))
        self.roles = frozenset(w for f in files for w in _flat(f.get(":roles", ())))
        self.common = stop
        self.stems = Stems(language, stop)
        self._words = Tokens(language)

    def words_of(self, text: str) -> list[str]:
        """The words and pauses of a text, folded."""
        return list(chain.from_iterable(map(self._words.__getitem__, text.split())))

    def places_of(self, text: str, offset: int = 0) -> list[Span]:
        """The place of each word that ``words_of`` finds, in a text that begins at ``offset``."""
        low = fold(text, self.language)
        if len(low) == len(text):
            return [Span(offset + found.start(), offset + found.end()) for found in TOKEN.finditer(low)]
        origin = [place for place, letter in enumerate(text, offset) for _ in fold(letter, self.language)]
        return [Span(origin[found.start()], origin[found.end() - 1] + 1) for found in TOKEN.finditer(low)]

    def topics_of(self, words: Iterable[str]) -> frozenset[str]:
        """The stems of those words that carry a topic."""
        return frozenset(filter(None, map(self.stems.__getitem__, words)))


def _forms(files: Sequence[Mapping[str, Sequence[str]]]) -> list[tuple[str, re.Pattern[str], frozenset[str]]]:
    """The sections ``[~kind]`` (expressions of whole words, one a line), ``[~kind!]`` (words that are not meant)."""
    kinds = {name.rstrip("!") for file in files for name in file if name.startswith("~")}
    found = []
    for kind in sorted(kinds):
        lines = [line for file in files for line in file.get(kind, ())]
        other = frozenset(word for file in files for word in _flat(file.get(f"{kind}!", ())))
        found.append((kind[1:], re.compile("|".join(f"(?:{line})" for line in lines)), other))
    return found


def _flat(lines: Sequence[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


_TIMELY = {
    *("day", "today", "eod", "later", "dawn", "weekday", "month", "unit", "whole", "lastworkday", "afterweekend"),
    *("feast", "noon", "midnight", "oclock", "ordinal", "number", "toward", "beyond", "timed", "quarterno"),
    *("spandays", "alone", "am", "pm", "easter", "orthodox", "midweek"),
}
"""Kinds of names in dates.txt that may name a time by themselves."""


@cache
def time_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """First and longest words of the names without which (and without a figure) a sentence names no time; names of days
    misspelt too."""
    names: list[list[str]] = []
    for section, lines in sections(language, "dates.txt").items():
        kind, _, value = section.partition(" ")
        if kind in _TIMELY and (kind, value) != ("number", "1"):
            words = [name.split() for name in "; ".join(lines).split(";") if name.strip()]
            names += words
            if kind in ("day", "weekday"):
                names += [[typo] for name in words if len(name) == 1 for typo in misspelt(name[0])]
    return frozenset(name[0] for name in names), frozenset(max(reversed(name), key=len) for name in names)


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language; Filipino includes the English one (Taglish), the unknown language has only marks."""
    if language == "und":
        return Lexicon([], "en")
    names = ("fil", "en") if language == "fil" else (language,)
    return Lexicon([sections(name, "phrases.txt") for name in names], language)
