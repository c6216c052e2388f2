"""Ends of weeks, months, quarters and years, and where a week has two readings.

A week ends on its Friday. Which week "next week" is may be doubtful at the weekend, and whether "this week" still is
the present one on its last evening: by language, as its speakers take it.
"""

from calendar import monthrange
from datetime import date, timedelta

from ashore.core.language.deadlines.scan import EVENING, Scan

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
WEEK = timedelta(7)
_DOUBT_FROM = {"en": SATURDAY, "ru": SUNDAY, "sk": SUNDAY + 1, "fil": SUNDAY}
"""The day of the week from which on "next week" has two readings."""
_LATE = frozenset(("sk", "fil"))
"""Where "this week" on a Friday evening may be the next one."""


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(day.weekday())


def this_week_end(scan: Scan) -> tuple[date, bool]:
    """The Friday with which the present week ends; at the weekend the coming one, in doubt."""
    today = scan.now.date()
    over = today.weekday() > FRIDAY
    late = today.weekday() == FRIDAY and scan.now.hour >= EVENING and scan.language in _LATE
    return monday(today) + timedelta(FRIDAY) + (WEEK if over or late else timedelta(0)), not (over or late)


def next_week(scan: Scan) -> tuple[date, bool]:
    """The Monday of next week, and whether it has one reading; else it is the later."""
    today = scan.now.date()
    doubtful = today.weekday() >= _DOUBT_FROM[scan.language]
    return monday(today) + (2 * WEEK if doubtful else WEEK), not doubtful


def weekend(scan: Scan, ahead: bool) -> tuple[date, bool]:
    """The Friday before the weekend (``ahead``: by, before it) or its Sunday; on that Sunday the next one, in doubt."""
    today = scan.now.date()
    if ahead:
        over = today.weekday() > FRIDAY
        return monday(today) + timedelta(FRIDAY) + (WEEK if over else timedelta(0)), not over
    over = today.weekday() == SUNDAY
    return monday(today) + timedelta(SUNDAY) + (WEEK if over else timedelta(0)), not over


def month_end(day: date, months: int = 0) -> date:
    """The last day of that month, or of one so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    last = month_end(day, months)
    return last.replace(day=min(day.day, last.day))


def quarter_end(day: date, quarters: int = 0) -> date:
    """The last day of that quarter, or of one so many quarters later."""
    return month_end(day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1), 2 + 3 * quarters)


def half_end(day: date, halves: int = 0) -> date:
    """The last day of that half of the year, or of one so many halves later."""
    return month_end(day.replace(day=1, month=1 if day.month <= 6 else 7), 5 + 6 * halves)


def year_end(day: date, years: int = 0) -> date:
    """The last day of that year, or of one so many years later."""
    return date(day.year + years, 12, 31)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Butcher's rule, in *The Ecclesiastical Calendar*, 1876)."""
    moon = year % 19
    century, rest = divmod(year, 100)
    leaps, odd = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * moon + century - leaps - shift + 15) % 30
    fourth, remainder = divmod(rest, 4)
    weekday = (32 + 2 * odd + 2 * fourth - epact - remainder) % 7
    late = (moon + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, told in the Gregorian one (Meeus; 1900 to 2099)."""
    epact = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7
    month, day = divmod(epact + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(13)


def last_working_day(day: date) -> date:
    """The last day from Monday to Friday of that month; of the next where it is over."""
    for months in (0, 1):
        last = month_end(day, months)
        last -= timedelta(max(0, last.weekday() - FRIDAY))
        if last >= day:
            break
    return last
