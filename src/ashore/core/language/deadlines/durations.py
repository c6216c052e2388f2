"""Durations counted from the moment of writing."""

from datetime import UTC, date, timedelta

from ashore.core.language.deadlines.calendar import FRIDAY, WEEK, monday, month_end, months_later, year_end
from ashore.core.language.deadlines.scan import Read, Reading, Scan
from ashore.core.worktime import NeverOpen

_MINUTES = {"minute": 1, "hour": 60, "fullday": 24 * 60}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12}
_PARTS = {"half": 30, "threequarters": 45, "quarterhour": 15, "hourandhalf": 90}
_FROM_ELSEWHERE = frozenset(("after", "following", "after", "после", "po", "pagkatapos", "matapos", "от", "со"))
"""Words behind a duration that count it from something else than the moment of writing ("two days after your yes")."""
_OTHER = frozenset(("другой", "полтора"))
_OR_MORE = frozenset(("or", "или", "alebo", "o"))
"""Words behind a duration that add to it: "a day or two"."""
_WITHIN_ONE = frozenset(("within", "within the", "sa loob ng", "in the next", "within the next", "over the next"))
_WAITING = frozenset(("kami", "kaming", "ako", "akong", "siyang", "silang", "itong", "ito", "mula", "nang"))
"""Words behind "dalawang linggo na" that make it the time that something has taken."""
_PLURALS = frozenset(("minutes", "hours", "days", "weeks", "months", "years"))
_MOST_WORKDAYS = 400


def read_duration(scan: Scan, i: int) -> Read:
    """``in two days``, ``within 3 working days``, ``через час``, ``a month from now``, ``half an hour`` after such a
    word."""
    if told := _without_within(scan, i):
        return told
    if not scan.has(i, "within", "asks") and not upcoming(scan, i):
        return _from_now(scan, i)
    j = i + 1
    if scan.has(j, "this") or (scan.has(j, "next") and scan.language != "en"):
        return None, 1  # "within this week": a period
    while scan.has(j, "on", "within", "next", "near", "this", "about") and not scan.has(j, "unit") and j < i + 4:
        j += 1
    if minutes := _PARTS.get(scan.named(j, "unit")):
        return _after(scan, i, j, "minute", minutes, True)
    return _counted(scan, i, j)


def _without_within(scan: Scan, i: int) -> Read | None:
    """``минут через 20``, ``десятидневный срок``, ``half an hour from now``, ``next working day``."""
    if scan.has(i, "unit") and scan.raw(i + 1) == "через" and (told := scan.number(i + 2)):
        if scan.has(i + 2 + told[1], "unit"):
            return None
        return _after(scan, i, i, scan.named(i, "unit"), told[0], False, 2 + told[1])  # about so many
    if scan.has(i, "spandays"):
        return _after(scan, i, i, "day", scan.value(i, "spandays"), True)
    if scan.named(i, "unit") in _PARTS and scan.has(i + 1, "fromnow"):
        return _after(scan, i, i, "minute", _PARTS[scan.named(i, "unit")], True, 2)
    return _nth_working_day(scan, i) if scan.has(i, "next", "near", "ordinal") else None


def upcoming(scan: Scan, i: int) -> bool:
    """``в ближайшие два часа``, ``in the coming two days``."""
    if not scan.has(i, "on"):
        return False
    if scan.has(i + 1, "several"):
        return scan.has(i + 2, "unit") or scan.number(i + 2) is not None
    return scan.has(i + 1, "near") and scan.named(i + 2, "unit") == "hour"


def _nth_working_day(scan: Scan, i: int) -> Read | None:
    """ "next business day", "sa ikatlong working day"."""
    if scan.named(i + 1, "unit") != "workday" or scan.has(i + 2, "of", "edge"):
        return None
    amount = 1 if scan.has(i, "next", "near") else scan.value(i, "ordinal")
    return _after(scan, i, i + 1, "workday", amount, True)


def _from_now(scan: Scan, i: int) -> Read:
    """ "a month from now"; in Filipino chat "2 days po" at the beginning."""
    if scan.language == "fil" and i == 0 and scan.named(i, "unit") in _PARTS and scan.raw(i + 1) != "ang":
        return _after(scan, i, i, "minute", _PARTS[scan.named(i, "unit")], True)
    told = scan.number(i)
    if told and scan.has(i + told[1], "unit") and scan.named(i + told[1], "unit") != "half":
        unit = i + told[1]
        if scan.has(unit + 1, "fromnow"):
            return _after(scan, i, unit, scan.named(unit, "unit"), told[0], True, unit + 2 - i)
        if _elapsed(scan, unit + 1):
            return None, unit + 2 - i
        if scan.has(unit + 1, "before"):
            return None, unit + 3 - i  # "two weeks before Christmas": counted back
        chat = scan.language == "fil" and (i == 0 or scan.items[i - 1].stop or scan.has(i - 1, "about"))
        if chat and not scan.has(unit + 1, "past", "unit", "before"):
            return _counted(scan, i, i)
        return None, 1
    if told and scan.language == "fil" and (i == 0 or scan.has(i - 1, "about")):
        return _counted(scan, i, i)
    return None, 1


