"""The items of a sentence and the moment they are read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from ashore.core.language.deadlines.words import Item

if TYPE_CHECKING:
    from ashore.core.worktime import WorkClock

Mode = Literal["by", "before", "on", ""]
"""How a time is meant: until then at the latest, strictly before it, at it; or nothing says so."""
EVENING = 18
"""From this hour on "by Friday", said on a Friday, may mean the next one."""
NIGHT = 4
"""Before this hour "tomorrow" may mean the day that has begun."""
_TIMES = ("clock", "noon", "midnight", "oclock", "am", "pm")
_BETWEEN = frozenset(("on", "of", "this", "near", "next", "edge", "part", *_TIMES))
"""Kinds of words that may stand between "by" and the day."""
_FAR = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A deadline read: a day with or without a time, or an instant. ``firm``: "by" stands before it; ``latest``: "at
    the latest" beside it."""

    kind: str
    day: date | None
    at: datetime | None
    certain: bool
    start: int
    end: int
    firm: bool
    amount: int = 0
    latest: bool = False


Read = tuple[Reading | None, int]
"""What was read, and how many items it took."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The items of a sentence and the moment they are read from. ``clock``: whose working days count."""

    items: Sequence[Item]
    now: datetime
    language: str
    clock: "WorkClock | None" = None

    def has(self, i: int, *kinds: str) -> bool:
        """Whether the item at ``i`` may be one of these kinds."""
        return 0 <= i < len(self.items) and not self.items[i].kinds.keys().isdisjoint(kinds)

    def value(self, i: int, kind: str) -> int:
        """The number that an item means as that kind."""
        return int(self.items[i].kinds[kind])

    def named(self, i: int, kind: str) -> str:
        """What an item means as that kind; empty where it does not."""
        return str(self.items[i].kinds.get(kind, "")) if 0 <= i < len(self.items) else ""

    def number(self, i: int) -> tuple[int, int] | None:
        """The whole number at ``i``, in digits or words, and how many items it takes."""
        if self.has(i, "count", "hours"):
            return int(self.items[i].raw), 1
        if not self.has(i, "number"):
            return None
        number = self.value(i, "number")
        if number % 10 == 0 and number > 10 and self.has(i + 1, "number") and self.value(i + 1, "number") < 10:
            return number + self.value(i + 1, "number"), 2
        return number, 1

    def raw(self, i: int) -> str:
        """The folded words at ``i``, or nothing beyond the end."""
        return self.items[i].raw if 0 <= i < len(self.items) else ""

    def stops(self, i: int) -> bool:
        """Whether the clause ends behind item ``i``."""
        return i + 1 >= len(self.items) or self.items[i].stop

    def mode(self, i: int, used: int = 1) -> Mode:
        """How the time that takes ``used`` items from ``i`` on is meant."""
        if self._latest_behind(i + used) or self.has(i - 1, "latest") or self.has(i + used, "eod"):
            return "by"
        told: Mode = ""
        for j in range(i - 1, max(-1, i - _FAR), -1):
            if self.has(j, "before"):  # "before 5pm on Friday" is on the Friday
                return "by" if any(self.has(k, *_TIMES) for k in range(j, i)) else "before"
            if self.has(j, "by", "eod") or self.named(j, "edge") == "end":
                return "by"
            if self.items[j].kinds.keys().isdisjoint(_BETWEEN):
                break
            told = "on" if self.has(j, "on") else told
        return told

    def _latest_behind(self, i: int) -> bool:
        """Whether "at the latest" follows, and is not said of a day behind it."""
        for j, item in enumerate(self.items[i : i + 3], i):
            if "latest" in item.kinds:
                follows = j + 1 + self.has(j + 1, "on", "by", "at")
                return not (self.items[j - 1].stop and self.has(follows, "weekday", "day"))
            if "weekday" in item.kinds or "day" in item.kinds:
                return False
        return False

    def day(self, kind: str, when: date, i: int, used: int = 1, certain: bool = True, amount: int = 0) -> Read:
        """A reading of a day."""
        firm = self.mode(i, used) in ("by", "before")
        end = self.items[min(i + used, len(self.items)) - 1].end
        behind = () if self.stops(i + used - 1) else (i + used,)
        latest = firm and any(self.has(j, "latest") for j in (i - 2, i - 1, *behind))
        return Reading(kind, when, None, certain, self.items[i].start, end, firm, amount, latest), used
