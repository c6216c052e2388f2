"""Durations counted from the moment of writing."""

from datetime import UTC, date, timedelta

from ashore.core.language.deadlines.days import month_end
from ashore.core.language.deadlines.scan import Read, Reading, Scan
from ashore.core.worktime import NeverOpen

_MINUTES = {"minute": 1, "hour": 60, "fullday": 24 * 60}
_FROM_ELSEWHERE = frozenset(("after", "of", "following", "после", "po", "pagkatapos", "matapos"))
"""Words behind a duration that count it from something else than the moment of writing ("two days after your yes")."""
_OR_MORE = frozenset(("or", "and", "или", "alebo", "o"))
"""Words behind a duration that add to it: "a day or two", "an hour and a half"."""
_MOST_WORKDAYS = 400


def read_duration(scan: Scan, i: int) -> Read:
    """``in two days``, ``within 3 working days``, ``через час``, ``half an hour`` after such a word."""
    if "within" not in scan.items[i].kinds:
        return None, 1
    j = i + 1
    while scan.has(j, "on", "within", "next", "this") and j < i + 3:
        j += 1
    if scan.has(j, "unit") and scan.items[j].kinds["unit"] == "half":
        return _after(scan, i, j, "minute", 30, True)
    vague = scan.has(j, "vague")
    amount = scan.value(j, "vague") if vague else scan.number(j)
    unit_at = j if amount is None else j + 1
    if amount is None and scan.has(i, "vague"):
        amount, vague = scan.value(i, "vague"), True
    if amount is not None and scan.has(unit_at, "count", "number") and not scan.has(unit_at, "unit"):
        amount, unit_at, vague = max(amount, scan.number(unit_at) or 0), unit_at + 1, True
    if not scan.has(unit_at, "unit") or (scan.has(unit_at + 1, "past") and not scan.has(unit_at + 1, "by")):
        return None, 1
    unit = str(scan.items[unit_at].kinds["unit"])
    if amount is None and not _means_one(scan, i, unit):
        return None, 1
    if scan.items[i].raw == "за" and scan.has(unit_at + 1, "by"):
        return None, unit_at + 2 - i  # "за два дня до запуска": counted back from something else
    if unit_at + 1 < len(scan.items) and scan.items[unit_at + 1].raw in _FROM_ELSEWHERE:
        return None, unit_at + 2 - i
    if scan.raw(unit_at + 1) in _OR_MORE:
        amount, vague = (amount or 1) + 1, True
    clock_like = unit == "hour" and scan.has(i, "by", "on") and scan.has(j, "count") and (amount or 1) < 24
    return _after(scan, i, unit_at, unit, amount or 1, not vague and not (clock_like and scan.has(i, "by")))


def _means_one(scan: Scan, i: int, unit: str) -> bool:
    """Whether a unit without a number means one of it: "через час", "o týždeň", "within the hour"; but "за месяц" is
    a rate."""
    if scan.language in ("ru", "sk"):
        return scan.items[i].raw != "за"
    return unit == "hour" and scan.items[i].raw == "within"


def _after(scan: Scan, i: int, last: int, unit: str, amount: int, certain: bool) -> Read:
    today = scan.now.date()
    used = last - i + 1
    if unit in _MINUTES:
        at = (scan.now.astimezone(UTC) + timedelta(minutes=_MINUTES[unit] * amount)).astimezone(scan.now.tzinfo)
        return Reading("duration", None, at, certain, scan.items[i].start, scan.items[last].end, True, amount), used
    if unit == "workday":
        kind, when = _working_days(scan, amount)
        return scan.day(kind, when, i, used, certain, amount)
    if unit == "month":
        months = today.month - 1 + amount
        first = date(today.year + months // 12, months % 12 + 1, 1)
        when = first.replace(day=min(today.day, month_end(first).day))
    else:
        when = today + timedelta(amount * (7 if unit == "week" else 1))
    return scan.day("duration", when, i, used, certain, amount)


def _working_days(scan: Scan, amount: int) -> tuple[str, date]:
    """By the working calendar, where one is given that is ever open; else Monday to Friday."""
    day, amount = scan.now.date(), min(amount, _MOST_WORKDAYS)
    if scan.clock:
        try:
            return "working_days_of_calendar", scan.clock.nth_working_day(day + timedelta(1), amount - 1, scan.now)
        except NeverOpen:
            pass
    for _ in range(amount):
        day += timedelta(1)
        while day.weekday() > 4:
            day += timedelta(1)
    return "working_days", day
