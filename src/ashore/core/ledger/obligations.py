"""What is owed: the result of ``derive``."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ashore.core.kernel import Finding, Reason, Side

Kind = Literal[
    "reply", "acknowledge", "question", "sign_of_life", "promise", "information", "call_summary", "last_word"
]
State = Literal["open", "late", "met", "missed", "waived", "suspended"]


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that one side owes the other.

    ``id``: stable hash of kind, anchor event and position; the same in every derivation. ``due``: None where no time
    was named (a promise without a date). ``remind_at``: when a reminder is sensible, None if never. ``met_at``: when it
    was done, in time or not; ``met_by``: the event that did it. ``state``: the state at the ``now`` of the derivation.
    ``ended_at``: when it was met, waived or given up as no longer possible; ``next_at``: when the state will change by
    itself if nothing happens (it falls due, a suspension ends), None if never.
    ``because``: the full explanation; ``quote``: the words it is about (a question, a promise).
    """

    id: str
    kind: Kind
    owed_by: Side
    conversation: str
    anchor: str
    created_at: datetime
    due: datetime | None
    remind_at: datetime | None
    met_at: datetime | None
    met_by: str
    state: State
    because: Reason
    quote: str = ""
    person: str = ""
    ended_at: datetime | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All obligations of one engagement in the order of their creation, and the habits noticed (W9, W10, W7)."""

    obligations: tuple[Obligation, ...]
    habits: tuple[Finding, ...] = ()
