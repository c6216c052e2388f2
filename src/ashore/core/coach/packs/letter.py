"""The writer's own lines of a draft, signature included: what rules on the build of a letter look at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ashore.core.coach.case import Case
from ashore.core.kernel import Span
from ashore.core.language.lexicon import lexicon
from ashore.core.language.sentences import mask, split

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True)
class Letter:
    """``text``: as long as the draft's, all that is not the writer's own is blank. ``signatures``: their places."""

    text: str
    sentences: Sequence[Span]
    signatures: tuple[Span, ...]

    def is_new(self, span: Span) -> bool:
        """Whether a place lies outside the signature."""
        return not any(each.start <= span.start < each.end for each in self.signatures)

    def first(self, lines: int) -> int:
        """Where the first lines end; empty lines do not count."""
        return self._lines[min(lines, len(self._lines)) - 1].end if self._lines else 0

    def last(self, lines: int) -> int:
        """Where the last lines begin."""
        return self._lines[-min(lines, len(self._lines))].start if self._lines else 0

    @cached_property
    def _lines(self) -> list[Span]:
        return [Span(*found.span()) for found in _LINE.finditer(self.text)]


def letter_of(case: Case) -> Letter:
    """The letter that a draft is."""
    signatures = tuple(part.span for part in case.parts.segments if part.kind == "signature")
    if not signatures:
        return Letter(case.text, case.sentences, ())
    text = case.text
    for span in signatures:
        text = text[: span.start] + span.of(case.draft.text) + text[span.end :]
    return Letter(text, split(mask(text), lexicon(case.language).abbreviations), signatures)
