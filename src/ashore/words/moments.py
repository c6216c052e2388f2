"""Moments as people write them: the nearer, the shorter."""

from datetime import datetime

from ashore.words.marks import N_
from ashore.words.speech import MONTHS, WEEKDAYS, Speech

DAYS_BY_NAME = 6
"""Within this many days the name of the weekday is enough."""
TOMORROW = N_("tomorrow, {time}")
YESTERDAY = N_("yesterday, {time}")
THIS_WEEK = N_("{weekday}, {time}")
THIS_YEAR = N_("{day} {month}")
FAR = N_("{day} {month} {year}")


def near(at: datetime, now: datetime, reader: Speech) -> str:
    """An instant beside ``now``, on the reader's clock: today its time, this week its weekday, this year no year."""
    local, today = at.astimezone(reader.zone), now.astimezone(reader.zone).date()
    clock, days = f"{local:%H:%M}", (local.date() - today).days
    match days:
        case 0:
            return clock
        case 1:
            return reader.text(TOMORROW).format(time=clock)
        case -1:
            return reader.text(YESTERDAY).format(time=clock)
    if abs(days) <= DAYS_BY_NAME:
        return reader.text(THIS_WEEK).format(weekday=reader.text(WEEKDAYS[local.weekday()]), time=clock)
    month = reader.text(MONTHS[local.month - 1])
    if local.year == today.year:
        return reader.text(THIS_YEAR).format(day=local.day, month=month)
    return reader.text(FAR).format(day=local.day, month=month, year=local.year)
