"""Phrases of other books than the language's own, found in a text with their places: one pass over its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from ashore.core.kernel import Span
from ashore.core.language.lexicon import TOKEN, Lexicon, fold
from ashore.core.language.matching import PAUSES
from ashore.core.language.phrases import Phrase
from ashore.core.language.recognising import LONGEST, called, without_quotations

_PIECE = re.compile(r"\S+")
_SEVERAL = 8
"""So many times one phrase is looked for in one sentence."""


class Hit(NamedTuple):
    """A phrase that stands in a text. ``kind``: its section; ``span``: its words in the text; ``sentence``: theirs;
    ``suggestion``: what its line puts in its place, may be empty."""

    kind: str
    span: Span
    sentence: Span
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """Phrases by the words that call for them. ``better``: kind -> suggestion, for lines that make one."""

    lexicon: Lexicon
    better: Mapping[str, str]


def book(files: Mapping[str, Mapping[str, Sequence[str]]], language: str) -> Book:
    """A book of the sections of some files (``lexicon.parse_sections``): file -> section -> lines.

    ``@lists`` and ``lead`` hold for their own file. A line ``phrase => suggestion`` makes a suggestion. Raises KeyError
    for a list that its file does not define.
    """
    better: dict[str, str] = {}
    spoken = []
    for sections in files.values():
        plain: dict[str, Sequence[str]] = {}
        for kind, lines in sections.items():
            if kind and kind[0] not in "@:" and kind != "lead":
                plain[kind] = [line for line in lines if "=>" not in line]
                for line in lines:
                    phrase, arrow, suggestion = line.partition("=>")
                    if arrow:
                        own = f"{kind}#{len(better)}"
                        better[own] = suggestion.strip()
                        plain[own] = [phrase.strip()]
            else:
                plain[kind] = lines
        spoken.append(plain)
    return Book(Lexicon(spoken, language), better)


def hits(text: str, known: Book, sentences: Sequence[Span]) -> list[Hit]:
    """The phrases of a book in the sentences of a text, by place; a phrase within a longer one of its section is left
    out, and so are longer quotations: those are others' words."""
    found: list[Hit] = []
    for sentence in sentences:
        found += _in_sentence(text, known, sentence)
    return found


def _in_sentence(text: str, known: Book, sentence: Span) -> list[Hit]:
    piece = text[sentence.start : min(sentence.end, sentence.start + LONGEST)]
    piece = without_quotations(piece, _blank)
    words = known.lexicon.words_of(piece)
    matches = list(_matches(words, known.lexicon))
    if not matches:
        return []
    places = _places(piece, known.lexicon.language)
    if len(places) != len(words):
        return []
    found = []
    for kind, first, last in matches:
        while last - 1 > first and words[last - 1] in PAUSES:
            last -= 1
        while first < last - 1 and words[first] in PAUSES:
            first += 1
        span = Span(sentence.start + places[first].start, sentence.start + places[last - 1].end)
        found.append(Hit(kind.partition("#")[0], span, sentence, known.better.get(kind, "")))
    return _longest(found)


def _blank(quotation: str) -> str:
    """As long as it was, so that places hold."""
    return "".join(c if c.isspace() else " " for c in quotation)


def _matches(words: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Kind, first word, word behind the last."""
    alone, phrases = called(words, lexicon)
    for kind, place in alone:
        yield kind, place, place + 1
    for phrase in phrases:
        yield from ((phrase.kind, first, last) for first, last in _each(phrase, words))


def _each(phrase: Phrase, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the phrase stands: every place of one that may stand anywhere, the first of one that opens a clause."""
    start = 0
    for _ in range(1 if phrase.opens else _SEVERAL):
        match = phrase.find(words[start:] if start else words)
        if match is None or match.end() == match.start():
            return
        yield start + match.start(), start + match.end()
        start += match.end()


def _places(piece: str, language: str) -> list[Span]:
    """The place of each word that ``Lexicon.words_of`` finds."""
    found = []
    for stretch in _PIECE.finditer(piece):
        raw = stretch.group()
        low = fold(raw, language)
        at = partial(_shifted, stretch.start()) if len(low) == len(raw) else partial(_whole, stretch.span())
        found += [at(word.span()) for word in TOKEN.finditer(low)]
    return found


def _shifted(by: int, span: tuple[int, int]) -> Span:
    return Span(by + span[0], by + span[1])


def _whole(stretch: tuple[int, int], _: tuple[int, int]) -> Span:
    """Where folding changed the length, the whole stretch stands for each of its words."""
    return Span(*stretch)


def _longest(found: list[Hit]) -> list[Hit]:
    """By place; of hits of one kind that share words the longest."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda each: (each.kind, each.span.start - each.span.end, each.span.start)):
        if not any(o.kind == hit.kind and o.span.start < hit.span.end and hit.span.start < o.span.end for o in kept):
            kept.append(hit)
    return sorted(kept, key=lambda each: (each.span, each.kind))
