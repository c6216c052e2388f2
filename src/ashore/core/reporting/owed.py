"""One obligation as reports see it, and the figures that it is counted in. Nothing else decides what is counted where:
a figure and the list behind it cannot disagree."""

from datetime import datetime
from typing import NamedTuple

from ashore.core.kernel import CLIENT, US, Side
from ashore.core.ledger.obligations import Kind, State

ANSWERS = ("answers.in_time", "answers.late", "answers.waiting")
PROMISES = tuple(f"promises.{side}.{end}" for side in (US, CLIENT) for end in ("kept", "broken", "open"))
LAST_WORDS = ("last_words.said", "last_words.missing", "last_words.open")
THEIRS = ("theirs.in_time", "theirs.late", "theirs.open")
FIGURES = (*ANSWERS, *PROMISES, *LAST_WORDS, *THEIRS)
OF_THEIRS = frozenset(("information", "approval", "payment", "stage", "call", "edit", "report"))
"""What a client owes besides promises, which are counted by themselves."""
_ENDS = {"met": 0, "missed": 1, "late": 1, "open": 2, "suspended": 2}


class Owed(NamedTuple):
    """``minutes``: working time from its beginning to its end by the calendar of who owes it, None while it is not met;
    ``late_minutes``: the same past its due, 0 in time. ``client``, ``person`` (of ours), ``month`` (``2026-03``): what
    it is told by; ``person`` is empty for what the client owes."""

    uid: str
    engagement: int
    kind: Kind
    owed_by: Side
    state: State
    created_at: datetime
    due: datetime | None = None
    met_at: datetime | None = None
    minutes: int | None = None
    late_minutes: int = 0
    client: int = 0
    person: str = ""
    month: str = ""


def counted_in(row: Owed) -> str:
    """The name of the figure that an obligation is counted in; empty where it is in none (released, a receipt, a sign
    of life)."""
    end = _ENDS.get(row.state)
    if end is None:
        return ""
    if row.kind == "promise":
        return PROMISES[end if row.owed_by == US else 3 + end]
    if row.owed_by == CLIENT:
        return THEIRS[end] if row.kind in OF_THEIRS else ""
    if row.kind == "reply":
        return ANSWERS[end]
    return LAST_WORDS[end] if row.kind == "last_word" else ""
