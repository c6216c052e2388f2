"""How soon we answered: working minutes by client, person and month, with their spread."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median, quantiles

from ashore.core.kernel import Value


@dataclass(slots=True)
class Times:
    """Answers to one group of messages. ``minutes``: working time each answer took; ``in_time``: how many kept the
    agreement; ``waiting``: messages that got no answer and are overdue."""

    minutes: "array[int]" = field(default_factory=lambda: array("l"))
    in_time: int = 0
    waiting: int = 0

    def add(self, minutes: int, in_time: bool) -> None:
        """Count one answer."""
        self.minutes.append(max(0, minutes))
        self.in_time += in_time

    def take_in(self, other: "Times") -> None:
        """Count another group's answers too."""
        self.minutes.extend(other.minutes)
        self.in_time += other.in_time
        self.waiting += other.waiting

    @property
    def n(self) -> int:
        """How many answers were given."""
        return len(self.minutes)

    @property
    def owed(self) -> int:
        """Answers given and answers that are overdue."""
        return self.n + self.waiting

    @property
    def share_in_time(self) -> float | None:
        """The share of all owed answers that came in time; None where none was owed."""
        return self.in_time / self.owed if self.owed else None

    def quartiles(self) -> tuple[float, float, float]:
        """Lower quartile, median and upper quartile of the minutes; needs at least one answer."""
        if self.n == 1:
            return float(self.minutes[0]), float(self.minutes[0]), float(self.minutes[0])
        low, middle, high = quantiles(self.minutes, n=4, method="inclusive")
        return low, middle, high

    def ninetieth(self) -> float:
        """Nine of ten answers came within this many minutes; needs at least one answer."""
        return float(self.minutes[0]) if self.n == 1 else quantiles(self.minutes, n=10, method="inclusive")[-1]

    def as_data(self) -> dict[str, Value]:
        """JSON-ready figures; minutes are working minutes."""
        return {
            "n": self.n,
            "median_minutes": round(median(self.minutes), 1) if self.n else None,
            "p90_minutes": round(self.ninetieth(), 1) if self.n else None,
            "in_time": self.in_time,
            "overdue": self.waiting,
            "share_in_time": None if self.share_in_time is None else round(self.share_in_time, 4),
        }


def as_rows(groups: Mapping[str, Times], name: str) -> list[dict[str, Value]]:
    """The groups as JSON rows, each with its name under ``name``."""
    return [{name: key, **times.as_data()} for key, times in groups.items()]
