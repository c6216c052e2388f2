"""Work against hours, week by week: a frame for the hours that are free, filled by the work that is due."""

from collections.abc import Sequence
from typing import NamedTuple

from ashore.charts.svg import ACCENT, FAINT, INK, LATE, element, label, line, picture

WIDTH, HEIGHT = 640, 170
LEFT, RIGHT, TOP, FLOOR = 8, 8, 24, 124


class LoadBar(NamedTuple):
    """One week: its name, the hours that are free and those that are needed, and what stands above the bar."""

    name: str
    free: float
    need: float
    told: str


def load_chart(bars: Sequence[LoadBar], *, title: str, description: str, styled: bool = True) -> str:
    """The weeks as SVG; what does not fit stands above its frame, in another colour and outlined. ``styled``: as for
    `svg.picture`."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(bars))
    most = max([1.0, *(max(each.free, each.need) for each in bars)])
    parts = [line(LEFT, FLOOR, WIDTH - RIGHT, FLOOR)]
    for n, each in enumerate(bars):
        parts += _bar(each, LEFT + n * step + step * 0.15, step * 0.7, (FLOOR - TOP) / most)
    return picture(WIDTH, HEIGHT, title, description, parts, styled=styled)


def _bar(bar: LoadBar, x: float, width: float, scale: float) -> list[str]:
    free, fits, over = bar.free * scale, min(bar.free, bar.need) * scale, max(0.0, bar.need - bar.free) * scale
    parts = []
    if fits:
        parts.append(element("rect", x=x, y=FLOOR - fits, width=width, height=fits, fill=ACCENT, fill_opacity=0.75))
    if free:
        parts.append(element("rect", x=x, y=FLOOR - free, width=width, height=free, fill="none", stroke=FAINT))
    if over:
        top = FLOOR - free - over
        parts.append(element("rect", x=x, y=top, width=width, height=over, fill=LATE, fill_opacity=0.18, stroke=LATE))
    above = FLOOR - max(free, free + over) - 6
    middle = x + width / 2
    return [*parts, label(bar.told, middle, above, fill=INK, size=11), label(bar.name, middle, FLOOR + 18, size=11)]