def _elapsed(scan: Scan, i: int) -> bool:
    """Whether what follows a Filipino duration tells how long something took: "dalawang linggo na kaming naghihintay",
    "tatlong oras ang meeting"."""
    if scan.language != "fil":
        return False
    already = scan.raw(i) == "na" or scan.raw(i - 1).endswith(" na")
    if scan.raw(i) == "ang" and not scan.stops(i):
        return scan.raw(i + 1) not in ("kailangan", "kakailanganin", "aabutin", "hihingin", "hinihingi", "palugit")
    verb = scan.raw(i + (scan.raw(i) == "na"))
    return already and (verb in _WAITING or verb.startswith(("nag", "naka", "wala", "hindi")))


def _counted(scan: Scan, i: int, j: int) -> Read:
    """A number of units at ``j``, in a duration that begins at ``i``."""
    if scan.has(j, "several"):
        if scan.has(j + 1, "unit") and scan.named(j + 1, "unit") not in ("fullday", "hour"):
            return None, j + 2 - i  # "a few days" is no date
        j += 1
    if scan.has(j, "dots") and scan.raw(j).endswith(".5") and scan.named(j + 1, "unit") == "hour":
        return _after(scan, i, j + 1, "minute", 60 * int(scan.raw(j)[:-2]) + 30, True)  # "in 1.5 hours"
    asks = scan.has(i, "asks")  # "give us two days"
    vague = scan.has(j, "couple")
    amount: int | None = scan.value(j, "couple") if vague else None
    unit_at = j + vague
    while (told := scan.number(unit_at)) and not (amount is not None and scan.has(unit_at, "unit")):
        vague = vague or amount is not None
        amount = max(amount or 0, told[0])
        unit_at += told[1]
        if scan.has(unit_at, "andhalf") and scan.named(unit_at + 1, "unit") == "hour":
            return _after(scan, i, unit_at + 1, "minute", 60 * amount + 30, True)
        unit_at += scan.has(unit_at, "to") and scan.number(unit_at + 1) is not None
    if not scan.has(unit_at, "unit") or scan.has(unit_at + 1, "past"):
        return None, 1
    unit = scan.named(unit_at, "unit")
    if asks and (unit in _PARTS or unit in _MINUTES):
        return None, unit_at + 1 - i  # "give me five minutes"
    if unit in _PARTS:
        return _after(scan, i, unit_at, "minute", _PARTS[unit], True)
    if unit == "hour" and scan.language == "sk" and _of_the_day(scan, i, unit_at):
        return None, 1
    coming = amount is None and unit in ("hour", "fullday") and scan.has(unit_at - 1, "near")
    if amount is None and not coming and not _means_one(scan, i, unit_at, unit):
        return None, 1
    if scan.items[i].raw == "за" and scan.has(unit_at + 1, "by"):
        return None, unit_at + 2 - i  # "за два дня до запуска": counted back from something else
    elsewhere = scan.raw(unit_at + 1) == "of" or scan.has(unit_at + 1, "from")
    elsewhere = elsewhere and not scan.has(unit_at + 1, "fromnow") and not scan.has(unit_at + 2, "this", "day")
    if scan.raw(unit_at + 1) in _FROM_ELSEWHERE or scan.raw(unit_at + 1).startswith("pagka") or elsewhere:
        return None, unit_at + 2 - i
    if unit == "hour" and (minutes := _minutes_more(scan, unit_at + 1)):
        return _after(scan, i, unit_at, "minute", 60 * (amount or 1) + minutes[0], not vague, minutes[1] - i)
    if scan.has(unit_at + 1, "andhalf") and unit == "hour":
        return _after(scan, i, unit_at, "minute", 60 * (amount or 1) + 30, True, unit_at + 2 - i)
    if scan.raw(unit_at + 1) == "or" and scan.raw(unit_at + 2) == "so":
        vague = True
    if scan.raw(unit_at + 1) in _OR_MORE and scan.number(unit_at + 2):
        amount, vague = (amount or 1) + 1, True
    elif (
        (scan.number(unit_at + 1) or scan.raw(unit_at + 1) in _OTHER)
        and (amount is None or amount == 1)
        and scan.language in ("ru", "sk")
    ):
        amount, vague = (scan.number(unit_at + 1) or (2, 1))[0], True  # "день-два"
    if amount is None and scan.has(unit_at + 1, "this"):
        return None, 1
    if amount is None:
        return _one(scan, i, unit_at, unit)
    if scan.language == "fil" and unit in ("week", "month", "year") and scan.items[i].raw == "sa" and amount == 1:
        return _one_or_next(scan, i, unit, unit_at - i + 1)
    clock_like = unit == "hour" and scan.has(i, "by", "on") and scan.has(j, "count") and amount < 24
    return _after(scan, i, unit_at, unit, amount, not (vague or asks) and not (clock_like and scan.has(i, "by")))


