"""Phrases of other books than the language's own, found in a text with their places: one pass over its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from ashore.core.kernel import Span
from ashore.core.language.lexicon import TOKEN, Lexicon, fold
from ashore.core.language.matching import PAUSES
from ashore.core.language.recognising import LONGEST, QUOTED, called_by

_PIECE = re.compile(r"\S+")
_FEW = 2
"""A quotation of so few words is a name; a longer one is somebody else's speech."""


class Hit(NamedTuple):
    """A phrase that stands in a text. ``kind``: its section; ``span``: its words in the text; ``sentence``: theirs;
    ``suggestion``: what its line puts in their place, may be empty."""

    kind: str
    span: Span
    sentence: Span
    suggestion: str = ""


def book(files: Mapping[str, Mapping[str, Sequence[str]]], language: str) -> Lexicon:
    """The phrases of some files (each as ``lexicon.parse_sections`` gives it) in one book: file -> section -> lines.

    Lines are in the notation of ``phrases``; ``@lists`` and ``lead`` hold for their own file. Raises KeyError for a
    list that its file does not define.
    """
    return Lexicon(list(files.values()), language)


def hits(text: str, lexicon: Lexicon, sentences: Sequence[Span]) -> list[Hit]:
    """The phrases of a book in the sentences of a text, by place; spans count code points of ``text``.

    Of phrases of one kind that share words only the longest is given. Quotations of more than two words are passed
    over, being others' words; so is what is beyond the first 1 200 code points of a sentence.
    """
    return [hit for sentence in sentences for hit in _in_sentence(text, lexicon, sentence)]


def _in_sentence(text: str, lexicon: Lexicon, sentence: Span) -> list[Hit]:
    piece = text[sentence.start : min(sentence.end, sentence.start + LONGEST)]
    if '"' in piece or (not piece.isascii() and any(mark in piece for mark in "«“„")):
        piece = QUOTED.sub(_blank, piece)
    words = lexicon.words_of(piece)
    found = list(_found(words, lexicon))
    if not found:
        return []
    places = list(_places(piece, lexicon.language, sentence.start))
    whole = (
        Hit(kind, Span(places[first].start, places[last - 1].end), sentence, suggestion)
        for kind, suggestion, first, last in found
    )
    return _longest(whole)


def _blank(quoted: re.Match[str]) -> str:
    whole = quoted.group()
    return whole if len(whole.split()) <= _FEW else " " * len(whole)


def _found(words: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, str, int, int]]:
    """Kind, suggestion, first word, word behind the last; without pauses at its ends."""
    singles, phrases = called_by(words, lexicon)
    for kind, place in singles:
        yield kind, "", place, place + 1
    for phrase in phrases:
        for first, last in phrase.every(words):
            while last - 1 > first and words[last - 1] in PAUSES:
                last -= 1
            while first < last - 1 and words[first] in PAUSES:
                first += 1
            yield phrase.kind, phrase.suggestion, first, last


def _places(piece: str, language: str, offset: int) -> Iterator[Span]:
    """The place of each word that ``Lexicon.words_of`` finds in a piece of text that begins at ``offset``."""
    for stretch in _PIECE.finditer(piece):
        raw, start = stretch.group(), offset + stretch.start()
        low = fold(raw, language)
        if len(low) == len(raw):
            for word in TOKEN.finditer(low):
                yield Span(start + word.start(), start + word.end())
        else:  # one letter became two, as İ does
            origin = [place for place, letter in enumerate(raw) for _ in fold(letter, language)]
            for word in TOKEN.finditer(low):
                yield Span(start + origin[word.start()], start + origin[word.end() - 1] + 1)


def _longest(found: Iterator[Hit]) -> list[Hit]:
    """By place; of hits of one kind that share words the longest."""
    kept: dict[str, list[Hit]] = {}
    for hit in sorted(found, key=lambda each: (each.span.start - each.span.end, each.span.start)):
        same = kept.setdefault(hit.kind, [])
        if not any(other.span.start < hit.span.end and hit.span.start < other.span.end for other in same):
            same.append(hit)
    return sorted((hit for same in kept.values() for hit in same), key=attrgetter("span", "kind"))
