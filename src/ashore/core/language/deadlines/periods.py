"""Weeks, months, quarters and years: "by the end of next week", "на выходных", "do polovice júla"."""

from dataclasses import replace
from datetime import date, timedelta

from ashore.core.language.deadlines.calendar import (
    FRIDAY,
    WEEK,
    half_end,
    last_working_day,
    monday,
    month_end,
    next_week,
    quarter_end,
    this_week_end,
    weekend,
    year_end,
)
from ashore.core.language.deadlines.dates import filipino_day
from ashore.core.language.deadlines.scan import Read, Scan

_ENDS = {"month": month_end, "quarter": quarter_end, "halfyear": half_end, "year": year_end}
_MIDDLE, _EARLY = 15, 10
_DAYS = {"firstday": 1, "firstweek": 7, "start": _EARLY, "secondweek": 14, "middle": _MIDDLE, "thirdweek": 21}
"""The day of a month that an edge of it comes to."""
_YEAR = 4
"""Digits of a year."""
_START, _STOP = "2000", "2100"
_LATE_DATE = 300
"""A day so far ahead was hardly meant."""


def read_period(scan: Scan, i: int) -> Read:
    """An edge of a period, a period of its own ("next week", "this month", "at the weekend"), or a month alone."""
    if scan.has(i, "lastworkday"):
        return scan.day("month", last_working_day(scan.now.date()), i)
    if scan.has(i, "afterweekend"):
        return scan.day("week", monday(scan.now.date()) + WEEK, i, certain=False)
    if scan.has(i, "midweek"):
        return _unit(scan, i, "", "week", "middle", 1)
    if scan.has(i, "whole"):
        return _unit(scan, i, "", scan.named(i, "whole"), "end", 1)
    if scan.has(i, "quarterno"):
        if not scan.has(i - 1, "by", "in", "on", "before", "within", "next", "this") or scan.raw(i - 1) in (
            "the",
            "for",
        ):
            return None, 1  # "the Q2 report"
        return _quarter(scan, i, scan.value(i, "quarterno"), 1)
    if scan.has(i, "edge"):
        at = i + 1
        while scan.has(at, "on", "of") and at < i + 3:
            at += 1
        found = _whole(scan, i, at, scan.named(i, "edge"))
        if found[0] is None and scan.has(i, "alone"):
            return _bare_end(scan, i)
        return found
    if scan.has(i, "unit") and scan.has(i + 1, "edge") and scan.named(i, "unit") in ("week", *_ENDS):
        return _unit(scan, i, "", scan.named(i, "unit"), "end", 2)  # "month end"
    return _whole(scan, i, i, "")


def _whole(scan: Scan, i: int, at: int, edge: str) -> Read:
    """A period at ``at``, of which an ``edge`` is told, or nothing."""
    if scan.has(at, "quarterno") and edge in ("end", ""):
        return _quarter(scan, i, scan.value(at, "quarterno"), at - i + 1)
    if edge == "end" and scan.has(at, "count") and len(scan.raw(at)) == _YEAR and _START < scan.raw(at) < _STOP:
        return scan.day("month", date(int(scan.raw(at)), 12, 31), i, at - i + 1)  # "by the end of 2026"
    if edge == "end" and scan.has(at, "ordinal", "count") and scan.named(at + 1, "unit") == "quarter":
        number = scan.value(at, "ordinal") if scan.has(at, "ordinal") else int(scan.raw(at))
        return _quarter(scan, i, number, at - i + 2)
    one = scan.raw(at + 1) in ("week", "month", "year", "linggo", "buwan", "taon")
    if scan.has(at, "near") and one and scan.has(at + 1, "unit"):
        return _coming(scan, i, at, edge)
    which = next((mark for mark in ("this", "next", "afternext", "other") if scan.has(at, mark)), "")
    unit = at + bool(which)
    unit += bool(which) and scan.has(unit, "on", "of")
    name = scan.named(unit, "unit")
    if which == "next" and edge and not scan.has(unit, "unit", "month") and _speaks_of_weeks(scan, i):
        return _unit(scan, i, which, "week", edge, at - i + 1)  # "this week or early next"
    if which == "next" and scan.has(unit + 1, "afternext"):
        which = "afternext"
    if scan.has(unit, "unit") and (which or edge or name == "weekend"):
        used = unit - i + 1
        if not which and scan.has(unit + 1, "afternext", "this") and name in ("week", *_ENDS):
            which, used = ("afternext" if scan.has(unit + 1, "afternext") else "this"), used + 1
        return _unit(scan, i, which, name, edge, used)
    if name in ("week", *_ENDS) and scan.has(unit + 1, "afternext", "this"):
        which = "afternext" if scan.has(unit + 1, "afternext") else "this"
        return _unit(scan, i, which, name, edge, unit - i + 2)
    year = scan.has(unit + 1, "count") and len(scan.raw(unit + 1)) == _YEAR
    dated = scan.has(unit - 1, "count") or (scan.has(unit + 1, "count") and not year) or filipino_day(scan, unit + 1)
    if scan.has(unit, "month") and not dated:
        return _month(scan, i, unit, edge, unit - i + 1)
    return None, 1


def _coming(scan: Scan, i: int, at: int, edge: str) -> Read:
    """ "in the coming week", "sa darating na buwan": the one that begins now, or the next; the later."""
    reading, used = _unit(scan, i, "next", scan.named(at + 1, "unit"), edge, at + 2 - i)
    return replace(reading, certain=False) if reading else None, used


