"""Times of day."""

import re
from datetime import time
from typing import NamedTuple

from ashore.core.language.deadlines.scan import Scan

_NOON = 12
_AFTERNOON = {"en": 7, "ru": 7, "sk": 6, "fil": 6}
"""The last hour that, said without its part of the day, is one of the afternoon."""
_AT_NIGHT = frozenset(
    ("ng gabi", "at night", "ночи", "v noci", "tonight", "tomorrow night", "mamayang gabi", "ngayong gabi")
)
_VERB = ("м", "ю", "у", "те", "ть", "т", "но")
"""Ends of words that a Russian number does not count ("к пяти пришлём", but "до пяти страниц")."""


class Told(NamedTuple):
    """A time of day. ``next_day``: it is midnight, when the next day begins. ``zone``: the one told with it, if any."""

    time: time
    certain: bool
    used: int
    next_day: bool = False
    zone: str = ""


def read_clock(scan: Scan, i: int) -> Told | None:
    """A time of day that begins at item ``i``, with the zone behind it."""
    told = _time(scan, i)
    if told and scan.has(i + told.used, "zone"):
        return told._replace(zone=scan.named(i + told.used, "zone"), used=told.used + 1)
    return told


def _time(scan: Scan, i: int) -> Told | None:
    if scan.has(i, "midnight"):
        return Told(time(0), not _whose_midnight(scan, i), 1, True)
    if scan.has(i, "timed"):
        hour, minute = divmod(scan.value(i, "timed"), 100)
        return Told(time(hour, minute), True, 1)
    if scan.has(i, "noon"):
        return Told(time(_NOON), True, 1)
    if scan.has(i, "clock"):
        return _clock(scan, i)
    if scan.has(i, "dots"):
        return _dotted(scan, i)
    if scan.has(i, "toward", "beyond"):
        return _part_of_hour(scan, i)
    if scan.raw(i) == "час" and scan.raw(i - 1) == "в" and _behind_day(scan, i):
        return Told(time(_NOON + 1), True, 1)  # "завтра в час"
    if told := _minutes_beside(scan, i) or _four_digits(scan, i):
        return told
    return _hour(scan, i)


def _whose_midnight(scan: Scan, i: int) -> bool:
    """Whether a day is told with a midnight, which may be the one it begins or ends with."""
    before = i - 1 - scan.has(i - 1, "on", "at", "by")
    if (
        scan.has(before, "weekday", "month", "ordinal")
        or scan.has(i - 1, "weekday", "month")
        or scan.has(i + 1, "weekday", "on")
    ):
        return True
    return any(scan.has(j, "day") and scan.named(j, "day") != "0" for j in (before, i - 1, i + 1))


