"""What one conversation asks of one side, told in one row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ashore.core.ledger.claim import obligation_id
from ashore.usecases.queries.rows import ClockRow

FIRST_TOLD = (
    "reply", "question", "promise", "stage", "edit", "estimate", "report", "approval", "call", "payment",
    "call_summary", "acknowledge", "information", "last_word", "sign_of_life",
)  # fmt: skip
"""Of clocks that run out together, the one that settles most is told: whoever replies has acknowledged and answered."""
NEVER = datetime.max.replace(tzinfo=UTC)
MOST_QUESTIONS = 100


def fold(rows: Sequence[ClockRow], now: datetime) -> tuple[ClockRow, ...]:
    """One row a conversation and side, in the order of their nearest due times; questions are quoted in the order
    asked. Clocks of whole engagements stand for themselves."""
    groups: dict[tuple[object, str], list[ClockRow]] = {}
    for row in sorted(rows, key=lambda row: (row.due or NEVER, row.obligation)):
        groups.setdefault((place_of(row), row.owed_by), []).append(row)
    return tuple(_told(each, now) for each in groups.values())


def place_of(row: ClockRow) -> object:
    """Its conversation; what hangs on a whole engagement stands for itself."""
    return row.conversation or (row.engagement, row.obligation)


def _told(rows: Sequence[ClockRow], now: datetime) -> ClockRow:
    """The most telling of what is late, else the nearest, with all the rest under it."""
    lead = min(rows, key=lambda row: (max(row.due or NEVER, now), FIRST_TOLD.index(row.kind), row.obligation))
    questions = sorted((row for row in rows if row.kind == "question" and row.quote), key=_place_in_mail)
    quotes = tuple(row.quote for row in questions)
    others = tuple(row for row in rows if row is not lead)
    return replace(lead, quote=lead.quote or (quotes[0] if quotes else ""), quotes=quotes, folded=others)


def _place_in_mail(row: ClockRow) -> tuple[datetime, str, int]:
    """Its id is made of its place among the questions of its message."""
    places = (n for n in range(MOST_QUESTIONS) if obligation_id(row.kind, row.anchor, n) == row.obligation)
    return row.created_at, row.anchor, next(places, MOST_QUESTIONS)
