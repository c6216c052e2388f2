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
    if told := _spoken(scan, i):
        return told
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


def _spoken(scan: Scan, i: int) -> tuple[time, bool] | None:
    """``в 9 утра``, ``o šiestej večer``, ``6 in the evening``, ``alas-otso ng gabi``; without the part of the day only
    words that name an hour, as "o ôsmej"."""
    named = scan.has(i, "oclock")
    hour = scan.value(i, "oclock") if named else scan.number(i)
    if hour is None or not 1 <= hour <= _NOON:
        return None
    part = i + 2 if scan.has(i + 1, "unit") and scan.items[i + 1].kinds["unit"] == "hour" else i + 1
    if scan.has(part, "am"):
        return time(hour % _NOON), True
    if scan.has(part, "pm") or (part == i + 2 and scan.raw(part) == "дня"):
        return time(hour % _NOON + _NOON), True
    if named and scan.has(i - 1, "by", "within", "past"):
        return time(hour if hour >= _NIGHT_ENDS else hour + _NOON), False
    return None
