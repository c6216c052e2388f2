"""The usual answer time month by month: a line with its quartile band, and n under each point."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from ashore.charts.svg import ACCENT, FAINT, INK, element, label, line, picture

WIDTH, HEIGHT = 640, 230
LEFT, RIGHT, TOP, FLOOR = 64, 16, 20, 170
MOST_LABELS = 12
MOST_NUMBERS = 40


class Month(NamedTuple):
    """One point: its name, the median and the quartiles in working minutes, and how many answers stand behind it.

    ``follows``: False where months without any answer lie before it; the line is broken there.
    """

    name: str
    median: float
    low: float
    high: float
    n: int
    follows: bool = True


def months_chart(
    months: Sequence[Month],
    *,
    title: str,
    description: str,
    scale: Sequence[tuple[float, str]],
    limit: tuple[float, str] | None = None,
    styled: bool = True,
) -> str:
    """The line as SVG on a square-root scale, where an hour and a week are both legible.

    ``scale``: rules to draw, as (working minutes, text); ``limit``: the agreed answer time with its text;
    ``styled``: as for `svg.picture`.
    """
    top = max([1.0, *(month.high for month in months), limit[0] if limit else 0.0])

    def down(value: float) -> float:
        return FLOOR - (FLOOR - TOP) * math.sqrt(max(0.0, value) / top)

    step = (WIDTH - LEFT - RIGHT) / max(1, len(months))
    places = [LEFT + step * (n + 0.5) for n in range(len(months))]
    parts = [line(LEFT, FLOOR, WIDTH - RIGHT, FLOOR)]
    for value, text in scale:
        if value <= top:
            parts += [
                line(LEFT, down(value), WIDTH - RIGHT, down(value)),
                label(text, LEFT - 8, down(value) + 4, anchor="end"),
            ]
    parts += _band(months, places, [(down(m.low), down(m.high)) for m in months])
    if limit:
        y = down(limit[0])
        parts += [
            line(LEFT, y, WIDTH - RIGHT, y, stroke=INK, dashes="3 3"),
            label(limit[1], WIDTH - RIGHT, y - 5, anchor="end", fill=INK),
        ]
    parts += _points(months, places, [down(month.median) for month in months])
    return picture(WIDTH, HEIGHT, title, description, parts, styled=styled)


def _runs(months: Sequence[Month]) -> list[range]:
    """Stretches of months without a gap, as ranges of their positions."""
    starts = [n for n, month in enumerate(months) if n == 0 or not month.follows]
    ends = [*starts[1:], len(months)] if starts else []
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def _band(months: Sequence[Month], places: list[float], edges: list[tuple[float, float]]) -> list[str]:
    """The middle half of the answers; a month that stands alone has a bar instead of a band."""
    parts = []
    for run in _runs(months):
        if len(run) == 1:
            low, high = edges[run[0]]
            parts.append(line(places[run[0]], low, places[run[0]], high, stroke=ACCENT))
            continue
        upper = [f"{places[n]:.1f},{edges[n][1]:.1f}" for n in run]
        lower = [f"{places[n]:.1f},{edges[n][0]:.1f}" for n in reversed(run)]
        parts.append(element("polygon", points=" ".join(upper + lower), fill=ACCENT, fill_opacity=0.14))
    return parts


def _points(months: Sequence[Month], places: list[float], heights: list[float]) -> list[str]:
    parts: list[str] = []
    for run in _runs(months):
        if len(run) > 1:
            path = " ".join(f"{places[n]:.1f},{heights[n]:.1f}" for n in run)
            parts.append(element("polyline", points=path, fill="none", stroke=ACCENT, stroke_width=2))
    every = -(-len(months) // MOST_LABELS)
    numbers = -(-len(months) // MOST_NUMBERS)
    if months:
        parts.append(label("n", LEFT - 8, FLOOR + 36, anchor="end", fill=FAINT, size=11))
    for n, (month, x, y) in enumerate(zip(months, places, heights, strict=True)):
        parts.append(element("circle", cx=x, cy=y, r=3.5, fill=ACCENT))
        if n % every == 0:
            parts.append(label(month.name, x, FLOOR + 20, fill=INK, size=11))
        if n % numbers == 0:
            parts.append(label(f"{month.n}", x, FLOOR + 36, fill=FAINT, size=11))
    return parts