def _clock(scan: Scan, i: int) -> Told | None:
    raw = scan.items[i].raw
    numbers = [int(n) for n in re.findall(r"\d+", raw)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if minute > 59 or hour > 23:
        return None
    if hour == minute == 0 and len(numbers) > 1:
        return Told(time(0), not scan.has(i - 2, "weekday", "day") and not _whose_midnight(scan, i), 1, True)
    if _names_a_thing(scan, i):
        return None
    if raw.endswith("ish"):
        return Told(time(_unsaid(scan, hour) % 24, minute), False, 1)
    if raw.endswith("mn"):
        return Told(time(0), True, 1, True)
    if half := re.search(r"([ap])\.?m", raw):
        return Told(time(hour % _NOON + (_NOON if half[1] == "p" else 0), minute), True, 1) if 1 <= hour <= 12 else None
    if scan.has(i + 1, "am", "pm", "noon") and hour <= _NOON:
        return Told(time(_of_day(scan, i + 1, hour), minute), True, 2)
    twelve = scan.language in ("en", "fil") and not raw.startswith("0") and 1 <= hour <= _AFTERNOON["fil"]
    return Told(time(hour + _NOON if twelve else hour, minute), True, 1)


def _names_a_thing(scan: Scan, i: int) -> bool:
    """Whether an English time only tells which thing is meant: "the 9:15 train"."""
    article = scan.language == "en" and scan.raw(i - 1).rpartition(" ")[2] in ("the", "our", "your")
    return article and not scan.stops(i) and not scan.items[i + 1].kinds


def _dotted(scan: Scan, i: int) -> Told | None:
    """ "o 15.30", "до 13.00"; what could be a date is none."""
    dotted = re.fullmatch(r"(\d{1,2})\.(\d\d)\.?", scan.items[i].raw)
    beside = scan.has(i - 1, "by", "on", "before", "within", "day", "weekday") or scan.has(i + 2, "weekday")
    beside = beside or scan.has(i + 1, "day")
    if dotted is None or not beside:
        return None
    hour, minute = int(dotted[1]), int(dotted[2])
    if hour > 23 or not (minute == 0 or _NOON < minute < 60):
        return None
    twelve = scan.language in ("en", "fil") and 1 <= hour <= _AFTERNOON["fil"]
    return Told(time(hour + _NOON if twelve else hour, minute), True, 1)


def _part_of_hour(scan: Scan, i: int) -> Told | None:
    """ "half past three", "o pol šiestej", "в половине шестого", "trištvrte na päť"."""
    j = i + 1 + scan.has(i + 1, "on")
    hour = _named_hour(scan, j)
    if hour is None:
        return None
    toward = scan.has(i, "toward")
    minutes = hour * 60 - scan.value(i, "toward") if toward else hour * 60 + scan.value(i, "beyond")
    if scan.has(j + 1, "am", "pm"):
        minutes += 720 if scan.has(j + 1, "pm") and hour < _NOON else 0
        return Told(time(minutes // 60 % 24, minutes % 60), True, j + 2 - i)
    minutes += 720 if hour <= _AFTERNOON[scan.language] else 0
    return Told(time(minutes // 60 % 24, minutes % 60), True, j + 1 - i)


def _minutes_beside(scan: Scan, i: int) -> Told | None:
    """English "10 to 5", "20 past three"; but "from 10 to 5" and "10 to 5 people" are no time."""
    if scan.language != "en" or not scan.has(i, "count") or scan.raw(i + 1) not in ("to", "past"):
        return None
    minutes, hour = int(scan.raw(i)), _named_hour(scan, i + 2)
    if minutes not in (5, 10, 20, 25) or hour is None or not scan.has(i - 1, "by", "at") or not scan.stops(i + 2):
        return None
    full = _unsaid(scan, hour) * 60 + (minutes if scan.raw(i + 1) == "past" else -minutes)
    return Told(time(full // 60 % 24, full % 60), True, 3)


def _four_digits(scan: Scan, i: int) -> Told | None:
    """ "by 1600"; what could be a year is none."""
    raw = scan.raw(i)
    if len(raw) != 4 or not scan.has(i, "count") or not scan.has(i - 1, "by", "at", "before"):
        return None
    hours = scan.named(i + 1, "unit") == "hour"
    if not (scan.stops(i) or hours or scan.has(i + 1, "day", "weekday", "on", "today")):
        return None
    hour, minute = divmod(int(raw), 100)
    return Told(time(hour, minute), True, 1 + hours) if hour < 19 and minute < 60 and minute % 5 == 0 else None


def _named_hour(scan: Scan, i: int) -> int | None:
    for kind in ("oclock", "ordinal", "number"):
        if scan.has(i, kind):
            hour = scan.value(i, kind)
            most = _NOON if kind == "ordinal" or (kind == "number" and scan.language != "ru") else 23
            return hour if 1 <= hour <= most else None
    if scan.has(i, "count", "hours") and 1 <= int(scan.raw(i)) <= 23:
        return int(scan.raw(i))
    return None


def _hour(scan: Scan, i: int) -> Told | None:
    """An hour by its name or number: ``alas-otso ng gabi``, ``o šiestej večer``, ``к пяти``, ``в 9 утра``, ``by 5``."""
    named, ordinal = scan.has(i, "oclock"), scan.raw(i - 1) == "ika"
    if not named and not scan.has(i, "count", "number", "hours", "ordinal"):
        return None
    if scan.has(i, "ordinal") and not named:
        numbered = scan.language == "fil" and scan.has(i + 1, "am", "pm") and scan.raw(i + 1).startswith("ng ")
        if not numbered:  # "ikalima ng hapon"
            return None
    hour = _named_hour(scan, i)
    if hour is None:
        return None
    part = i + 1
    hours = scan.named(part, "unit") == "hour"
    part += hours
    if hour == _NOON and scan.has(part, "midnight"):
        return Told(time(0), True, part + 1 - i, True)
    if hour == _NOON and scan.raw(part) in _AT_NIGHT:
        return Told(time(0), True, part + 1 - i, True)
    if scan.has(part, "am", "pm", "noon") and hour <= _NOON:
        return Told(time(_of_day(scan, part, hour)), True, part + 1 - i)
    if scan.raw(part) == "дня" and (hours or scan.raw(i - 1) in ("в", "к", "до")):
        return Told(time(hour % _NOON + _NOON), True, part + 1 - i)
    if scan.has(part, "plus"):
        said = scan.has(part + 1, "am", "pm")
        full = _of_day(scan, part + 1, hour) if said else _unsaid(scan, hour)
        return Told(time(full, scan.value(part, "plus")), True, part + 1 + said - i)
    if scan.has(part, "hourword"):
        return Told(time(_unsaid(scan, hour)), True, 2)
    if ordinal:
        return None
    if hours and named:
        return Told(time(_unsaid(scan, hour) % 24), True, 2)
    if hours:
        dotted = scan.language == "sk" and scan.has(i, "count", "hours") and (scan.items[i].stop or hour > _NOON)
        dotted = dotted or (scan.has(i, "hours") and scan.language in ("en", "fil"))
        led = scan.has(i - 1, "by", "on", "before") and (scan.language == "ru" or dotted)
        return Told(time(_unsaid(scan, hour)), True, 2) if led and hour < 24 else None
    if (named and scan.has(i - 1, "by", "before", "at", "latest", "and")) or (named and scan.language == "fil"):
        return Told(time(_unsaid(scan, hour) % 24), True, 1)
    if not named and _is_hour(scan, i):
        return Told(time(_unsaid(scan, hour) % 24), True, 1)
    return None


def _is_hour(scan: Scan, i: int) -> bool:
    """Whether a bare number is an hour: a word of time leads to it, and it counts nothing."""
    if scan.has(i, "number") and scan.raw(i) in ("a", "an", "one", "isa", "isang"):
        return False
    at = scan.has(i - 1, "at")
    if scan.has(i - 1, "and") and scan.has(i - 3, "between") and not scan.has(i + 1, "unit"):
        return True
    if scan.has(i + 1, "zone") and scan.has(i - 1, "by", "on", "at", "before"):
        return True
    if scan.language == "ru" and scan.raw(i - 1) in ("к", "до", "в", "около"):
        if scan.named(i - 2, "unit") == "hour":
            return True  # "часов в шесть"
        clear = scan.stops(i) or scan.has(i + 1, "day", "weekday", "on", "today", "goeson")
        clear = clear or (_behind_day(scan, i) and not scan.has(i + 1, "unit", "month", "edge"))
        return clear or (scan.raw(i - 1) != "в" and scan.raw(i + 1).endswith(_VERB) and not scan.has(i + 1, "month"))
    if scan.language == "fil" and scan.stops(i) and not scan.has(i, "ordinal"):
        of_day = i - 1 - (scan.raw(i - 1) in ("ng", "mga"))
        if scan.has(of_day, "day", "today", "later"):
            return True  # "mamayang 3", "bukas ng 3"
    if scan.language == "en" and scan.has(i + 1, "day") and scan.has(i + 2, "am", "pm"):
        return i == 0 or scan.items[i - 1].stop or at or scan.has(i - 1, "by", "before")  # "nine tomorrow morning"
    if scan.language == "sk" and at and _behind_day(scan, i) and not scan.has(i + 1, "unit", "month"):
        return True
    if not at and not scan.has(i - 1, "by", "before"):
        return False
    if scan.has(i + 1, "goeson") and scan.number(i + 2) is None:
        return True
    return scan.stops(i) or scan.has(i + 1, "day", "weekday", "on", "today", "latest")


def _behind_day(scan: Scan, i: int) -> bool:
    """Whether a day stands before the hour at ``i`` and what leads to it: "завтра в 10 пришлю"."""
    return scan.has(i - 2, "day", "weekday", "today") and not scan.items[i - 2].stop


def _of_day(scan: Scan, part: int, hour: int) -> int:
    """The hour with its part of the day; twelve with either is noon, or midnight at night."""
    if scan.has(part, "noon"):
        return hour if hour in (11, _NOON) else hour + _NOON
    if scan.has(part, "am") and not scan.has(part, "pm"):
        return hour % _NOON
    return hour % _NOON + _NOON


def _unsaid(scan: Scan, hour: int) -> int:
    return hour + _NOON if hour <= _AFTERNOON[scan.language] else hour
