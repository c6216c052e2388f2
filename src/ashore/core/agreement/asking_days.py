"""Open conventions about days: when a day ends, whether the day of the event counts, until when a request counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from ashore.core.agreement.clauses import Counting
from ashore.core.agreement.terms import Agreement
from ashore.core.agreement.within import Within
from ashore.core.kernel import CLIENT, US, Reason, Side, Value
from ashore.core.worktime import NeverOpen

EXAMPLE_DAY = date(2026, 3, 13)
CUTOFF = time(16)
HOURS = (time(17, 40), time(10), time(20))
"""Times of day at which examples are tried, the most telling first."""
TRIED_DAYS = 7
Day = Literal["by", "first_day", "cutoff"]


class Counted(NamedTuple):
    """A length counted in days, and who owes it."""

    side: Side
    within: Within


def day_questions(agreement: Agreement) -> Iterator[tuple[str, Reason]]:
    """(convention, question) for each one about days that is open and changes when something is due."""
    terms = list(counted_in_days(agreement))
    open_counting = agreement.clauses.counting
    keys: tuple[Day, ...] = ("by", "first_day", "cutoff")
    for key in keys:
        if getattr(open_counting, key) is None:
            found = _example(agreement, key, terms)
            if found is not None:
                yield key, found


def counted_in_days(agreement: Agreement) -> Iterator[Counted]:
    """All lengths counted in days, whoever owes them; those that the file itself names first."""
    clauses = agreement.clauses
    found: list[tuple[Side, Within | None]] = [(CLIENT, agreement.information_within)]
    found += [(stage.owner, stage.within) for stage in clauses.stages]
    found += [(CLIENT, stage.approval_within) for stage in clauses.stages]
    found += [(CLIENT, each.within) for each in clauses.information]
    found += [(US, clauses.edits.estimate_within), (US, clauses.edits.deliver_within)] if clauses.edits else []
    found += [(CLIENT, each.within) for each in (clauses.fees.payments if clauses.fees else ())]
    found += [(US, agreement.answer_within), (US, agreement.acknowledge_within)]
    found += [(US, agreement.contact_every), (US, agreement.call_summary_within), (US, agreement.last_word)]
    counted = [Counted(side, each) for side, each in found if each is not None and each.unit != "working_minutes"]
    yield from sorted(counted, key=lambda each: each.within.clause not in agreement.places)


def _example(agreement: Agreement, key: Day, terms: list[Counted]) -> Reason | None:
    """The first term and moment at which the readings differ."""
    first = agreement.clauses.term.start or EXAMPLE_DAY
    friday = first + timedelta(days=(4 - first.weekday()) % 7)
    for (side, within), offset, hour in product(terms, range(TRIED_DAYS), HOURS):
        zone = ZoneInfo(agreement.calendar(side).zone)
        start = datetime.combine(friday + timedelta(days=offset), hour, zone).astimezone(UTC)
        try:
            dues = [_due(agreement, key, value, side, start, within) for value in _READINGS[key]]
        except NeverOpen:
            continue
        if len(set(dues)) > 1:
            params: dict[str, Value] = {f"due{number}_at": due for number, due in enumerate(dues, 1)}
            length: dict[str, Value] = {
                "length": str(within),
                "term": within.clause,
                "from_at": start,
                "cutoff": f"{CUTOFF:%H:%M}",
            }
            return Reason(f"agreement.question.{key}", "A13", length | params, (f"clause:{within.clause}",))
    return None


_READINGS: dict[Day, tuple[object, ...]] = {
    "by": ("end_of_working_day", "end_of_day", "start_of_working_day"),
    "first_day": ("day_after", "day_of_event"),
    "cutoff": ("none", CUTOFF),
}


def _due(agreement: Agreement, key: Day, value: object, side: Side, start: datetime, within: Within) -> datetime:
    """When it is due in one reading; what else is open is read as the clocks read it."""
    stated = agreement.clauses.counting
    counting = Counting(by=stated.by, first_day=stated.first_day, cutoff=stated.cutoff)
    counting = replace(counting, **{key: value})  # type: ignore[arg-type]  # one of the key's readings
    read = replace(
        agreement,
        counting_by=counting.by or agreement.counting_by,
        clauses=replace(agreement.clauses, counting=counting),
    )
    return read.due_after(side, start, within)[0]
