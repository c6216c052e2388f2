"""A piece of a text around the words that were found, with these as spans."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from ashore.core.kernel import Span
from ashore.core.language.search.folding import LONGEST, fold
from ashore.core.language.search.lexemes import stem_lexemes
from ashore.core.language.search.query import Query, Term

WIDTH = 220
"""Characters of an excerpt."""
BEFORE = 60
"""Of them before the first word that was found."""
LOOKED_AT = 10_000
MOST_MARKS = 12
MOST_WORDS = 20_000
"""Of which it is remembered whether one query asks for them."""
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
    """The words of a line that a query asks for; of its pieces, the first that has one is looked for."""
    asked = _asked(query)
    hits = compress(range(len(pieces)), map(asked.__getitem__, pieces)) if asked.exact else iter(())
    first = next(hits, None)
    if first is None:
        return []
    found: list[Span] = []
    last = len(line)
    before = pieces[:first]
    for place in _WRITTEN.finditer(line, sum(map(len, before)) + len(before)):
        if place.start() > last:
            break
        if asked[place.group()]:
            found.append(Span(*place.span()))
            last = found[0].start + WIDTH
    return _of_phrases(line, asked.wanted, found)


class _Asked(dict[str, bool]):
    """A piece as it is written -> whether it has a word that a query asks for; what was told of one line serves for the
    next."""

    def __init__(self, query: Query) -> None:
        super().__init__()
        self.wanted = [term for term in query.terms if not term.negative]
        self.exact = {word for term in self.wanted for word in term.words}
        plain = [term for term in self.wanted if not term.phrase]
        self.stems = {stem for term in plain for word in term.words for stem in stem_lexemes(word)}
        self.starts = tuple(term.words[-1] for term in self.wanted if term.beginning)

    def __missing__(self, piece: str) -> bool:
        if piece.isalnum():
            asked = self._is_asked(piece)
        else:
            asked = any(map(self._is_asked, _WRITTEN.findall(piece)))
        if len(self) < MOST_WORDS:
            self[piece] = asked
        return asked

    def _is_asked(self, written: str) -> bool:
        plain, stems = _read(written)
        if plain in self.exact or (self.starts and plain.startswith(self.starts)):
            return True
        return not self.stems.isdisjoint(stems)


@lru_cache(maxsize=20)
def _asked(query: Query) -> _Asked:
    return _Asked(query)


@lru_cache(maxsize=50_000)
def _read(written: str) -> tuple[str, tuple[str, ...]]:
    """A word folded, and the lexemes of its stems."""
    plain = fold(written)[:LONGEST]
    return plain, stem_lexemes(plain)


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
