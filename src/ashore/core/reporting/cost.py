"""What a client's lateness did to our plan (W11): by how many working days each stage moved for it, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ashore.core.kernel import US, Reason
from ashore.core.ledger.obligations import PlanLine
from ashore.core.worktime import WorkClock

BY_THE_CLIENT = frozenset(
    ("ledger.shift.information_full", "ledger.shift.information_after_grace", "ledger.shift.rejected")
)
"""Moves that a client's lateness makes: information that came late, a delivery that lay with them before they sent it
back. Amendments, suspensions and circumstances are nobody's lateness, and what a stage follows is counted there."""


@dataclass(frozen=True, slots=True)
class Delay:
    """By how many of our working days a stage of ours moved because the client was late, with each move."""

    stage: str
    name: str
    days: int
    because: tuple[Reason, ...]


def delays(
    plan: Iterable[PlanLine], clock: WorkClock, start: datetime | None = None, end: datetime | None = None
) -> tuple[Delay, ...]:
    """The stages of ours that moved for the client, in the order of the plan; only by what ended from ``start`` on and
    before ``end``. ``clock``: of our side."""
    found = []
    for line in plan:
        moves = tuple(each for each in line.shift_because if _is_theirs(each, start, end))
        if line.owed_by == US and moves:
            found.append(Delay(line.stage, line.name, sum(_days(each, clock) for each in moves), moves))
    return tuple(found)


def _is_theirs(move: Reason, start: datetime | None, end: datetime | None) -> bool:
    ended = move.params.get("until_at")
    if move.code not in BY_THE_CLIENT or not isinstance(ended, datetime):
        return False
    return (start is None or ended >= start) and (end is None or ended < end)


def longest(found: Iterable[Delay]) -> int:
    """What the whole plan lost: the days of the stage that moved most. One wait may move many stages, so they are not
    added up."""
    return max((each.days for each in found), default=0)


def working_days(clock: WorkClock, first: datetime, last: datetime) -> int:
    """How many working days lie behind the day of ``first``, up to the day of ``last``, on the clock's own wall."""
    start, end = clock.local_date(first).toordinal(), clock.local_date(last).toordinal()
    return sum(clock.is_working_day(date.fromordinal(day)) for day in range(start + 1, end + 1))


def _days(move: Reason, clock: WorkClock) -> int:
    before, after = move.params.get("from_at"), move.params.get("due_at")
    if not isinstance(before, datetime) or not isinstance(after, datetime):
        return 0
    return working_days(clock, before, after)
