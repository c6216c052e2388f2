"""Days by name: today, tomorrow, weekdays, "this time tomorrow", "a week on Monday".

Each reader looks at item ``i`` and tells what it read and how many items that took.
"""

from datetime import date, timedelta

from ashore.core.language.deadlines.calendar import (
    FRIDAY,
    SATURDAY,
    SUNDAY,
    WEEK,
    monday,
    month_end,
    months_later,
    next_week,
)
from ashore.core.language.deadlines.scan import EVENING, NIGHT, Read, Scan

_MORNING = 6
"""Before that hour the coming morning is that of the day itself."""
_LATE_PARTS = frozenset(("evening", "afternoon", "night", "lunchtime", "lunch"))
"""Parts of a day before whose begin the day itself is meant: "before Friday evening"."""
_MONTHS = {"month": 1, "year": 12}
_LUNCH = 12
"""After that hour "by lunchtime" is hardly today's."""
_NEXT_DOUBT = {"en": SATURDAY, "ru": SUNDAY, "sk": SUNDAY, "fil": SUNDAY}
"""From which day of the week on "next Monday" has two readings."""


def read_day(scan: Scan, i: int) -> Read:
    """A day by its name that begins at item ``i``."""
    today, kinds = scan.now.date(), scan.items[i].kinds
    if "thistime" in kinds and scan.has(i + 1, "next") and scan.named(i + 2, "unit") == "week":
        return scan.day("relative_day", today + WEEK, i, 3)
    if nth := _nth(scan, i):
        return nth
    if weeks := _weeks_ahead(scan, i):
        return weeks
    if "day" in kinds:
        days = scan.value(i, "day")
        certain = (days == 0 or scan.now.hour >= NIGHT) and "doubtful" not in kinds
        return scan.day("relative_day", today + timedelta(days), i, certain=certain)
    if "later" in kinds:
        late = scan.now.hour >= EVENING
        return scan.day("today", today + timedelta(late), i, certain=not late)
    if "lunch" in kinds:
        over = scan.now.hour > _LUNCH
        return scan.day("today", today + timedelta(over), i, certain=not over)
    if "today" in kinds or "eod" in kinds:
        return scan.day("today", today, i)
    if "dawn" in kinds:
        return scan.day("today", today + timedelta(scan.now.hour >= _MORNING), i)
    for used in (1, 2, 3):
        if scan.has(i + used - 1, "weekday"):
            return _weekday(scan, i, used)
        if not scan.has(i + used - 1, "this", "near", "next", "other"):
            break
    return None, 1


def _weekday(scan: Scan, i: int, used: int) -> Read:
    """A weekday with the words before it that tell of which week."""
    now, today = scan.now, scan.now.date()
    target = scan.value(i + used - 1, "weekday")
    if scan.has(i, "shy") and not _told_as_day(scan, i):
        return None, 1
    if scan.has(i, "led") and not scan.has(i - 1, "by", "before", "on", "near", "next", "this", "or", "within"):
        return None, 1
    ahead = (target - today.weekday()) % 7
    if scan.has(i + used - 1, "either"):
        return scan.day("weekday", today + timedelta(ahead), i, used, certain=False)
    if week := _week_named(scan, i, used):
        return week
    marks = [scan.items[k].kinds for k in range(i, i + used - 1)]
    near = any("near" in mark or "this" in mark for mark in marks)
    if any("next" in mark for mark in marks) and not near:
        return _next(scan, i, used, target)
    if any("near" in mark for mark in marks):
        return scan.day("weekday", today + timedelta(ahead or 7), i, used)
    if scan.has(i + used, "afternext"):
        return scan.day("weekday", today + timedelta((ahead or 7) + 7), i, used + 1, certain=False)
    if _belongs(scan, i, used):
        return None, used
    mode = scan.mode(i, used)
    if mode == "before" and (_timed(scan, i + used) or scan.raw(i + used) in _LATE_PARTS):
        mode = "by"  # "before Friday 5pm"
    if mode == "before":
        return _before(scan, i, used, ahead)
    if ahead:
        one_of_them = scan.language == "fil" and scan.has(i - 1, "number")  # "isang Martes": some Tuesday
        return scan.day("weekday", today + timedelta(ahead), i, used, certain=not one_of_them)
    own = near and scan.language != "en"  # "this Friday" on a Friday: only in English is it the next one
    late = now.hour >= EVENING or (scan.language == "ru" and now.hour < NIGHT)
    if own or (mode == "by" and not late):
        return scan.day("weekday", today, i, used)
    return scan.day("weekday", today + WEEK, i, used, certain=False, amount=7)


