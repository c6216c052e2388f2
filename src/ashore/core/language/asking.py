"""Questions: with a mark or by their words alone; several in one sentence; what only looks like one."""

import re
from collections.abc import Iterator

from ashore.core.kernel import Span
from ashore.core.language.facts import Question
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.recognising import LONGEST, Recognised, Sentence

_AND = re.compile(r"(?:[,;]\s*|\s)(?:and|also|а также|и|а|a|at|tsaka|saka)\s+", re.IGNORECASE)
_JOINING = frozenset(("and", "also", "а", "и", "a", "at", "tsaka", "saka"))
"""The words of ``_AND``."""
_COMMA = re.compile(r",\s+")
_AHEAD = 40
_FEW = 2
_FIRST = 6
"""Among these words stands the particle that makes a clause a question."""
_LEAST = 2
"""Words of a question that stands for itself."""


def questions_in(one: Sentence, lexicon: Lexicon) -> list[Question]:
    """The questions of a sentence, in order; none for rhetoric, courtesy and what merely announces one."""
    if not (one.marked or one.has("ask") or (one.has("ask_chat") and one.chat)) or _is_none(one, lexicon):
        return []
    found = []
    for span in _each(one, lexicon):
        piece = span.of(one.text)
        words = one.words if one.whole and span == one.span else lexicon.words_of(piece)
        found.append(Question(span, piece, lexicon.topics_of(words), one.marked))
    return found


def _is_none(one: Sentence, lexicon: Lexicon) -> bool:
    if not one.marked:
        empty = one.has("noask") or one.has("offer")
    else:
        empty = not any(w[0].isalnum() and w not in lexicon.closing and not w.startswith("0x") for w in one.words)
        empty = empty or one.has("rhetoric")
        if not empty and not one.has("ask"):
            empty = (":" not in one.spoken and one.has("announce")) or _only_tags(one, lexicon)
    if empty:
        return True
    return one.has("courtesy") and len(_beyond_courtesy(one, lexicon)) <= _FEW


def _only_tags(one: Sentence, lexicon: Lexicon) -> bool:
    """Whether a statement merely ends in a tag ("isn't it?") or a query in brackets."""
    raw = one.span.of(one.text)
    return one.has("tag") or (raw.endswith("?)") and "(" in raw[1:] and not _opens(raw, lexicon))


def _beyond_courtesy(one: Sentence, lexicon: Lexicon) -> list[str]:
    return [w for w in one.rest("courtesy", "greeting") if w not in lexicon.closing]


def _each(one: Sentence, lexicon: Lexicon) -> list[Span]:
    """The questions in one sentence: a new one where an interrogative clause follows "and", if what stands before asks
    by itself (two words at least each); in such a list also after a comma. A mere request before the "and" is left
    out. Alternatives ("or") are one question."""
    raw = one.span.of(one.text)
    if len(raw) > LONGEST or (_JOINING.isdisjoint(one.words) and one.words.count("ли") < _LEAST):
        return [one.span]
    pieces: list[Span] = []
    start = 0
    for found in _AND.finditer(raw):
        before, after = raw[start : found.start()], raw[found.end() :]
        if len(before.split()) < _LEAST or len(after.split()) < _LEAST or not _opens(after, lexicon):
            continue
        if _asks(before, lexicon):
            pieces += _listed(one.span.start + start, before, lexicon)
            start = found.end()
        elif not one.marked and not pieces and Recognised(lexicon.words_of(before), lexicon).has("request"):
            start = found.end()
    if not pieces and not start and one.words.count("ли") < _LEAST:
        return [one.span]
    return [*pieces, *_listed(one.span.start + start, raw[start:], lexicon)]


def _listed(start: int, piece: str, lexicon: Lexicon) -> Iterator[Span]:
    """The questions that commas part in one item of a list of questions."""
    first = 0
    for comma in _COMMA.finditer(piece):
        before, after = piece[first : comma.start()], piece[comma.end() :]
        if (
            min(len(before.split()), len(after.split())) >= _LEAST
            and _opens(before, lexicon)
            and _opens(after, lexicon)
        ):
            yield _trimmed(start + first, before)
            first = comma.end()
    yield _trimmed(start + first, piece[first:])


def _trimmed(start: int, piece: str) -> Span:
    bare = piece.strip(" ,;\n\t")
    first = start + piece.index(bare)
    return Span(first, first + len(bare))


def _opens(piece: str, lexicon: Lexicon) -> bool:
    """Whether the piece begins with an interrogative word."""
    tokens = lexicon.words_of(piece[:_AHEAD])
    for place, called in enumerate(map(lexicon.openings.__getitem__, tokens[:_FIRST])):
        if called is None:
            continue
        singles, phrases, _ = called
        if place == 0 and singles:
            return True
        if any((match := phrase.find(tokens)) and match.start() == 0 for phrase in phrases):
            return True
    return False


def _asks(piece: str, lexicon: Lexicon) -> bool:
    """Whether an interrogative word stands at the beginning of a clause of the piece, or a particle asks in it."""
    for clause in re.split(r"[,:;–—]\s+|\.\s+", piece):
        words = clause.split()
        if any(_opens(" ".join(words[k:]), lexicon) for k in range(min(len(words), 2))):
            return True
    return Recognised(lexicon.words_of(piece), lexicon).has("ask")
