"""Times of day."""

import re
from datetime import time

from ashore.core.language.deadlines.scan import Scan

_NOON = 12
_NIGHT_ENDS = 7
"""Before that hour a bare number rather means the afternoon."""


def read_clock(scan: Scan, i: int) -> tuple[time, bool] | None:
    """A time of day and whether it has one reading."""
    if scan.has(i, "noon"):
        return time(_NOON), True
    if scan.has(i, "hour"):
        named = scan.items[i].raw
        return time(scan.value(i, "hour")), "hapon" in named or "umaga" in named or "gabi" in named
    if scan.has(i, "clock"):
        return _clock(scan.items[i].raw)
    if scan.has(i, "dots") and (dotted := re.fullmatch(r"(\d{1,2})\.(\d\d)", scan.items[i].raw)):
        hour, minute = int(dotted[1]), int(dotted[2])  # "o 15.30"; what could be a date is none
        return (time(hour, minute), hour >= _NIGHT_ENDS) if hour < 24 and _is_minute(minute) else None
    if scan.has(i, "count") and scan.has(i - 1, "by", "on") and scan.has(i + 1, "unit"):
        hour = int(scan.items[i].raw)
        if scan.items[i + 1].kinds["unit"] == "hour" and hour < 24 and scan.language in ("ru", "sk"):
            return time(hour), hour > _NIGHT_ENDS
    return None


def _clock(raw: str) -> tuple[time, bool] | None:
    numbers = [int(n) for n in re.findall(r"\d+", raw)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if re.search(r"[ap]\.?m", raw):
        if not 1 <= hour <= 12 or minute > 59:
            return None
        return time(hour % 12 + (12 if "p" in raw else 0), minute), True
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute), hour >= _NIGHT_ENDS or raw.startswith("0")


def _is_minute(minute: int) -> bool:
    return minute == 0 or _NOON < minute < 60
