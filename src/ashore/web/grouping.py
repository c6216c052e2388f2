"""What one conversation owes, told once: Today's lists stay short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ashore.usecases.queries.folding import FIRST_TOLD, NEVER, place_of
from ashore.usecases.queries.rows import ClockRow


@dataclass(frozen=True, slots=True)
class Item:
    """One line of Today: the nearest clock of a conversation, and what else is owed in it."""

    row: ClockRow
    others: tuple[ClockRow, ...]


def grouped(rows: Sequence[ClockRow]) -> list[Item]:
    """The rows with those of one conversation and one side under the most telling of them, order kept; what a query
    folded already stays so."""
    by_place: dict[object, list[ClockRow]] = {}
    for row in rows:
        by_place.setdefault((place_of(row), row.owed_by), []).append(row)
    return [_item(each) for each in by_place.values()]


def by_due(rows: Iterable[ClockRow]) -> list[ClockRow]:
    """Nearest first; what has no date comes last."""
    return sorted(rows, key=lambda row: (row.due or NEVER, FIRST_TOLD.index(row.kind)))


def _item(rows: list[ClockRow]) -> Item:
    first, *others = rows if rows[0].folded else by_due(rows)
    return Item(first, (*first.folded, *others))
