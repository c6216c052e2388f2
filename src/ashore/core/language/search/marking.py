"""A piece of a text around the words that were found, with these as spans."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count, repeat
from operator import contains, not_, or_

from ashore.core.kernel import Span
from ashore.core.language.search.folding import LONGEST, fold
from ashore.core.language.search.lexemes import AS_WRITTEN, stem_lexemes
from ashore.core.language.search.query import Query, Term

WIDTH = 220
"""Characters of an excerpt."""
BEFORE = 60
"""Of them before the first word that was found."""
LOOKED_AT = 10_000
MOST_MARKS = 12
ROOM = 50_000
"""Pieces whose lexemes are remembered."""
_WRITTEN = re.compile(r"[^\W_][^\W_\u0300-\u036f\u00ad]*(?:[\u0300-\u036f\u00ad]+[^\W_]*)*")


def excerpt(text: str, query: Query) -> tuple[str, tuple[Span, ...]]:
    """One line out of a text and which stretches of it were asked for: around the first of them, else its beginning."""
    pieces = text[:LOOKED_AT].split()
    line = " ".join(pieces)
    spans = _found(pieces, line, query)
    start = max(0, spans[0].start - BEFORE) if spans else 0
    if start:
        space = line.find(" ", start, spans[0].start)
        start = space + 1 if space >= 0 else start
    end = min(len(line), start + WIDTH)
    inside = tuple(Span(a - start, b - start) for a, b in spans if a >= start and b <= end)
    return line[start:end], inside[:MOST_MARKS]


def _found(pieces: list[str], line: str, query: Query) -> list[Span]:
    """The words of a line that a query asks for; ``pieces``: between its spaces. Until one is found a long text is only
    looked through, which is why that is left to loops of the interpreter's own."""
    asked = _asked(query)
    at = next(compress(count(), asked.had_by(pieces)), None)
    if at is None:
        return []
    found: list[Span] = []
    start = sum(map(len, pieces[:at])) + at
    last = start + WIDTH
    for piece, holds in zip(pieces[at:], asked.had_by(pieces[at:]), strict=True):
        if start > last:
            break
        if holds:
            words = [place.span() for place in _WRITTEN.finditer(piece) if asked.has(place.group())]
            found += [Span(start + a, start + b) for a, b in words]
        start += len(piece) + 1
    return _of_phrases(line, asked.wanted, found)


class _Asked:
    """What a query asks for: lexemes as the index has them, and how a word may begin."""

    def __init__(self, query: Query) -> None:
        self.wanted = [term for term in query.terms if not term.negative]
        words = {word for term in self.wanted for word in term.words}
        plain = {word for term in self.wanted if not term.phrase for word in term.words}
        self.lexemes = {AS_WRITTEN + word for word in words}.union(*map(stem_lexemes, plain))
        self.starts = [f" {term.words[-1]}" for term in self.wanted if term.beginning]

    def had_by(self, pieces: Sequence[str]) -> Iterator[bool]:
        """Of each piece, whether it has a word asked for."""
        found = map(not_, map(self.lexemes.isdisjoint, map(_READ.__getitem__, pieces)))
        for start in self.starts:
            found = map(or_, found, map(contains, map(_WORDS.__getitem__, pieces), repeat(start)))
        return found

    def has(self, piece: str) -> bool:
        """Whether a piece has a word asked for."""
        return next(self.had_by([piece]))


class _Read(dict[str, tuple[str, ...]]):
    """A piece as it is written -> the lexemes of its words."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found: list[str] = []
        for written in (piece,) if piece.isalnum() else _WRITTEN.findall(piece):
            plain = fold(written)[:LONGEST]
            found += (AS_WRITTEN + plain, *stem_lexemes(plain))
        if len(self) > ROOM:
            self.clear()
        self[piece] = tuple(found)
        return self[piece]


class _Words(dict[str, str]):
    """A piece as it is written -> its folded words, each behind a space."""

    def __missing__(self, piece: str) -> str:
        if len(self) > ROOM:
            self.clear()
        self[piece] = "".join(f" {each[1:]}" for each in _READ[piece] if each[0] == AS_WRITTEN)
        return self[piece]


_READ, _WORDS = _Read(), _Words()


@lru_cache(maxsize=20)
def _asked(query: Query) -> _Asked:
    return _Asked(query)


def _of_phrases(line: str, wanted: Sequence[Term], found: list[Span]) -> list[Span]:
    """Where only phrases are asked for, single words of them that stand elsewhere are not marked."""
    phrases = [term for term in wanted if len(term.words) > 1]
    if len(phrases) != len(wanted) or not phrases:
        return found
    kept: list[Span] = []
    plain = [fold(span.of(line)) for span in found]
    for term in phrases:
        size = len(term.words)
        for at in range(len(found) - size + 1):
            if tuple(plain[at : at + size - 1]) == term.words[:-1] and plain[at + size - 1].startswith(term.words[-1]):
                kept += found[at : at + size]
    return sorted(set(kept))
