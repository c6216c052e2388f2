"""Questions: with a mark or by their words alone; several in one sentence; what only looks like one."""

import re

from ashore.core.kernel import Span
from ashore.core.language.facts import Question
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.recognising import Recognised, Sentence

_AND = re.compile(r"(?:[,;]\s*|\s)(?:and|also|а также|и|а|a|at|tsaka|saka)\s+", re.IGNORECASE)
_JOINING = frozenset(("and", "also", "а", "и", "a", "at", "tsaka", "saka"))
"""The words of ``_AND``."""
_AHEAD = 40
_FEW = 2


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
    """The questions in one marked sentence: a new one where an interrogative clause follows "and", if what stands
    before asks by itself (two words at least each). Alternatives ("or") are one question."""
    if not one.marked or _JOINING.isdisjoint(one.words):
        return [one.span]
    raw = one.span.of(one.text)
    pieces: list[Span] = []
    start = 0
    for found in _AND.finditer(raw):
        before, after = raw[start : found.start()], raw[found.end() :]
        if _opens(after, lexicon) and _asks(before, lexicon) and len(before.split()) >= 2 and len(after.split()) >= 2:
            pieces.append(_trimmed(one.span.start + start, before))
            start = found.end()
    return [*pieces, Span(one.span.start + start, one.span.end)]


def _trimmed(start: int, piece: str) -> Span:
    bare = piece.strip(" ,;\n\t")
    first = start + piece.index(bare)
    return Span(first, first + len(bare))


def _opens(piece: str, lexicon: Lexicon) -> bool:
    """Whether the piece begins with an interrogative word."""
    tokens = lexicon.words_of(piece[:_AHEAD])
    for place, called in enumerate(map(lexicon.openings.__getitem__, tokens[:2])):
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
