"""The items of a sentence and the moment they are read from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ashore.core.language.deadlines.words import Item

if TYPE_CHECKING:
    from ashore.core.worktime import WorkClock


@dataclass(frozen=True, slots=True)
class Reading:
    """A deadline read: a day with or without a time, or an instant."""

    kind: str
    day: date | None
    at: datetime | None
    certain: bool
    start: int
    end: int
    firm: bool
    amount: int = 0


Read = tuple[Reading | None, int]
"""What was read, and how many items it took."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The items of a sentence and the moment they are read from. ``clock``: whose working days count."""

    items: list[Item]
    now: datetime
    language: str
    clock: "WorkClock | None" = None

    def has(self, i: int, *kinds: str) -> bool:
        return 0 <= i < len(self.items) and not self.items[i].kinds.keys().isdisjoint(kinds)

    def value(self, i: int, kind: str) -> int:
        return int(self.items[i].kinds[kind])

    def number(self, i: int) -> int | None:
        """The whole number at ``i``, in digits or words."""
        if self.has(i, "count", "hours"):
            return int(self.items[i].raw)
        return self.value(i, "number") if self.has(i, "number") else None

    def is_past(self, i: int) -> bool:
        return self.has(i, "past") and not self.has(i, "by", "within")

    def day(self, kind: str, when: date, i: int, used: int = 1, certain: bool = True, amount: int = 0) -> Read:
        firm = any("by" in item.kinds for item in self.items[max(0, i - 3) : i])
        end = self.items[min(i + used, len(self.items)) - 1].end
        return Reading(kind, when, None, certain, self.items[i].start, end, firm, amount), used

    def raw(self, i: int) -> str:
        """The folded words at ``i``, or nothing beyond the end."""
        return self.items[i].raw if 0 <= i < len(self.items) else ""

    def skipped(self, i: int) -> int:
        """How many items to pass over where ``i`` speaks of a past time, of every such day, of one after which, or of
        how often; 0 where it does not."""
        kinds = self.items[i].kinds
        if "past" in kinds and self.is_past(i):
            return 3 if self.has(i + 1, "next", "this", "on", "by", "past") else 2
        if "rate" in kinds:
            units = (k for k in (1, 2, 3) if self.has(i + k, "unit", "nextweek"))
            return next(units, 0) + 1 if self.has(i + 1, "by", "on", "within", "number", "unit", "nextweek") else 0
        if "skip" in kinds:
            day = i + 2 if self.has(i + 1, "on", "next", "this") else i + 1
            if self.has(day, "weekday", "day", "iso", "dots", "slash", "month"):
                return day - i + 1
            if self.has(day, "count") and self.has(day + 1, "month", "on"):
                return day - i + (2 if self.has(day + 1, "month") else 3)
        return 0