def _told_as_day(scan: Scan, i: int) -> bool:
    """Whether a word like "sat" or "mon" stands where only a day does."""
    if scan.has(i - 1, "by", "before", "next", "this", "or") or scan.raw(i - 1) in ("on", "sa"):
        return True
    return scan.has(i + 1, "or", "am", "pm", "part", "clock") or scan.raw(i + 1) in ("am", "pm", "a.m", "p.m")


def _timed(scan: Scan, i: int) -> bool:
    """Whether a time of day goes with the day before item ``i``."""
    return scan.has(i + scan.has(i, "on"), "clock", "noon", "oclock") or (scan.has(i, "at") and not scan.stops(i))


def _nth(scan: Scan, i: int) -> Read | None:
    """ "the first Monday in April", "posledný piatok v mesiaci", "unang Lunes ng Abril", "the first working day of the
    month"."""
    last = scan.has(i, "lastof")
    working = scan.named(i + 1, "unit") == "workday"
    if not (last or scan.has(i, "ordinal")) or not (working or scan.has(i + 1, "weekday")):
        return None
    at = i + 2 + scan.has(i + 2, "on", "of", "in")
    at += scan.has(at, "of")
    ends, at = _months_told(scan, at)
    number = 0 if last else scan.value(i, "ordinal")
    if working:
        days = (_nth_working(end, number) for end in ends)
    else:
        days = (_nth_of(end, scan.value(i + 1, "weekday"), number) for end in ends)
    when = next((day for day in days if day >= scan.now.date()), None)
    return scan.day("weekday", when, i, at - i + 1) if when else None


def _months_told(scan: Scan, i: int) -> tuple[list[date], int]:
    """The last days of the months that "in April", "of next month", "of the month" may mean, and the last item."""
    today = scan.now.date()
    if scan.has(i, "month"):
        year = today.year + (scan.value(i, "month") < today.month)
        return [month_end(date(each, scan.value(i, "month"), 1)) for each in (year, year + 1)], i
    if scan.has(i, "ofmonth"):
        return [month_end(today), month_end(today, 1)], i
    which = i + scan.has(i, "this", "next")
    if scan.named(which, "unit") != "month":
        return [], i
    return [month_end(today, 1)] if scan.has(i, "next") else [month_end(today), month_end(today, 1)], which


def _nth_working(end: date, number: int) -> date:
    """The day from Monday to Friday of that number in the month with that end; 0: the last."""
    days = (end.replace(day=day) for day in range(1, end.day + 1))
    working = [day for day in days if day.weekday() <= FRIDAY]
    return working[min(number, len(working)) - 1]


