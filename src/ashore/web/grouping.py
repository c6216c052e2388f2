"""What one conversation owes, told once: Today's lists stay short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ashore.usecases.queries.rows import ClockRow

FIRST_TOLD = ("reply", "question", "promise", "call_summary", "acknowledge", "information", "last_word", "sign_of_life")
"""Of clocks that run out together, the one that settles most is told."""
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of Today: the nearest clock of a conversation, and what else is owed in it."""

    row: ClockRow
    others: tuple[ClockRow, ...]


def grouped(rows: Sequence[ClockRow]) -> list[Item]:
    """The rows with those of one conversation and one side under the most telling of them, order kept."""
    by_place: dict[object, list[ClockRow]] = {}
    for row in rows:
        by_place.setdefault((row.conversation or row.obligation, row.owed_by), []).append(row)
    return [_item(each) for each in by_place.values()]


def by_due(rows: Iterable[ClockRow]) -> list[ClockRow]:
    """Nearest first; what has no date comes last."""
    return sorted(rows, key=lambda row: (row.due or NEVER, FIRST_TOLD.index(row.kind)))


def _item(rows: list[ClockRow]) -> Item:
    first, *others = by_due(rows)
    return Item(first, tuple(others))
