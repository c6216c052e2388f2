"""What a search found."""

from dataclasses import dataclass
from datetime import datetime

from ashore.core.kernel import Side, Span
from ashore.usecases.queries.rows.clocks import ClientRef

Marked = tuple[str, tuple[Span, ...]]
"""A text and the stretches of it that were searched for."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A message that a search found. ``line``: out of its text; ``files``: names of files that were found by name."""

    message: int
    conversation: int
    client: ClientRef
    who: str
    side: Side
    at: datetime
    subject: Marked
    line: Marked
    files: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Messages found, newest first. ``next``: where to go on, None at the end; ``back_to``: the search stopped at mail
    of this time, and goes on from ``next`` to what is older."""

    rows: tuple[FoundRow, ...]
    next: str | None
    back_to: datetime | None = None
