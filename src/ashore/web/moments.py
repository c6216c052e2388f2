"""Moments as people write them: the nearer, the shorter."""

from datetime import datetime

from django.utils.translation import gettext as _

from ashore.words import Speech
from ashore.words.speech import MONTHS, WEEKDAYS

DAYS_BY_NAME = 6
"""Within this many days the name of the weekday is enough."""


def near(at: datetime, now: datetime, reader: Speech) -> str:
    """An instant beside ``now``, on the reader's clock: today its time, this week its weekday, this year no year."""
    local, today = at.astimezone(reader.zone), now.astimezone(reader.zone).date()
    clock, days = f"{local:%H:%M}", (local.date() - today).days
    match days:
        case 0:
            return clock
        case 1:
            return _("tomorrow, {time}").format(time=clock)
        case -1:
            return _("yesterday, {time}").format(time=clock)
    if abs(days) <= DAYS_BY_NAME:
        return _("{weekday}, {time}").format(weekday=reader.text(WEEKDAYS[local.weekday()]), time=clock)
    month = reader.text(MONTHS[local.month - 1])
    if local.year == today.year:
        return _("{day} {month}").format(day=local.day, month=month)
    return _("{day} {month} {year}").format(day=local.day, month=month, year=local.year)
