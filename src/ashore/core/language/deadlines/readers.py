"""Which reader reads the day or span of time that begins at an item."""

from collections.abc import Callable

from ashore.core.language.deadlines.dates import read_date
from ashore.core.language.deadlines.days import read_day
from ashore.core.language.deadlines.durations import read_duration, upcoming
from ashore.core.language.deadlines.periods import read_period
from ashore.core.language.deadlines.scan import Read, Scan

_MARKS = ("this", "near", "next", "other", "ordinal")
READERS: tuple[tuple[frozenset[str], Callable[[Scan, int], Read]], ...] = (
    (
        frozenset(
            (
                "number",
                "count",
                "weekday",
                "day",
                "within",
                "later",
                "lunch",
                "today",
                "eod",
                "dawn",
                "thistime",
                "lastof",
            )
        )
        | frozenset(_MARKS),
        read_day,
    ),
    (
        frozenset(
            (
                "midweek",
                "lastworkday",
                "afterweekend",
                "whole",
                "quarterno",
                "edge",
                "unit",
                "this",
                "next",
                "near",
                "afternext",
                "other",
                "month",
            )
        ),
        read_period,
    ),
    (
        frozenset(
            ("feast", "easter", "orthodox", "weekof", "iso", "dots", "slash", "count", "ordinal", "month", "number")
        ),
        read_date,
    ),
    (
        frozenset(("within", "asks", "unit", "spandays", "next", "near", "ordinal", "number", "count", "hours")),
        read_duration,
    ),
)
"""Each reader of days and spans with the kinds of words that it may begin with."""


def read(scan: Scan, i: int) -> Read:
    """The day, span or instant that begins at item ``i``."""
    kinds = scan.items[i].kinds.keys()
    for leads, reader in READERS:
        if not leads.isdisjoint(kinds):
            reading, used = reader(scan, i)
            if reading or used > 1:
                return reading, used
    return read_duration(scan, i) if upcoming(scan, i) else (None, 1)
