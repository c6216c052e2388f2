"""Times of the plays: told relative to now, so that the demo is always of today."""

import re
from datetime import date, datetime, time, timedelta

from ashore.core.worktime import WorkClock

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = re.compile(r"-(\d+)w (\w{3}) (\d\d):(\d\d)")
_WORKDAY = re.compile(r"-(\d+)wd (\d\d):(\d\d)")
_AGO = re.compile(r"now-(?:(\d+)h)?(?:(\d+)m)?")
_DAY = re.compile(r"\{([+-]\d+)w (\w{3})\}")
_PLACE = re.compile(r"\{\+(\d+)(wd|d)\}")


class WhenError(ValueError):
    """A time expression that is not understood."""


def moment(when: str, now: datetime, clock: WorkClock) -> datetime:
    """The instant that a time expression names, in the zone of ``now``.

    ``-3w Tue 09:12``: Tuesday three weeks before this one; ``-2wd 10:15``: two working days back;
    ``now-1h20m``: that much *working* time ago. Raises WhenError.
    """
    if match := _WEEK.fullmatch(when):
        monday = now.date() - timedelta(days=now.weekday())
        day = monday - timedelta(weeks=int(match[1])) + timedelta(days=_DAYS.index(match[2].lower()))
        return datetime.combine(day, time(int(match[3]), int(match[4])), now.tzinfo)
    if match := _WORKDAY.fullmatch(when):
        day = working_day(now.date(), -int(match[1]), clock, now)
        return datetime.combine(day, time(int(match[2]), int(match[3])), now.tzinfo)
    if (match := _AGO.fullmatch(when)) and any(match.groups()):
        return working_time_ago(now, int(match[1] or 0) * 60 + int(match[2] or 0), clock)
    raise WhenError(f"{when!r} is no time; write -3w Tue 09:12, -2wd 10:15 or now-1h20m")


def with_days(text: str, now: datetime) -> str:
    """``{-10w Thu}`` and ``{+2w Fri}`` in the text of an agreement become the day in that week, counted from this
    one, as 2026-03-13."""

    def written(match: re.Match[str]) -> str:
        monday = now.date() - timedelta(days=now.weekday())
        return (monday + timedelta(weeks=int(match[1]), days=_DAYS.index(match[2].lower()))).isoformat()

    return _DAY.sub(written, text)


def working_day(day: date, n: int, clock: WorkClock, now: datetime) -> date:
    """The n-th working day after (before, where negative) ``day``."""
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += step
        start = datetime.combine(day, time(0), now.tzinfo)
        left -= clock.elapsed(start, start + timedelta(days=1)) > 0
    return day


def working_time_ago(now: datetime, minutes: int, clock: WorkClock) -> datetime:
    """The latest instant from which ``minutes`` of working time have passed until now (by halving)."""
    low, high = now - timedelta(days=30), now
    while high - low > timedelta(seconds=30):
        middle = low + (high - low) / 2
        if clock.elapsed(middle, now) >= minutes:
            low = middle
        else:
            high = middle
    return low.replace(microsecond=0)


_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "sk": "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "fil": "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre Nobyembre Disyembre",
}
_DATE = {"en": "{d} {m}", "ru": "{d} {m}", "sk": "{d}. {m}", "fil": "ika-{d} ng {m}"}


def with_dates(text: str, sent: datetime, language: str, clock: WorkClock) -> str:
    """``{+2wd}`` and ``{+9d}`` in a body become the date that many (working) days after the message was sent."""

    def written(match: re.Match[str]) -> str:
        n = int(match[1])
        day = working_day(sent.date(), n, clock, sent) if match[2] == "wd" else sent.date() + timedelta(days=n)
        months = _MONTHS.get(language, _MONTHS["en"]).split()
        return _DATE.get(language, _DATE["en"]).format(d=day.day, m=months[day.month - 1])

    return _PLACE.sub(written, text)
