"""Days: named, weekdays, weeks, months, dates in figures and in words.

Each reader looks at item ``i`` and tells what it read and how many items that took.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from ashore.core.language.deadlines.scan import Read, Scan

_WEEKS = frozenset(("nextweek", "thisweek", "nextweekend"))
_RECENT = 92
"""Days back within which a date without a year may have meant the past one."""


def read_day(scan: Scan, i: int) -> Read:
    """A day that begins at item ``i``."""
    today, kinds = scan.now.date(), scan.items[i].kinds
    if "day" in kinds:
        return scan.day("relative_day", today + timedelta(scan.value(i, "day")), i)
    if "today" in kinds:
        return scan.day("today", today, i)
    if "weekday" in kinds or (("next" in kinds or "this" in kinds) and scan.has(i + 1, "weekday")):
        return _weekday(scan, i, today)
    if not _WEEKS.isdisjoint(kinds):
        friday = today - timedelta(today.weekday()) + timedelta(4 if "thisweek" in kinds else 11)
        return scan.day("week", max(friday, today), i, certain=False)
    if "thismonth" in kinds or "nextmonth" in kinds:
        first = today if "thismonth" in kinds else today.replace(day=1) + timedelta(32)
        vague = scan.items[i].raw in ("this month", "next month", "tento mesiac") or "nextmonth" in kinds
        return scan.day("month", month_end(first), i, certain=not vague)
    if "monthend" in kinds and (scan.has(i + 1, "month") or (scan.has(i + 1, "on") and scan.has(i + 2, "month"))):
        return _end_of_month(scan, i, today)
    if "iso" in kinds or "dots" in kinds or "slash" in kinds:
        return _numeric(scan, i, today)
    if "count" not in kinds and "month" not in kinds:
        return None, 1
    written = _written(scan, i, today)
    return written if written[0] else _day_of_month(scan, i, today)


def month_end(day: date) -> date:
    """The last day of that month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _weekday(scan: Scan, i: int, today: date) -> Read:
    marked = not scan.has(i, "weekday")
    target = scan.value(i + marked, "weekday")
    used = 1 + marked
    ahead = (target - today.weekday()) % 7
    for near in (i + used, i - 1, i + used + 1):
        if scan.has(near, "nextweek", "thisweek") and (near <= i + used or scan.has(i + used, "on")):
            monday = today - timedelta(today.weekday()) + timedelta(7 if scan.has(near, "nextweek") else 0)
            return scan.day("weekday", monday + timedelta(target), i, max(used, near - i + 1))
    if marked and scan.has(i, "next"):
        same_week = target > today.weekday()
        when = today + timedelta(ahead + 7 if same_week else ahead or 7)
        return scan.day("weekday", when, i, used, certain=not same_week)
    if ahead == 0:
        return scan.day("weekday", today + timedelta(7), i, used, certain=False, amount=7)
    one_of_them = scan.language == "fil" and scan.has(i - 1, "number")  # "isang Martes": some Tuesday
    return scan.day("weekday", today + timedelta(ahead), i, used, certain=not one_of_them)


def _numeric(scan: Scan, i: int, today: date) -> Read:
    raw = scan.items[i].raw
    numbers = [int(n) for n in re.split(r"[^\d]+", raw) if n]
    if scan.has(i, "iso"):
        return scan.day("date", date(*numbers), i)
    year = None
    if len(numbers) == 3:
        year = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
    elif scan.has(i, "dots") and not raw.endswith(".") and not scan.has(i - 1, "by", "on", "this"):
        return None, 1
    first, second = numbers[0], numbers[1]
    if scan.has(i, "dots") or first > 12:
        return _dated(scan, i, 1, second, first, year, today)
    if second > 12:
        return _dated(scan, i, 1, first, second, year, today)
    one, _ = _dated(scan, i, 1, second, first, year, today)
    two, _ = _dated(scan, i, 1, first, second, year, today)
    last = max((r for r in (one, two) if r and r.day), key=lambda r: r.day or date.min)
    return scan.day("date", last.day or today, i, 1, first == second)


def _written(scan: Scan, i: int, today: date) -> Read:
    """``5 March``, ``5th of March 2026``, ``March 5``."""
    if scan.has(i, "count"):
        month = i + 2 if scan.has(i + 1, "on") and scan.has(i + 2, "month") else i + 1
        if not scan.has(month, "month"):
            return None, 1
        number, end = int(scan.items[i].raw), month + 1
    elif scan.has(i, "month") and scan.has(i + 1, "count") and int(scan.items[i + 1].raw) <= 31:
        month, number, end = i, int(scan.items[i + 1].raw), i + 2
    else:
        return None, 1
    year = None
    if scan.has(end, "count") and len(scan.items[end].raw) == 4:
        year, end = int(scan.items[end].raw), end + 1
    return _dated(scan, i, end - i, scan.value(month, "month"), number, year, today)


def _dated(scan: Scan, i: int, used: int, month: int, number: int, year: int | None, today: date) -> Read:
    """A day and month; without a year the next one, uncertain where it passed within the last quarter."""
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return None, used
    if year is not None:
        return scan.day("date", date(year, month, number), i, used)
    when = date(today.year, month, number)
    if when >= today:
        return scan.day("date", when, i, used)
    return scan.day("date", date(today.year + 1, month, number), i, used, certain=(today - when).days > _RECENT)


def _end_of_month(scan: Scan, i: int, today: date) -> Read:
    """``end of March``, ``к концу марта``."""
    at = i + 1 if scan.has(i + 1, "month") else i + 2
    month = scan.value(at, "month")
    last = month_end(date(today.year + (month < today.month), month, 1))
    return scan.day("date", last, i, at - i + 1, certain=scan.items[i].raw != "late")


def _day_of_month(scan: Scan, i: int, today: date) -> Read:
    """``by the 15th``, ``до 15-го``, ``15 числа``, ``sa ika-15``: the next such day, unless something
    else is numbered by it."""
    item = scan.items[i]
    if not scan.has(i, "count") or not 1 <= int(item.raw) <= 31:
        return None, 1
    named = scan.has(i + 1, "ofmonth")
    ordinal = item.end - item.start > len(item.raw) or scan.raw(i - 1) == "ika"
    alone = i + 1 == len(scan.items) or scan.has(i + 1, "clock", "by", "past")
    if not named and not (ordinal and alone and scan.has(i - 1 - (scan.raw(i - 1) == "ika"), "by", "on")):
        return None, 1
    number = int(item.raw)
    first = today.replace(day=1) if number > today.day else (today.replace(day=1) + timedelta(32)).replace(day=1)
    return scan.day("date", first.replace(day=number), i, 1 + named, certain=number != today.day)