def _speaks_of_weeks(scan: Scan, i: int) -> bool:
    return any(scan.named(j, "unit") == "week" for j in range(i))


def _unit(scan: Scan, i: int, which: str, name: str, edge: str, used: int) -> Read:
    today = scan.now.date()
    if name in ("day", "workday") and edge == "end" and which != "next":
        return scan.day("today", today, i, used)
    if name == "weekend":
        friday = edge == "" and scan.mode(i, used) in ("by", "before")
        when, certain = weekend(scan, friday)
        return scan.day(
            "week", when + (WEEK if which == "next" else timedelta(0)), i, used, certain and which != "next"
        )
    if name == "week":
        return _week(scan, i, which, edge, used)
    if name not in _ENDS:
        return None, 1
    end = _ENDS[name](today, {"next": 1, "afternext": 2}.get(which, 0))
    if edge in ("", "end"):
        return scan.day("month", end, i, used)
    if edge == "middle" and name == "month":
        when = end.replace(day=_MIDDLE)
        return scan.day("date", when if when >= today else month_end(end, 1).replace(day=_MIDDLE), i, used, False)
    if edge == "firstday" and name == "month":
        return scan.day("date", (end if which else month_end(today, 1)).replace(day=1), i, used)
    if edge in _DAYS and name == "month" and edge != "start":
        when = end.replace(day=_DAYS[edge])
        return scan.day("date", when if when >= today else month_end(end, 1).replace(day=when.day), i, used, False)
    if edge == "start":
        first = end.replace(day=_EARLY) if name == "month" else end
        return scan.day("month", first if first >= today else end, i, used, False)
    return None, 1


def _quarter(scan: Scan, i: int, number: int, used: int) -> Read:
    """The end of a quarter of the year."""
    today = scan.now.date()
    if not 1 <= number <= 4:
        return None, 1
    end = quarter_end(date(today.year, number * 3, 1))
    return scan.day("month", end if end >= today else quarter_end(date(today.year + 1, number * 3, 1)), i, used)


def _week(scan: Scan, i: int, which: str, edge: str, used: int) -> Read:
    today = scan.now.date()
    edge = "start" if edge == "firstday" else edge
    if which == "other":
        return scan.day("week", monday(today) + WEEK + timedelta(FRIDAY), i, used, False)
    if which in ("next", "afternext"):
        first, certain = next_week(scan)
        first += WEEK if which == "afternext" else timedelta(0)
        if edge in ("start", "middle"):
            return scan.day("week", first + timedelta(1 if edge == "start" else 2), i, used, False)
        if scan.has(i, "loose"):
            return scan.day("week", first + timedelta(6), i, used, False)
        return scan.day("week", first + timedelta(FRIDAY), i, used, certain and edge != "late")
    if edge in ("start", "middle"):
        day = monday(today) + timedelta(1 if edge == "start" else 2)
        return scan.day("week", day if day >= today else day + WEEK, i, used, False)
    if edge == "" and which != "this":
        return None, 1
    when, certain = this_week_end(scan)
    if scan.language == "fil" and scan.has(i, "loose"):  # "katapusan ng linggo" is the weekend too
        sunday = monday(today) + timedelta(6)
        return scan.day("week", when if not certain else sunday, i, used, False)
    return scan.day("week", when, i, used, certain)


def _month(scan: Scan, i: int, at: int, edge: str, used: int) -> Read:
    """A month: its end, or a day near its edge; by itself only where it says when ("in May"), not of what."""
    today, month = scan.now.date(), scan.value(at, "month")
    year = today.year + (month < today.month) + (scan.has(i, "next") and month == today.month)
    if scan.has(at + 1, "count") and len(scan.raw(at + 1)) == 4:
        year, used = int(scan.raw(at + 1)), used + 1
    last = month_end(date(year, month, 1))
    likely = (last.replace(day=1) - today).days <= _LATE_DATE or scan.language == "en"
    if edge in ("end", "late"):
        return scan.day("date", last, i, used, likely and edge == "end")
    if edge in _DAYS:
        day = last.replace(day=_DAYS[edge])
        if edge == "firstday":
            return scan.day("date", day if day >= today else day.replace(year=day.year + 1), i, used)
        day = day if day >= today else last if last.month != today.month or edge == "start" else day
        return scan.day("date", day if day >= today else month_end(day, 12).replace(day=day.day), i, used, False)
    mode = scan.mode(i, used)
    if mode == "before" or (mode == "by" and scan.language in ("ru", "sk")):
        first = last.replace(day=1)
        first = first if first > today else date(first.year + 1, month, 1)
        if scan.language == "en":
            return scan.day("date", first - timedelta(1), i, used)
        return scan.day("date", first, i, used, False)
    if mode == "by":
        return scan.day("month", last, i, used, False)
    if scan.has(i, "this", "next") or scan.has(i - 1, "in"):
        of_what = scan.language in ("en", "fil") and not scan.stops(i + used - 1) and not scan.items[i + used].kinds
        if of_what and scan.has(i, "this") and scan.language == "fil":
            return None, used  # "itong March issue"
        return scan.day("month", last, i, used, likely and not (of_what and scan.has(i, "this")))
    return None, used


def _bare_end(scan: Scan, i: int) -> Read:
    """ "sa katapusan": of the month; on its last day rather of the next."""
    today = scan.now.date()
    last = month_end(today)
    if last == today and scan.mode(i) not in ("by", "before"):
        return scan.day("month", month_end(today, 1), i, 1, False)
    return scan.day("month", last, i)
