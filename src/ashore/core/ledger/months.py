"""Calendar months of an engagement on our wall clock."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ashore.core.kernel import US
from ashore.core.ledger.frame import Frame


class Month(NamedTuple):
    """A month by its name (``2026-03``) and the instant at which it is over, or at which the engagement ended in it."""

    name: str
    over: datetime

    @property
    def last(self) -> datetime:
        """Its last second: the terms of then hold for it."""
        return self.over - timedelta(seconds=1)


def months(frame: Frame) -> Iterator[Month]:
    """The months from the start that are over, and the one in which the engagement ended."""
    start = frame.start
    if start is None or start > frame.horizon:
        return
    clock = frame.terms.clock(US)
    day = clock.local_date(start).replace(day=1)
    ended = frame.horizon < frame.now or (frame.ends is not None and frame.ends <= frame.now)
    while True:
        after = following(day)
        over = frame.midnight(after)
        if over > frame.horizon:
            if ended and frame.midnight(day) < frame.horizon:
                yield Month(f"{day:%Y-%m}", frame.horizon)
            return
        yield Month(f"{day:%Y-%m}", over)
        day = after


def following(day: date) -> date:
    """The first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month_of(frame: Frame, at: datetime, named: str = "") -> str:
    """The month that an event names, else the one in which it happened."""
    return named or f"{frame.terms.clock(US).local_date(at):%Y-%m}"
