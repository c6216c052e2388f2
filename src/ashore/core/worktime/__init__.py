"""Working time: calendars as data, and a clock that answers when something is due and how long it took."""

from ashore.core.worktime.calendar import CLOSED_WEEK, WEEKDAYS, Calendar, Week, Window, Windows, window
from ashore.core.worktime.clock import NeverOpen, WorkClock, clock_of

__all__ = [
    "CLOSED_WEEK",
    "WEEKDAYS",
    "Calendar",
    "NeverOpen",
    "Week",
    "Window",
    "Windows",
    "WorkClock",
    "clock_of",
    "window",
]
