"""Questions: with a mark or by their words alone; several in one sentence; what only looks like one."""

import re

from ashore.core.kernel import Span
from ashore.core.language.facts import Question
from ashore.core.language.lexicon import Lexicon, fold
from ashore.core.language.recognising import TOKEN, Sentence

_AND = re.compile(r"(?:[,;]\s*|\s)(?:and|also|а также|и|а|a|at|tsaka|saka)\s+", re.IGNORECASE)
_JOINING = frozenset(("and", "also", "а", "и", "a", "at", "tsaka", "saka"))
"""The words of ``_AND``."""
_AHEAD = 40
_FEW = 2


def questions_in(one: Sentence, lexicon: Lexicon) -> list[Question]:
    """The questions of a sentence, in order; none for rhetoric, courtesy and what merely announces one."""
    if not (one.marked or "ask" in one.kinds) or _is_none(one, lexicon):
        return []
    found = []
    for span in _each(one, lexicon):
        piece = span.of(one.text)
        words = one.words if one.whole and span == one.span else TOKEN.findall(fold(piece, lexicon.language))
        found.append(Question(span, piece, lexicon.topics_of(words), one.marked))
    return found


def _is_none(one: Sentence, lexicon: Lexicon) -> bool:
    kinds = one.kinds
    if not one.marked:
        empty = "noask" in kinds or "offer" in kinds
    else:
        empty = not any(w[0].isalnum() and w not in lexicon.closing and not w.startswith("0x") for w in one.words)
        empty = empty or "rhetoric" in kinds
        if not empty and "ask" not in kinds:
            empty = ("announce" in kinds and ":" not in one.laid_out) or _only_tags(one, lexicon)
    if empty:
        return True
    return "courtesy" in kinds and len(_beyond_courtesy(one, lexicon)) <= _FEW


def _only_tags(one: Sentence, lexicon: Lexicon) -> bool:
    """Whether a statement merely ends in a tag ("isn't it?") or a query in brackets."""
    raw = one.span.of(one.text)
    return "tag" in one.kinds or (raw.endswith("?)") and "(" in raw[1:] and not _opens(raw, lexicon))


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
    tokens = TOKEN.findall(fold(piece[:_AHEAD], lexicon.language))
    laid_out = f" {' '.join(tokens)} "
    for place, token in enumerate(tokens[:2]):
        singles, phrases = lexicon.openings[token]
        if place == 0 and singles:
            return True
        if any((match := phrase.search(laid_out)) and match.start() == 0 for _, _, phrase in phrases):
            return True
    return False


def _asks(piece: str, lexicon: Lexicon) -> bool:
    """Whether an interrogative word stands at the beginning of a clause of the piece, or a particle asks in it."""
    for clause in re.split(r"[,:;–—]\s+|\.\s+", piece):
        words = clause.split()
        if any(_opens(" ".join(words[k:]), lexicon) for k in range(min(len(words), 2))):
            return True
    tokens = TOKEN.findall(fold(piece, lexicon.language))
    laid_out = f" {' '.join(tokens)} "
    return any(
        "ask" in singles or any(phrase.kind == "ask" and phrase.search(laid_out) for _, _, phrase in phrases)
        for singles, phrases in map(lexicon.calls.__getitem__, tokens)
    )
