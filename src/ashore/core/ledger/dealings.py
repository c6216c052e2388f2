"""What happens to the work itself: deliveries, edits, reports, payments, pauses. Each names what it is about by the
agreement's ids, and lies in the same append-only log as messages and calls."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ashore.core.kernel import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """Something that ``by`` did at ``at``. ``source``: the message or file that shows it; ``actor``: the person."""

    id: str
    at: datetime
    by: Side
    actor: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlanned(Dealing):
    """A call or meeting was planned for ``scheduled``, beforehand and with its topic (A8). ``channel``: by what;
    ``people``: who takes part."""

    scheduled: datetime
    topic: str
    minutes: int = 0
    channel: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMissed(Dealing):
    """``by`` missed an agreed or planned call (``scheduled``; else the last one before ``at``), or, recorded before it,
    called it off."""

    scheduled: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMinuted(Dealing):
    """What was agreed in a call (its event's id; else the last one before ``at``) went out in writing (W6)."""

    call: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationAsked(Dealing):
    """We asked for an item of the agreement's information (A11)."""

    information: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationGiven(Dealing):
    """The client gave an item of the agreement's information, whole."""

    information: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDelivered(Dealing):
    """A stage's results were handed over."""

    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageApproved(Dealing):
    """The other side approved what was handed over last."""

    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRejected(Dealing):
    """The other side sent back what was handed over last; it does not count as delivered."""

    stage: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAsked(Dealing):
    """The client asked for an edit (A13); this event's id names it. ``share``: the part it touches, 1 is the whole."""

    share: Decimal | None = None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEstimated(Dealing):
    """We named the day on which an edit will be done."""

    edit: str
    promised: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EditDelivered(Dealing):
    """An edit was done and handed over."""

    edit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSent(Dealing):
    """A report of the agreement went out. ``period``: the day it was due; else the nearest that stands open."""

    report: str
    period: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSent(Dealing):
    """We asked for a payment of the agreement in writing. ``amount``: where it is not the agreed one."""

    payment: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceived(Dealing):
    """Money came. ``payment``: for which payment of the agreement; else for the oldest ones that stand open."""

    amount: Decimal
    currency: str
    payment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale(Dealing):
    """Sales that the fee depends on: how many, of which sum. ``month``: "2026-03", else the month of ``at``."""

    count: int = 1
    amount: Decimal | None = None
    month: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMeasured(Dealing):
    """A level of a service (``of``: the penalty's id) or an indicator of a goal (the goal's id) in a month."""

    of: str
    level: Decimal
    month: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursWorked(Dealing):
    """Hours of an hourly fee."""

    hours: Decimal
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumption(Dealing):
    """The clocks that a suspension without an end stopped run again."""

    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachNotice(Dealing):
    """``by`` told the other side in writing that it is in breach. ``clause``: of which clause."""

    clause: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceMajeure(Dealing):
    """Circumstances beyond both sides from ``begins`` (else ``at``) until ``until`` (open-ended while None)."""

    why: str = ""
    begins: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Dealing):
    """Both sides changed single terms, from ``begins`` (else ``at``) on: pairs of dotted path and value, as in the
    agreement's file (``stages.design.within``, ``"7 working days"``)."""

    changes: tuple[tuple[str, object], ...]
    why: str = ""
    begins: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra(Dealing):
    """Something small beyond the order was done (W15), in so many minutes."""

    minutes: int
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination(Dealing):
    """``by`` ended the engagement."""

    why: str = ""
