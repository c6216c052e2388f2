"""Data into SVG text. Pure: the same picture in a page, in mail and on paper. Words come in ready for the reader."""

from ashore.charts.months import Month, months_chart
from ashore.charts.spread import Bin, spread_bins, spread_chart

__all__ = ["Bin", "Month", "months_chart", "spread_bins", "spread_chart"]
