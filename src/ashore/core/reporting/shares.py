"""Shares of small numbers: what they may be by chance, and whether a row of them rises or falls at all."""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from ashore.core.kernel import Reason, Value

SMALL = 10
"""Of fewer than so many no percentage is told, only the numbers."""
Z95 = 1.959964
"""Two-sided, 95 %."""


class Share(NamedTuple):
    """``part`` of ``whole``."""

    part: int
    whole: int

    @property
    def is_small(self) -> bool:
        """Whether a percentage would say more than there is behind it."""
        return self.whole < SMALL

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson (1927), which holds for small numbers and near 0 and 1 too; of nothing, all."""
        n = self.whole
        if not n:
            return 0.0, 1.0
        p, zz = self.part / n, Z95 * Z95
        middle, half = p + zz / (2 * n), Z95 * sqrt(p * (1 - p) / n + zz / (4 * n * n))
        low, high = (middle - half) / (1 + zz / n), (middle + half) / (1 + zz / n)
        return (0.0 if self.part == 0 else max(0.0, low)), (1.0 if self.part == n else min(1.0, high))


def trend(shares: Sequence[Share]) -> Reason:
    """Whether the shares rise, fall, or show no clear change over equally long times, by the test of Cochran (1954) and
    Armitage (1955) at 95 %; too few where there are fewer than two times or `SMALL` in all."""
    told = [(place, each) for place, each in enumerate(shares) if each.whole]
    whole, part = sum(each.whole for _, each in told), sum(each.part for _, each in told)
    params: dict[str, Value] = {"count": whole, "months": len(told)}
    if len(told) < 2 or whole < SMALL:
        return Reason("report.trend.too_few", "S3", params)
    p = part / whole
    mean = sum(place * each.whole for place, each in told) / whole
    covered = sum((place - mean) * (each.part - each.whole * p) for place, each in told)
    spread = p * (1 - p) * sum(each.whole * (place - mean) ** 2 for place, each in told)
    score = covered / sqrt(spread) if spread > 0 else 0.0
    if abs(score) < Z95:
        return Reason("report.trend.no_clear_change", "S3", params)
    return Reason("report.trend.better" if score > 0 else "report.trend.worse", "S3", params)
