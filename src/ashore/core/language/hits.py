"""Phrases of other books than the language's own, found in a text with their places: one pass over its words."""

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from ashore.core.kernel import Span
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.recognising import LONGEST, bare, called_by, spoken


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
    piece = spoken(text[sentence.start : min(sentence.end, sentence.start + LONGEST)])
    words = lexicon.words_of(piece)
    found = list(_found(words, lexicon))
    if not found:
        return []
    places = lexicon.places_of(piece, sentence.start)
    whole = (
        Hit(kind, Span(places[first].start, places[last - 1].end), sentence, suggestion)
        for kind, suggestion, first, last in found
    )
    return _longest(whole)


def _found(words: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, str, int, int]]:
    """Kind, suggestion, first word, word behind the last; without pauses at its ends."""
    singles, phrases = called_by(words, lexicon)
    for kind, place in singles:
        yield kind, "", place, place + 1
    for phrase in phrases:
        for first, last in phrase.every(words):
            yield phrase.kind, phrase.suggestion, *bare(words, first, last)


def _longest(found: Iterator[Hit]) -> list[Hit]:
    """By place; of hits of one kind that share words the longest."""
    kept: dict[str, list[Hit]] = {}
    for hit in sorted(found, key=lambda each: (each.span.start - each.span.end, each.span.start)):
        same = kept.setdefault(hit.kind, [])
        if not any(other.span.start < hit.span.end and hit.span.start < other.span.end for other in same):
            same.append(hit)
    return sorted((hit for same in kept.values() for hit in same), key=attrgetter("span", "kind"))