def _minutes_more(scan: Scan, i: int) -> tuple[int, int] | None:
    """The minutes of "an hour and fifteen minutes" that stand at ``i``, and the item behind them."""
    first = i + (scan.has(i, "and") or scan.raw(i) in ("a", "и"))
    if part := _PARTS.get(scan.named(first, "unit")):
        return (part, first + 1) if first > i and part < 60 else None
    told = scan.number(first)
    if not told or scan.named(first + told[1], "unit") != "minute":
        return None
    return told[0], first + told[1] + 1


def _one_or_next(scan: Scan, i: int, unit: str, used: int) -> Read:
    """ "sa isang linggo", "sa isang buwan": in one, or the next one; the later."""
    today = scan.now.date()
    if unit == "week":
        return scan.day("week", max(monday(today) + WEEK + timedelta(FRIDAY), today + WEEK), i, used, False)
    return scan.day("month", month_end(today, 1) if unit == "month" else year_end(today, 1), i, used, False)


def _of_the_day(scan: Scan, i: int, unit_at: int) -> bool:
    """Whether Slovak names the hour of the day: "o 15. hod.", "o 15 hodine"."""
    if not scan.has(unit_at - 1, "count", "hours"):
        return False
    hour, led = int(scan.raw(unit_at - 1)), scan.raw(i)
    late = (led == "o" and hour > 12) or (scan.has(unit_at - 1, "hours") and scan.has(i, "by") and 12 < hour < 24)
    return (
        scan.items[unit_at - 1].stop
        or late
        or scan.raw(unit_at) == "hodine"
        or (led == "do" and scan.raw(unit_at) == "hodiny")
    )


def _means_one(scan: Scan, i: int, unit_at: int, unit: str) -> bool:
    """Whether a unit without a number means one of it: "через час", "o týždeň", "within the hour"; but "за месяц" is
    a rate."""
    if scan.language in ("ru", "sk"):
        if unit == "fullday":
            return True
        done = scan.raw(i - 1).endswith(("ем", "им", "ешь", "ете", "ите")) and unit in ("week", "month", "hour")
        return done if scan.items[i].raw == "за" else scan.items[i].raw not in ("в", "pocas")
    many = scan.raw(unit_at) in _PLURALS
    return unit in ("hour", "week", "month", "day", "fortnight") and scan.items[i].raw in _WITHIN_ONE and not many


def _one(scan: Scan, i: int, last: int, unit: str) -> Read:
    """One of a unit: "через день" is every other day; "within the week", "v priebehu týždňa" may be the present one."""
    if unit == "day":
        if scan.language == "ru" and scan.raw(i) == "через":
            return _after(scan, i, last, unit, 2, True)
        if scan.raw(i) == "o":
            return _after(scan, i, last, unit, 1, True)
        return scan.day("today", scan.now.date(), i, last - i + 1)
    if unit == "workday":  # "в течение рабочего дня": the present one, or one more
        return _after(scan, i, last, unit, 1, scan.raw(i) in ("через", "o"))
    loose = scan.raw(i) in {*_WITHIN_ONE, "v priebehu", "behom", "за"}
    return _after(scan, i, last, unit, 1, not (loose and unit in ("week", "month")))


def _after(scan: Scan, i: int, last: int, unit: str, amount: int, certain: bool, used: int = 0) -> Read:
    today = scan.now.date()
    used = used or last - i + 1
    if unit in _MINUTES:
        at = (scan.now.astimezone(UTC) + timedelta(minutes=_MINUTES[unit] * amount)).astimezone(scan.now.tzinfo)
        return Reading("duration", None, at, certain, scan.items[i].start, scan.items[last].end, True, amount), used
    if unit == "workday":
        kind, when = _working_days(scan, amount)
        return scan.day(kind, when, i, used, certain, amount)
    if unit in _MONTHS:
        when = months_later(today, amount * _MONTHS[unit])
    elif unit in _DAYS:
        when = today + timedelta(amount * _DAYS[unit])
    else:
        return None, 1
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
        while day.weekday() > FRIDAY:
            day += timedelta(1)
    return "working_days", day
