"""Figures of many obligations: how many ended how, and how long answers took."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from ashore.core.kernel import CLIENT, US, Side
from ashore.core.reporting.owed import ANSWERS, Owed, counted_in
from ashore.core.reporting.shares import Share


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took, in working minutes of the side that owed them; None of no answer. ``low``, ``high``: the
    quartiles; ``p90``: nine of ten took no longer."""

    n: int
    low: float | None = None
    median: float | None = None
    high: float | None = None
    p90: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """How many obligations there are in each figure (`owed.FIGURES`), and how long answers took. ``late_minutes``: by
    how much working time the client was late in all."""

    counts: Mapping[str, int]
    times: Times
    late_minutes: int

    @property
    def in_time(self) -> Share:
        """Answers that came in time, of all that came or should have come."""
        return Share(self.counts["answers.in_time"], self.counts["answers.in_time"] + self.counts["answers.late"])

    @property
    def our_promises(self) -> Share:
        """Kept promises of ours, of those that were kept or broken."""
        return self._promises(US)

    @property
    def their_promises(self) -> Share:
        """Kept promises of the client, of those that were kept or broken."""
        return self._promises(CLIENT)

    @property
    def theirs(self) -> Share:
        """What else the client owed and gave in time, of what they gave or should have given."""
        return Share(self.counts["theirs.in_time"], self.counts["theirs.in_time"] + self.counts["theirs.late"])

    @property
    def last_words(self) -> Share:
        """Conversations that we closed with a last word in time, of those that asked for one."""
        return Share(self.counts["last_words.said"], self.counts["last_words.said"] + self.counts["last_words.missing"])

    def _promises(self, side: Side) -> Share:
        kept = self.counts[f"promises.{side}.kept"]
        return Share(kept, kept + self.counts[f"promises.{side}.broken"])


def figures(rows: Iterable[Owed]) -> Figures:
    """The figures of these obligations."""
    counts: Counter[str] = Counter()
    minutes: list[int] = []
    late = 0
    for row in rows:
        place = counted_in(row)
        counts[place] += 1
        if place in ANSWERS and row.minutes is not None:
            minutes.append(max(0, row.minutes))
        if row.owed_by == CLIENT and place:
            late += row.late_minutes
    del counts[""]
    return Figures(counts, times_of(minutes), late)


def times_of(minutes: Sequence[int]) -> Times:
    """The spread of answer times; quantiles lie between the values, as in the audit of an archive."""
    if not minutes:
        return Times(0)
    if len(minutes) == 1:
        only = float(minutes[0])
        return Times(1, only, only, only, only)
    low, _, high = quantiles(minutes, n=4, method="inclusive")
    return Times(len(minutes), low, float(median(minutes)), high, quantiles(minutes, n=10, method="inclusive")[-1])


def grouped(rows: Iterable[Owed], by: Callable[[Owed], str | int]) -> dict[str | int, Figures]:
    """The figures of each group of them; what has no name in it is left out."""
    groups: dict[str | int, list[Owed]] = {}
    for row in rows:
        if (name := by(row)) and counted_in(row):
            groups.setdefault(name, []).append(row)
    return {name: figures(some) for name, some in groups.items()}
