"""Until when a conversation is put off: always until a moment at which the team works. What falls due before that stays
in the list of the day, and brings the conversation back into the inbox on its day."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from ashore.core.worktime import NeverOpen
from ashore.core.worktime.clock import WorkClock
from ashore.usecases.errors import NotPossible

Choice = Literal["tomorrow", "two_days", "monday", "date"]
CHOICES: tuple[str, ...] = get_args(Choice)
FARTHEST = timedelta(days=366)
MONDAY = 0


def wakes_at(clock: WorkClock, now: datetime, choice: str, day: date | None = None) -> datetime:
    """The moment of waking, in UTC: the beginning of the next working day, of the second one, of the first one from
    next Monday on, or from ``day`` on.

    Raises `NotPossible` (``snooze.when``, ``snooze.past``, ``snooze.too_far``, ``snooze.never``).
    """
    today = clock.local_date(now)
    if choice == "date":
        if day is None:
            raise NotPossible("snooze.when")
        if day <= today:
            raise NotPossible("snooze.past")
        if day > today + FARTHEST:
            raise NotPossible("snooze.too_far")
        return _begins(clock, day)
    if choice == "tomorrow":
        return _begins(clock, today + timedelta(days=1))
    if choice == "monday":
        return _begins(clock, today + timedelta(days=7 - (today.weekday() - MONDAY) % 7))
    if choice == "two_days":
        first = clock.local_date(_begins(clock, today + timedelta(days=1)))
        return _begins(clock, first + timedelta(days=1))
    raise NotPossible("snooze.when")


def _begins(clock: WorkClock, day: date) -> datetime:
    """When work begins on that day or on the first working day after it."""
    start = clock.midnight_after(day - timedelta(days=1))
    try:
        return clock.next_open(start).astimezone(UTC)
    except NeverOpen as error:
        raise NotPossible("snooze.never") from error
