"""Times to pass over: past ones, every such day, those from which on, and what a thing belongs to."""

from ashore.core.language.deadlines.clocks import read_clock
from ashore.core.language.deadlines.durations import read_duration
from ashore.core.language.deadlines.readers import read
from ashore.core.language.deadlines.scan import Scan

SKIPPED = frozenset(("rate", "past", "skip", "from", "belongs", "lastof", "numbered"))
"""Kinds of words before such times."""


def skipped(scan: Scan, i: int) -> int:
    """How many items to pass over where ``i`` speaks of a past time, of every such day, of one from which on, of what
    a thing belongs to, or of how often; 0 where it does not."""
    kinds = scan.items[i].kinds
    if SKIPPED.isdisjoint(kinds):
        return 0
    if "rate" in kinds:
        units = (k for k in (1, 2, 3) if scan.has(i + k, "unit"))
        return next(units, 0) + 1 if scan.has(i + 1, "by", "on", "within", "number", "unit", "next") else 0
    if "numbered" in kinds:
        counts = scan.has(i + 1, "count", "dots", "slash", "number", "ordinal") and not scan.has(i + 2, "month")
        return 2 if counts else 0
    if "lastof" in kinds and scan.has(i + 1, "weekday") and read(scan, i)[0]:
        return 0
    if "past" in kinds and scan.has(i + 1, "unit", "edge"):
        return 2
    if "within" in kinds and read_duration(scan, i)[0]:
        return 0
    skips = not kinds.keys().isdisjoint(("past", "skip", "from"))
    belongs = str(kinds.get("belongs", "")) if not scan.has(i - 1, "part") else ""
    if not skips and not belongs:
        return 0
    if "from" in kinds and (hours := _from_an_hour(scan, i + 1)):
        return hours
    day = i + 1
    while (
        scan.has(day, "on", "next", "this", "near", "number", "ordinal", "of")
        and day < i + 3
        and not read(scan, day)[0]
    ):
        day += 1
    if day >= len(scan.items):
        return 0
    dated = (scan.has(day, "count", "ordinal") and scan.has(day + 1, "month", "on", "of")) or scan.has(
        day, "dots", "iso"
    )
    alone = scan.has(day, "month") and not scan.has(day + 1, "count", "ordinal")
    dated = dated or (scan.language == "ru" and scan.has(day, "weekday"))
    noun = scan.language == "fil" or (scan.language == "en" and i > 0 and not scan.items[i - 1].kinds)
    dated = dated or (noun and belongs == "date" and scan.has(day, "month") and scan.has(day + 1, "count", "ordinal"))
    if not skips and not (alone if belongs == "month" else alone or dated):
        return 0
    if belongs == "date" and scan.language == "ru" and scan.has(day, "weekday"):
        return day - i + 1  # "правки от понедельника"
    reading, used = read(scan, day)
    if "from" in kinds and any(scan.has(k, "to") for k in range(day + 1, day + used)):
        return 1  # "from March 24 to 26"
    if reading or alone:
        return day - i + used
    ordinal = scan.has(day, "count") and scan.items[day].end - scan.items[day].start > len(scan.raw(day))
    return day - i + 1 if ordinal or scan.has(day, "weekday", "day", "month", "unit") else 0


def skipped_too(scan: Scan, skipped: int, i: int) -> int:
    """How many items more to pass over behind "every 15th": "and 30th"."""
    if "skip" not in scan.items[skipped].kinds or not scan.has(i, "and", "or") or i + 1 >= len(scan.items):
        return 0
    reading, used = read(scan, i + 1)
    return used + 1 if reading or scan.has(i + 1, "count") else 0


def _from_an_hour(scan: Scan, i: int) -> int:
    """How many items say "from 9am on Monday"; 0 where they do not, or tell until when."""
    told = read_clock(scan, i) if scan.has(i, "clock", "oclock") else None
    if not told:
        return 0
    day = i + told.used
    while scan.has(day, "on"):
        day += 1
    reading, used = read(scan, day) if day < len(scan.items) else (None, 1)
    ends = scan.has(i + told.used, "to", "by") or scan.has(day + used, "to", "by")
    return day + used - i + 1 if reading and not ends else 0
