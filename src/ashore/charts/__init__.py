"""Data into SVG text. Pure: the same picture in a page, in mail and on paper. Words come in ready for the reader."""

from ashore.charts.load import LoadBar, load_chart
from ashore.charts.months import Month, months_chart
from ashore.charts.shares import Point, shares_chart
from ashore.charts.spread import Bin, spread_bins, spread_chart

__all__ = [
    "Bin",
    "LoadBar",
    "Month",
    "Point",
    "load_chart",
    "months_chart",
    "shares_chart",
    "spread_bins",
    "spread_chart",
]
