"""A share month by month: a line with its 95 % band, and n under each point."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from ashore.charts.svg import ACCENT, FAINT, INK, element, label, line, picture

WIDTH, HEIGHT = 640, 210
LEFT, RIGHT, TOP, FLOOR = 64, 16, 16, 152
MOST_LABELS = 12
MOST_NUMBERS = 24
GRID = (0.0, 0.5, 1.0)


class Point(NamedTuple):
    """One month: its name, the share (0 to 1) with its interval, and how many stand behind it; ``value`` None of none,
    there the line is broken."""

    name: str
    value: float | None
    low: float
    high: float
    n: int


def shares_chart(
    points: Sequence[Point], *, title: str, description: str, scale: Sequence[str], styled: bool = True
) -> str:
    """The line as SVG. ``scale``: the words for none, half and all of them; ``styled``: as for `svg.picture`."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(points))
    places = [LEFT + step * (n + 0.5) for n in range(len(points))]
    parts = []
    for value, text in zip(GRID, scale, strict=True):
        parts += [
            line(LEFT, _down(value), WIDTH - RIGHT, _down(value)),
            label(text, LEFT - 8, _down(value) + 4, anchor="end"),
        ]
    for run in _runs(points):
        parts += _run(points, places, run)
    return picture(WIDTH, HEIGHT, title, description, [*parts, *_names(points, places)], styled=styled)


def _down(value: float) -> float:
    return FLOOR - (FLOOR - TOP) * min(1.0, max(0.0, value))


def _runs(points: Sequence[Point]) -> list[list[int]]:
    """Stretches of months without a gap, as their positions."""
    told = groupby(range(len(points)), key=lambda n: points[n].value is not None)
    return [list(run) for has_value, run in told if has_value]


def _run(points: Sequence[Point], places: Sequence[float], run: Sequence[int]) -> list[str]:
    """The band, or a bar for a month that stands alone, then the line and its points."""
    middle = [(places[n], _down(points[n].value or 0.0)) for n in run]
    if len(run) == 1:
        x, only = places[run[0]], points[run[0]]
        parts = [line(x, _down(only.low), x, _down(only.high), stroke=ACCENT)]
    else:
        upper = [f"{places[n]:.1f},{_down(points[n].high):.1f}" for n in run]
        lower = [f"{places[n]:.1f},{_down(points[n].low):.1f}" for n in reversed(run)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in middle)
        parts = [
            element("polygon", points=" ".join(upper + lower), fill=ACCENT, fill_opacity=0.14),
            element("polyline", points=path, fill="none", stroke=ACCENT, stroke_width=2),
        ]
    return parts + [element("circle", cx=x, cy=y, r=3.5, fill=ACCENT) for x, y in middle]


def _names(points: Sequence[Point], places: Sequence[float]) -> list[str]:
    every, numbers = -(-len(points) // MOST_LABELS), -(-len(points) // MOST_NUMBERS)
    parts = [label("n", LEFT - 8, FLOOR + 38, anchor="end", fill=FAINT, size=11)] if points else []
    for n, (point, x) in enumerate(zip(points, places, strict=True)):
        if n % every == 0:
            parts.append(label(point.name, x, FLOOR + 22, fill=INK, size=11))
        if n % numbers == 0:
            parts.append(label(f"{point.n}", x, FLOOR + 38, fill=FAINT, size=11))
    return parts
