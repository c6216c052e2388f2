"""How answer times are spread: one bar a span of working time, the agreed limit as a line between bars."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from ashore.charts.svg import ACCENT, INK, LATE, RULE, element, label, line, picture

STEPS = (15, 30, 60, 120, 240, 540, 1080, 2700, 5400)
"""Upper edges in working minutes: a quarter of an hour to ten days of nine hours."""
WIDTH, HEIGHT = 640, 220
TOP, LEFT, FLOOR = 34, 8, 176


class Bin(NamedTuple):
    """``n`` answers took more than ``above`` and at most ``upto`` minutes (None: no upper end)."""

    above: float
    upto: float | None
    n: int
    late: bool


def spread_bins(minutes: Sequence[float], limit: float | None) -> tuple[Bin, ...]:
    """Answer times sorted into bars; ``limit`` (working minutes) is an edge: no bar mixes in time and late."""
    edges = sorted({float(step) for step in STEPS} | ({float(limit)} if limit else set()))
    counts = [0] * (len(edges) + 1)
    for value in minutes:
        counts[bisect_left(edges, value)] += 1
    starts = [0.0, *edges]
    return tuple(
        Bin(start, edges[n] if n < len(edges) else None, counts[n], bool(limit) and start >= (limit or 0))
        for n, start in enumerate(starts)
    )


def spread_chart(bins: Sequence[Bin], names: Sequence[str], *, title: str, description: str, limit_name: str) -> str:
    """The bars as SVG. ``names``: one short text a bar ("1 h"); ``limit_name`` stands at the agreed limit's line."""
    width = (WIDTH - 2 * LEFT) / max(1, len(bins))
    tallest = max([1, *(each.n for each in bins)])
    parts = [line(LEFT, FLOOR, WIDTH - LEFT, FLOOR)]
    for n, (each, name) in enumerate(zip(bins, names, strict=True)):
        x = LEFT + n * width
        height = (FLOOR - TOP - 24) * each.n / tallest
        if each.n:
            parts.append(_bar(x, width, height, each))
            parts.append(label(f"{each.n:,}", x + width / 2, FLOOR - height - 5, fill=INK))
        parts.append(label(name, x + width / 2, FLOOR + 18))
    parts += _limit(bins, width, limit_name)
    return picture(WIDTH, HEIGHT, title, description, parts)


def _bar(x: float, width: float, height: float, each: Bin) -> str:
    """In time: filled. Late: only outlined, so that the two differ without colour too."""
    box = {"x": x + 4.0, "y": FLOOR - height, "width": width - 8, "height": height}
    if each.late:
        return element("rect", **box, fill=LATE, fill_opacity=0.18, stroke=LATE)
    return element("rect", **box, fill=ACCENT)


def _limit(bins: Sequence[Bin], width: float, name: str) -> list[str]:
    first_late = next((n for n, each in enumerate(bins) if each.late), None)
    if first_late is None:
        return []
    x = LEFT + first_late * width
    anchor = "start" if x < WIDTH / 2 else "end"
    shift = 6 if anchor == "start" else -6
    return [
        line(x, TOP - 18, x, FLOOR + 6, stroke=INK, dashes="3 3"),
        label(name, x + shift, TOP - 10, anchor=anchor, fill=INK),
        line(x, FLOOR, x, FLOOR + 6, stroke=RULE),
    ]
