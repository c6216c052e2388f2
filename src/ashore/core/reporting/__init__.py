"""What obligations add up to: figures that open into what was counted, their uncertainty, and what lateness cost."""

from ashore.core.reporting.cost import Delay, delays, longest, working_days
from ashore.core.reporting.figures import Figures, Times, figures, grouped, times_of
from ashore.core.reporting.owed import FIGURES, OF_THEIRS, Owed, counted_in
from ashore.core.reporting.shares import SMALL, Share, trend

__all__ = [
    "FIGURES",
    "OF_THEIRS",
    "SMALL",
    "Delay",
    "Figures",
    "Owed",
    "Share",
    "Times",
    "counted_in",
    "delays",
    "figures",
    "grouped",
    "longest",
    "times_of",
    "trend",
    "working_days",
]
