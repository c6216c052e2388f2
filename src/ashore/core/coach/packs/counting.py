"""What a house limits, counted in a draft."""

import re
from collections.abc import Iterator, Sequence

from ashore.core.coach.case import Case
from ashore.core.coach.packs.model import Counted
from ashore.core.kernel import Span
from ashore.core.language import measure

_WHOLE = Span(0, 0)
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_MARKS = {"exclamation marks": "!", "question marks": "?"}


def counted(what: Counted, case: Case, phrases: Sequence[Span], most: int | None) -> Iterator[tuple[Span, int]]:
    """Each thing that has a number of its own: its place and its number. Where single ones are counted over the whole
    letter, the place is that of the first one beyond ``most``, if there is one. ``phrases``: where they stand."""
    if what in ("words in a sentence", "sentences in a paragraph"):
        yield from _sentences(case) if what == "words in a sentence" else _paragraphs(case)
        return
    places = _places(what, case, phrases)
    if places is None:
        yield _WHOLE, measure(case.text, case.sentences, case.language).words
    else:
        beyond = most is not None and len(places) > most
        yield places[most or 0] if beyond else _WHOLE, len(places)


def _places(what: Counted, case: Case, phrases: Sequence[Span]) -> Sequence[Span] | None:
    """Where the things stand that are counted; None for words, of which there are too many to point at one."""
    if what == "phrases":
        return phrases
    if what == "sentences":
        return case.sentences
    if what == "paragraphs":
        return [Span(*found.span()) for found in _PARAGRAPH.finditer(case.text)]
    if mark := _MARKS.get(what):
        return [Span(at, at + 1) for at, letter in enumerate(case.text) if letter == mark]
    return None


def _sentences(case: Case) -> Iterator[tuple[Span, int]]:
    for each in measure(case.text, case.sentences, case.language).sentences:
        yield each.span, each.words


def _paragraphs(case: Case) -> Iterator[tuple[Span, int]]:
    for found in _PARAGRAPH.finditer(case.text):
        span = Span(*found.span())
        yield span, sum(span.start <= each.start < span.end for each in case.sentences)
