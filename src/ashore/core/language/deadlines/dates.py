"""Dates in figures and in words, days of the month, feasts.

Each reader looks at item ``i`` and tells what it read and how many items that took.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from ashore.core.language.deadlines.calendar import easter, month_end, orthodox_easter
from ashore.core.language.deadlines.days import friday_of
from ashore.core.language.deadlines.scan import Read, Scan

_FARTHEST = 300
"""A date without a year that lies further ahead was more likely meant as the past one."""
_RECENT = 31
"""In English: days back within which a date without a year may have been meant as the past one."""
_MONTHS = 12
_TENS = (20, 30)
_FEW = 3
"""So many of a thing are often told by their number: "закончим второго", and no day of the month."""
_SHORT = 5
"""Letters that no Filipino verb of what is to come has less of."""
_OF_ITS_OWN = frozenset(("ang", "ng", "kami", "ako", "tayo", "kayo", "sila", "at"))
"""Filipino words that nothing before them counts."""
_PLAIN = frozenset(("plain", "goeson", "did", "able"))
"""Kinds of words that number nothing."""
_NO_NOUN = {"ru": ("м", "те", "но"), "sk": ("m", "e", "o", "i", "š", "s")}
"""Ends of words that an ordinal before them does not number ("prvého vám pošlem", but "prvého kola")."""


def read_date(scan: Scan, i: int) -> Read:
    """A date that begins at item ``i``."""
    if scan.has(i, "feast", "easter", "orthodox"):
        return _feast(scan, i)
    if scan.has(i, "weekof"):
        day = i + 1 + scan.has(i + 1, "on", "of")
        if scan.has(day, "weekday"):
            ahead = (scan.value(day, "weekday") - scan.now.date().weekday()) % 7 or 7
            named = scan.has(day + 1, "count", "slash", "dots", "month")
            if not named:  # "w/c Monday"
                return scan.day("week", friday_of(scan.now.date() + timedelta(ahead)), i, day - i + 1)
            day += 1
        reading, used = read_date(scan, day) if day < len(scan.items) else (None, 1)
        if reading and reading.day:
            return scan.day("week", friday_of(reading.day), i, day - i + used, reading.certain)
        return None, 1
    if scan.has(i, "iso", "dots", "slash"):
        return _numeric(scan, i)
    if scan.has(i, "count", "ordinal", "month", "number"):
        written = _written(scan, i)
        return written if written[0] or written[1] > 1 else _day_of_month(scan, i)
    return None, 1


def _feast(scan: Scan, i: int) -> Read:
    """A feast; "before" it is its eve, in Filipino perhaps the day itself. Easter is one day or four."""
    today, mode = scan.now.date(), scan.mode(i)
    if _names_a_thing(scan, i, mode):
        return None, 1
    when = next(day for year in (today.year, today.year + 1) if (day := _feast_day(scan, i, year)) >= today)
    if mode != "before":
        one_day = scan.has(i, "feast") or scan.named(i, "easter") not in ("", "0")
        return scan.day("date", when, i, certain=one_day and scan.raw(i - 1) != "for")
    if scan.language == "fil":
        return scan.day("date", when, i, certain=False)
    return scan.day("date", when - timedelta(1), i)


def _names_a_thing(scan: Scan, i: int, mode: str) -> bool:
    """Whether a feast only tells what a thing is for: "the Christmas banners"."""
    if scan.language not in ("en", "fil") or mode in ("by", "before") or scan.stops(i):
        return False
    article = scan.raw(i - 1) in ("the", "our", "your", "a", "ang", "ng")
    return article and not scan.items[i + 1].kinds


def _feast_day(scan: Scan, i: int, year: int) -> date:
    for kind, sunday in (("easter", easter), ("orthodox", orthodox_easter)):
        if scan.has(i, kind):
            return sunday(year) + timedelta(int(scan.named(i, kind)))
    month, number = divmod(scan.value(i, "feast"), 100)
    return date(year, month, number)


def _numeric(scan: Scan, i: int) -> Read:
    raw = scan.items[i].raw
    numbers = [int(n) for n in re.split(r"[^\d]+", raw) if n]
    if scan.has(i, "iso"):
        return scan.day("date", date(*numbers), i)
    year = None
    if len(numbers) == 3:
        year = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
    elif scan.has(i, "dots") and not raw.endswith(".") and not _led(scan, i) and not _timed(scan, i + 1):
        return None, 1
    elif scan.has(i, "slash") and not _led(scan, i) and i and _before_noun(scan, i):
        return None, 1  # "the 1/2 page ad"
    first, second = numbers[0], numbers[1]
    if scan.has(i, "dots") and not 1 <= second <= _MONTHS:
        return None, 1
    if second > _MONTHS or (scan.language == "fil" and scan.has(i, "slash") and first <= _MONTHS):
        return _dated(scan, i, 1, first, second, year)
    if scan.has(i, "dots") or first > _MONTHS or scan.language != "en" or first == second:
        return _dated(scan, i, 1, second, first, year)
    return _either(scan, i, first, second, year)


def _timed(scan: Scan, i: int) -> bool:
    """Whether a time of day or a weekday goes with the date before item ``i``."""
    return scan.has(i + scan.has(i, "on", "by", "at"), "clock", "weekday", "noon", "oclock")


def _before_noun(scan: Scan, i: int) -> bool:
    return not scan.stops(i) and scan.items[i + 1].kinds.keys() <= {"numbered"}


def _led(scan: Scan, i: int) -> bool:
    return scan.has(i - 1, "by", "on", "before", "this", "weekday", "latest") and scan.raw(i - 1) not in ("the", "ang")


def _either(scan: Scan, i: int, first: int, second: int, year: int | None) -> Read:
    """Day and month in either order: the later of those that lie ahead."""
    today = scan.now.date()
    years = (year,) if year is not None else (today.year, today.year + 1)
    for each in years:
        ahead = [day for day in (date(each, second, first), date(each, first, second)) if day >= today]
        if ahead:
            return scan.day("date", max(ahead), i, 1, False)
    return scan.day("date", max(date(years[0], second, first), date(years[0], first, second)), i, 1, False)


def _written(scan: Scan, i: int) -> Read:
    """``5 March``, ``5th of March 2026``, ``March 5``, ``пятого марта``, ``dvanásteho marca``."""
    either = False
    if told := day_number(scan, i):
        number, end = told
        end += i
        month = end + scan.has(end, "on", "of")
        if not scan.has(month, "month"):
            return None, 1
        end = month + 1
    elif scan.has(i, "month") and scan.raw(i + 1) == "the" and (told := day_number(scan, i + 2)) and told[0] <= 31:
        month, number, end = i, told[0], i + 2 + told[1]
    elif scan.has(i, "month") and (told := filipino_day(scan, i + 1)):
        month, number, end = i, told[0], i + 1 + told[1]
    elif scan.has(i, "month") and (told := day_number(scan, i + 1)) and told[0] <= 31 and scan.raw(i + 1) != "a":
        led = scan.has(i - 1, "by", "on", "before", "weekday", "near") or scan.raw(i + 1 + told[1]) == "ang"
        if scan.has(i, "ledmonth") and not led:
            return None, 1
        month, number, end = i, told[0], i + 1 + told[1]
        last = end + scan.has(end, "to")
        if (
            scan.has(last, "count")
            and number < int(scan.raw(last)) <= 31
            and not scan.has(last + 1, "unit", "am", "pm")
        ):
            either = scan.has(end, "or")
            number, end = int(scan.raw(last)), last + 1  # "March 18-20"
        if scan.has(i + 1, "number") and not scan.has(i + 1, "ordinal"):
            return None, 1
    else:
        return None, 1
    if _only_tells_which(scan, i, end):
        return None, end - i
    year = None
    if scan.has(end, "count") and len(scan.raw(end)) == 4:
        year, end = int(scan.raw(end)), end + 1
    told_date, used = _dated(scan, i, end - i, scan.value(month, "month"), number, year)
    return (replace(told_date, certain=False) if told_date and either else told_date), used


def _only_tells_which(scan: Scan, i: int, end: int) -> bool:
    """Whether an English date tells of which thing one speaks: "the 25 May version"."""
    led = scan.has(i - 1, "by", "before") or scan.has(i - 2, "by", "on", "before", "in")
    article = scan.language == "en" and scan.raw(i - 1) in ("the", "our", "your", "this")
    return article and not led and not scan.stops(end - 1) and scan.items[end].kinds.keys() <= {"numbered"}


def filipino_day(scan: Scan, i: int) -> tuple[int, int] | None:
    """The day behind a month: ``Abril a-20``, ``Hunyo bente``; and how many items it takes."""
    if scan.language != "fil":
        return None
    if scan.raw(i) == "a" and scan.has(i + 1, "count"):
        number, used = int(scan.raw(i + 1)), 2
    elif scan.has(i, "monthday"):
        number, used = scan.value(i, "ordinal"), 1
    elif scan.has(i, "number") and not scan.has(i, "ordinal") and not scan.raw(i).endswith(("ng", "na", "a", "an")):
        number, used = scan.value(i, "number"), 1
    else:
        return None
    return (number, used) if 1 <= number <= 31 and not scan.has(i + used, "unit", "number", "count") else None


def day_number(scan: Scan, i: int) -> tuple[int, int] | None:
    """The number of a day of the month, in digits or as an ordinal, and how many items it takes."""
    if scan.has(i, "count"):
        return int(scan.items[i].raw), 1
    if scan.has(i, "ordinal"):
        number = scan.value(i, "ordinal")
        tens = number in _TENS and scan.has(i + 1, "ordinal") and scan.value(i + 1, "ordinal") < 10
        if number in _TENS and scan.has(i, "monthday") and scan.has(i + 1, "number"):
            return number + scan.value(i + 1, "number"), 2  # "a-bente siyete"
        return (number + scan.value(i + 1, "ordinal"), 2) if tens else (number, 1)
    if scan.has(i, "number") and scan.value(i, "number") in _TENS and scan.has(i + 1, "ordinal"):
        return scan.value(i, "number") + scan.value(i + 1, "ordinal"), 2
    return None


def _dated(scan: Scan, i: int, used: int, month: int, number: int, year: int | None) -> Read:
    """A day and month; without a year the next one, in doubt where the past one may have been meant."""
    today = scan.now.date()
    if not 1 <= month <= _MONTHS or not 1 <= number <= 31:
        return None, used
    before = scan.mode(i, used) == "before" and scan.language != "fil"
    shift = timedelta(before)
    if year is not None:
        return scan.day("date", date(year, month, number) - shift, i, used)
    try:
        when = date(today.year, month, number)
    except ValueError:
        when = date(today.year + 1, month, number)
    if when >= today:
        certain = scan.language == "en" or (when - today).days <= _FARTHEST
        certain = certain and not (scan.language == "fil" and scan.mode(i, used) == "before")
        return scan.day("date", when - shift, i, used, certain)
    ahead = date(today.year + 1, month, number)
    passed = (today - when).days <= _RECENT if scan.language == "en" else (ahead - today).days > _FARTHEST
    return scan.day("date", ahead - shift, i, used, not passed)


def _day_of_month(scan: Scan, i: int) -> Read:
    """``by the 15th``, ``до 15-го``, ``15 числа``, ``sa ika-15``, ``do prvého``: the next such day, unless something
    else is numbered by it."""
    told = _payday(scan, i) or day_number(scan, i)
    if told is None or not 1 <= told[0] <= 31:
        return None, 1
    number, used = told
    named = scan.has(i + used, "ofmonth")
    item, language = scan.items[i], scan.language
    numbered = scan.raw(i - 1) == "ika" or (language == "fil" and scan.raw(i - 1) == "a" and scan.has(i, "count"))
    ordinal = numbered or item.end - item.start > len(item.raw) or used > 1 or scan.has(i, "monthday")
    ordinal = ordinal or (scan.has(i, "ordinal") and language != "fil") or scan.has(i, "payday")
    ordinal = ordinal or (
        language == "fil"
        and number > _MONTHS
        and (item.stop or (scan.raw(i + 1) == "na" and scan.stops(i + 1)))
        and scan.has(i - 1, "by", "on", "before")
    )
    bare = language == "sk" and not ordinal and item.stop and scan.has(i - 1, "by")  # "do 20."
    ordinal = ordinal or bare
    if (
        not named
        and not _of_a_month(scan, i + used)
        and not (ordinal and _may_stand_alone(scan, i - numbered, i + used))
    ):
        return None, 1
    if language == "fil" and scan.has(i + used, "am", "pm", "unit"):
        return None, 1
    today = scan.now.date()
    if width := _of_a_month(scan, i + used):
        months_on = int(scan.has(i + used + width - 2, "next"))
        when = month_end(today, months_on).replace(day=number)
        return scan.day("date", when, i, used + width)
    months = (k for k in range(13) if month_end(today, k).day >= number)
    days = (month_end(today, k).replace(day=number) for k in months)
    when = next(day for day in days if day >= today)
    vague = language == "fil" and scan.mode(i - numbered, used) == "before"
    doubtful = when == today and scan.mode(i - numbered, used) not in ("by", "before")
    if doubtful and language == "fil":
        when = month_end(when, 1).replace(day=number)
    shift = timedelta(scan.mode(i - numbered, used) == "before" and language != "fil")
    return scan.day(
        "date", when - shift, i, used + named, not vague and not (doubtful and language == "fil") and not bare
    )


def _payday(scan: Scan, i: int) -> tuple[int, int] | None:
    """ "sa kinse", "hanggang trenta": the days on which wages are paid, where they count nothing."""
    if not scan.has(i, "payday"):
        return None
    alone = scan.stops(i) or scan.raw(i + 1) in _OF_ITS_OWN
    verb = scan.raw(i + 1).startswith(("ba", "ib", "ih", "ip", "is", "ma")) and len(scan.raw(i + 1)) > _SHORT
    return (scan.value(i, "payday"), 1) if alone or (verb and not scan.items[i + 1].kinds) else None


def _of_a_month(scan: Scan, i: int) -> int:
    """How many items say "of next month", "этого месяца"; 0 where they do not."""
    which = i + scan.has(i, "of", "on", "ofmonth")
    which += scan.has(which, "of")
    if scan.has(which, "next", "this") and scan.named(which + 1, "unit") == "month":
        return which + 2 - i
    return 0


def _number_of(scan: Scan, i: int) -> int:
    told = day_number(scan, i)
    return told[0] if told else 0


def _may_stand_alone(scan: Scan, i: int, end: int) -> bool:
    """Whether an ordinal there is a day of the month: led by a word of time, and nothing follows that it numbers."""
    if scan.has(i - 1, "weekday") or (scan.raw(i - 1) == "the" and scan.has(i - 2, "weekday")):
        return not scan.has(end, "unit", "am", "pm")  # "Friday the 20th"
    led = (
        scan.has(i - 1, "by", "on", "before", "within", "or", "weekof")
        or scan.named(i - 1, "unit") == "month"
        or (i == 0 and scan.language in ("ru", "sk", "fil"))
    )
    clear = scan.stops(end - 1) or scan.has(end, "on", "at", "by", "clock")
    if not led and scan.language in ("ru", "sk") and clear and i > 0:
        return scan.items[i - 1].kinds.keys() <= _PLAIN and _number_of(scan, i) > _FEW
    if not led:
        return scan.has(end - 1, "monthday")
    if scan.language == "en":
        goes_on = scan.has(i, "count") and scan.has(end, "goeson")
        return goes_on or scan.stops(end - 1) or scan.has(end, "clock", "by", "on", "before", "latest", "or")
    if scan.language == "fil":
        return not scan.has(end, "unit", "weekof")
    if scan.stops(end - 1) or end - i > 1 or scan.has(i, "count"):
        return not scan.has(end, "unit")
    if scan.has(end, "plain"):
        return True
    ends = _NO_NOUN[scan.language] + (("ю", "у", "т", "ть") if scan.raw(i).endswith("го") else ())
    return scan.raw(end).endswith(ends) and not scan.has(end, "unit")
