"""A stretch of a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open stretch ``[start, end)`` of a text, counted in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]
