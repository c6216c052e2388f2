"""What is owed: the result of ``derive``."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ashore.core.kernel import Finding, Money, Reason, Side

Kind = Literal[
    "reply",
    "acknowledge",
    "question",
    "sign_of_life",
    "promise",
    "information",
    "call_summary",
    "last_word",
    "stage",
    "approval",
    "edit",
    "estimate",
    "report",
    "call",
    "payment",
]
State = Literal["open", "late", "met", "missed", "waived", "suspended", "discharged"]


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
class PlanLine:
    """A stage as it stands. ``due``: as agreed; ``shifted_due``: where lateness of the other side, suspensions and
    amendments moved it, with one reason for each move in ``shift_because``."""

    stage: str
    name: str
    owed_by: Side
    due: datetime | None
    shifted_due: datetime | None
    state: State
    delivered_at: datetime | None = None
    approved_at: datetime | None = None
    shift_because: tuple[Reason, ...] = ()
    because: Reason | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A sum that follows from the agreement and the log (W14): ``owed_by`` owes it to the other side, by ``clause``.

    ``amount`` is rounded by the agreement's rule; ``because`` holds the arithmetic, caps included. ``kind``: what sort
    of sum it is; ``subject``: the stage, invoice, call ... it is about.
    """

    clause: str
    kind: Literal["fee", "penalty", "refund", "extra", "edit", "payment", "expense"]
    owed_by: Side
    amount: Money
    because: Reason
    subject: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """What a side may do now, and why; never done by the program itself."""

    kind: Literal["may_pause", "may_terminate", "may_invoice_extra", "may_resume", "may_treat_as_rendered"]
    side: Side
    since: datetime
    because: Reason


@dataclass(frozen=True, slots=True)
class Ledger:
    """All obligations of one engagement in the order of their creation, and the habits noticed (W9, W10, W7); the work
    plan, the open powers, the statement, and what of the log could not be used (unknown references, out of term)."""

    obligations: tuple[Obligation, ...]
    habits: tuple[Finding, ...] = ()
    plan: tuple[PlanLine, ...] = ()
    powers: tuple[Power, ...] = ()
    statement: tuple[StatementLine, ...] = ()
    unused: tuple[Finding, ...] = ()