def _nth_of(end: date, weekday: int, number: int) -> date:
    """The weekday of that number in the month with that end; 0: the last."""
    if not number:
        return end - timedelta((end.weekday() - weekday) % 7)
    first = end.replace(day=1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def _belongs(scan: Scan, i: int, used: int) -> bool:
    """Whether an English weekday only tells of which day a thing is: "the Friday newsletter"."""
    if scan.language not in ("en", "fil"):
        return False
    if scan.language == "en" and scan.raw(i - 1) == "of" and i > 1 and not scan.items[i - 2].kinds:
        return True  # "your mail of Tuesday"
    article = scan.raw(i - 1).rpartition(" ")[2] in ("the", "our", "your", "ang", "yung", "iyong")
    return article and not scan.stops(i + used - 1) and scan.items[i + used].kinds.keys() <= {"rate"}


def _next(scan: Scan, i: int, used: int, target: int) -> Read:
    """ "next Friday": in doubt while this week's lies ahead, and at the weekend."""
    today = scan.now.date()
    first = monday(today) + WEEK + timedelta(target)
    if today.weekday() >= _NEXT_DOUBT[scan.language]:
        return scan.day("weekday", first + WEEK, i, used, certain=False)
    return scan.day("weekday", first, i, used, certain=target <= today.weekday())


def _before(scan: Scan, i: int, used: int, ahead: int) -> Read:
    """ "before Friday": its eve; in Filipino ("bago mag-Biyernes") many mean the day itself."""
    day = scan.now.date() + timedelta(ahead or 7)
    if scan.language == "fil":
        return scan.day("weekday", day, i, used, certain=False)
    return scan.day("weekday", day - timedelta(1), i, used, certain=ahead > 0)


def _week_named(scan: Scan, i: int, used: int) -> Read | None:
    """ "Friday next week", "v stredu budúceho týždňa", "на следующей неделе в среду": the week stands beside it."""
    target = timedelta(scan.value(i + used - 1, "weekday"))
    after = i + used + scan.has(i + used, "on", "of")
    after += scan.has(after, "on", "of")
    before = i - 1 - scan.has(i - 1, "on", "by") - scan.has(i - 2, "on", "by")
    for week, width in ((after, after + 2 - i), (before - 1, used)):
        if scan.named(week, "unit") == "week" and scan.has(week + 1, "afternext") and week > i:
            return scan.day("weekday", monday(scan.now.date()) + 2 * WEEK + target, i, week + 2 - i)
        if not (scan.has(week + 1, "unit") and scan.named(week + 1, "unit") == "week"):
            continue
        if scan.has(week, "next"):
            first, certain = next_week(scan)
            certain = certain or scan.language == "fil"
            if scan.language == "fil":
                first = monday(scan.now.date()) + WEEK
            return scan.day("weekday", first + target, i, width, certain=certain)
        if scan.has(week, "other"):
            return scan.day("weekday", monday(scan.now.date()) + WEEK + target, i, width, certain=False)
        if scan.has(week, "this"):
            this = monday(scan.now.date()) + target
            return scan.day("weekday", this, i, width) if this >= scan.now.date() else None
    return None


def _weeks_ahead(scan: Scan, i: int) -> Read | None:
    """ "a week on Monday", "a week tomorrow", "three weeks from today", "Friday week", "v piatok o týždeň"."""
    if scan.language in ("en", "fil"):
        return _weeks_before(scan, i) or _week_behind(scan, i)
    if scan.has(i, "weekday", "day") and scan.has(i + 1, "within"):
        amount, width = scan.number(i + 2) or (1, 0)
        if scan.named(i + 2 + width, "unit") == "week":
            return _counted(scan, i, i, amount, 3 + width)
    if scan.raw(i) == "через" and scan.has(i + 1, "weekday"):  # "через понедельник": not this one, the next
        ahead = (scan.value(i + 1, "weekday") - scan.now.date().weekday()) % 7 or 7
        return scan.day("weekday", scan.now.date() + timedelta(ahead + 7), i, 2, certain=False)
    if scan.has(i, "within") and scan.named(i + 1, "unit") == "week" and scan.has(i + 3, "weekday"):
        return _counted(scan, i, i + 3, 1, 4) if scan.has(i + 2, "on") else None
    return None


def _weeks_before(scan: Scan, i: int) -> Read | None:
    first = i + scan.has(i, "within")
    told = scan.number(first)
    unit = first + told[1] if told else i
    if told and told[0] == 1 and scan.raw(unit) == "week of" and scan.has(unit + 1, "day", "weekday"):
        return _counted(scan, i, unit + 1, 1, unit + 2 - i)  # "within a week of today"
    if told and (months := _MONTHS.get(scan.named(unit, "unit"))):
        day = unit + 1 + scan.has(unit + 1, "from")
        on = scan.named(day, "day")
        if on.isdigit() and scan.language == "en":  # "three months today"
            when = months_later(scan.now.date() + timedelta(int(on)), told[0] * months)
            return scan.day("duration", when, i, day - i + 1)
    if not told or scan.named(unit, "unit") not in ("week", "fortnight"):
        return None
    weeks = told[0] * (2 if scan.named(unit, "unit") == "fortnight" else 1)
    day = unit + 1 + scan.has(unit + 1, "on", "from")
    return _counted(scan, i, day, weeks, day - i + 1) if scan.has(day, "weekday", "day") else None


def _week_behind(scan: Scan, i: int) -> Read | None:
    if not scan.has(i, "weekday", "day") or scan.raw(i + 1) not in ("week", "fortnight") or scan.language != "en":
        return None
    if not scan.stops(i + 1) and scan.has(i + 2, "on", "from", "of", "edge"):
        return None
    return _counted(scan, i, i, 2 if scan.raw(i + 1) == "fortnight" else 1, 2)


def _counted(scan: Scan, i: int, day: int, weeks: int, used: int) -> Read:
    today = scan.now.date()
    if scan.has(day, "day"):
        first = today + timedelta(scan.value(day, "day"))
    else:
        first = today + timedelta((scan.value(day, "weekday") - today.weekday()) % 7 or 7)
    return scan.day("weekday", first + weeks * WEEK, i, used)


def friday_of(when: date) -> date:
    """The Friday of a day's week."""
    return monday(when) + timedelta(FRIDAY)
