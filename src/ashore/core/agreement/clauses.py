"""The clauses of an agreement beyond its clocks, as frozen data. Each knows where it stands (``clause``).

Shares are exact decimals where 1 is the whole (``Decimal("0.10")`` for 10 %); sums are exact decimals in the
agreement's currency; lengths are ``Within``; days are dates of the zone of the side that owes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from ashore.core.agreement.within import Within
from ashore.core.kernel import US, Rounding, Side
from ashore.core.worktime import Week

DayEnd = Literal["end_of_working_day", "end_of_day", "start_of_working_day"]
"""What "by a day" means: until its working time ends, until its midnight, or until its working time begins."""
Fraction = Literal["started", "completed", "exact"]
"""How a part of a day (or step) counts: as a whole one, not at all, or pro rata."""
FirstLateDay = Literal["one_off_only", "one_off_and_rate"]
"""Whether the first late day carries the rate beside the one-off."""
FirstDay = Literal["day_after", "day_of_event"]
"""Whether the day of an event is counted."""
CapLevel = Literal["clause", "month", "year", "contract"]
Base = Literal["contract", "stage", "invoice", "month_fee"]
"""What a percentage is of."""
Breach = Literal[
    "stage_late",
    "payment_late",
    "information_late",
    "report_late",
    "call_missed",
    "response_late",
    "edit_late",
    "service_level",
]
Shift = Literal["none", "full", "after_grace"]
TierKind = Literal["marginal_rate", "single_amount", "cumulative"]
"""``marginal_rate``: each part of the quantity at the rate of its tier; ``single_amount``: the amount or rate of the
one tier that is reached, for the whole; ``cumulative``: the amounts of all tiers that are reached, added."""
FeeKind = Literal["fixed", "hourly", "minimum_and_kpi", "share_of_sales"]


@dataclass(frozen=True, slots=True)
class Party:
    """One side as it stands in the contract (A10). ``contact``: the one person who speaks for it; ``addresses``: all of
    its e-mail addresses and domains; ``deputies``: who may stand in for the contact."""

    name: str = ""
    details: tuple[str, ...] = ()
    signatory: str = ""
    signatory_role: str = ""
    contact: str = ""
    contact_email: str = ""
    deputies: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """N months or years, as terms, renewals and notices are counted."""

    amount: int
    unit: Literal["days", "months", "years"]


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when it holds. ``start``: a date, or ``start_after_payment`` after the first payment (A14)."""

    start: date | None = None
    start_after_payment: Within | None = None
    end: date | None = None
    renewal: Length | None = None
    notice: Length | None = None
    clause: str = "term"


@dataclass(frozen=True, slots=True)
class Counting:
    """How time is counted; None where the file leaves it open (a question where it changes an outcome).

    ``cutoff``: what comes in from then on counts as of the next working day, for terms counted in days; "none": the
    parties agreed that there is no such hour.
    """

    by: DayEnd | None = None
    first_day: FirstDay | None = None
    cutoff: time | Literal["none"] | None = None
    fraction: Fraction | None = None
    first_late_day: FirstLateDay | None = None
    percent_of: Base | None = None
    caps_order: tuple[CapLevel, ...] = ()
    clause: str = "counting"


@dataclass(frozen=True, slots=True)
class Channel:
    """A way of contact (A8). Messages on binding channels count as evidence."""

    name: str
    binding: bool
    voice: bool = False
    address: str = ""
    preferred: bool = False
    clause: str = "channels"


@dataclass(frozen=True, slots=True)
class ResponseRule:
    """Other times than the general ones, for a side, a channel, a priority ("" for any)."""

    side: Side
    channel: str = ""
    priority: str = ""
    acknowledge_within: Within | None = None
    answer_within: Within | None = None
    clause: str = "response.rules"


@dataclass(frozen=True, slots=True)
class Meetings:
    """Calls (A8). ``weekdays``: 0 for Monday; ``at``: on the wall clock of ``zone``."""

    weekdays: tuple[int, ...] = ()
    at: time | None = None
    zone: str = ""
    every_weeks: int = 1
    begins: date | None = None
    notice: Within | None = None
    topic_needed: bool = False
    clause: str = "calls"


@dataclass(frozen=True, slots=True)
class Definition:
    """A word that the deal rests on, made measurable (A2)."""

    word: str
    means: str
    measured_by: str = ""
    clause: str = "definitions"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a side will count as success (A3). ``goal``: the id of the goal it rests on, if any."""

    side: Side
    text: str
    goal: str = ""
    clause: str = "expectations"


@dataclass(frozen=True, slots=True)
class Influence:
    """A factor and who can influence it (A4); "nobody" is a stated risk."""

    factor: str
    side: Literal["us", "client", "nobody"]
    note: str = ""
    clause: str = "influence"


@dataclass(frozen=True, slots=True)
class Goal:
    """An agreed indicator (A14, N7). ``refund``: the share of the fee that is paid back where it is missed."""

    id: str
    name: str
    indicator: str = ""
    target: Decimal | None = None
    unit: str = ""
    by: date | None = None
    refund: Decimal | None = None
    clause: str = "goals"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the work plan (A7). Due on ``due``, or ``within`` after ``after`` (a stage, a payment, "start").

    ``needs``: ids of the information it waits for; ``approval_within``: how long the client has to approve it.
    """

    id: str
    name: str
    owner: Side = US
    due: date | None = None
    after: str = ""
    within: Within | None = None
    deliverables: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    price: Decimal | None = None
    approval_within: Within | None = None
    clause: str = "stages"


@dataclass(frozen=True, slots=True)
class Information:
    """What the client gives (A11): on ``due``, or ``within`` after ``after`` ("start", a stage, "asked")."""

    id: str
    name: str
    due: date | None = None
    after: str = "start"
    within: Within | None = None
    clause: str = "information"


@dataclass(frozen=True, slots=True)
class Lateness:
    """What the client's late information does (A11). ``pause_after``: from then on we may pause the work;
    ``rendered_in_full``: if it never comes before the term ends, the service counts as rendered."""

    grace: Within | None = None
    shift: Shift = "none"
    pause_after: Within | None = None
    rendered_in_full: bool = False
    clause: str = "lateness"


@dataclass(frozen=True, slots=True)
class Edits:
    """Edit rounds (A13). ``share``: the part of ``share_of`` that one edit may touch; ``extra_price``: of
    each further one."""

    count: int
    share: Decimal | None = None
    share_of: Literal["text", "items"] = "text"
    estimate_within: Within | None = None
    deliver_within: Within | None = None
    extra_price: Decimal | None = None
    clause: str = "edits"


@dataclass(frozen=True, slots=True)
class ReportRule:
    """A report that we owe in a rhythm. ``day``: weekday 0-6 of weekly ones, day of the month of monthly ones."""

    id: str
    name: str
    every: Literal["day", "week", "month"]
    day: int = 0
    at: time | None = None
    format: str = ""
    begins: date | None = None
    clause: str = "reports"


@dataclass(frozen=True, slots=True)
class Tier:
    """From this quantity on: a ``rate`` (share, or price per unit) or an ``amount``."""

    start: Decimal
    rate: Decimal | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tiers:
    """Steps by growing ``start``; see ``TierKind``."""

    kind: TierKind
    steps: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A share of the base (``is_share``) or a sum of money."""

    amount: Decimal
    is_share: bool


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a breach costs its side (A12): once, and a rate for each ``step`` (a length) late; capped.

    ``of``, ``fraction``, ``first_late_day``: None where neither the clause nor the counting conventions say it.
    ``per_step``: how many days or hours a step has. ``levels``: tiers over a measured level or a count.
    """

    id: str
    side: Side
    breach: Breach
    one_off: Quantity | None = None
    rate: Quantity | None = None
    step: Within | None = None
    tiers: Tiers | None = None
    of: Base | None = None
    fraction: Fraction | None = None
    first_late_day: FirstLateDay | None = None
    cap: Quantity | None = None
    cap_month: Quantity | None = None
    cap_year: Quantity | None = None
    clause: str = "penalties"


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment of the client: ``share`` of the fee or a ``sum``; due on ``due`` or ``within`` after ``after``."""

    id: str
    name: str = ""
    sum: Decimal | None = None
    share: Decimal | None = None
    due: date | None = None
    after: str = ""
    within: Within | None = None
    clause: str = "payments"


@dataclass(frozen=True, slots=True)
class Fees:
    """How we are paid (A16). ``sum``: the contract sum of fixed fees; ``hour_price``; ``minimum`` with ``per_sale``
    from the ``from_sale``-th sale on; ``tiers``: a share of sales. ``conditions``: what transparency it needs."""

    kind: FeeKind
    sum: Decimal | None = None
    hour_price: Decimal | None = None
    hours_limit: Decimal | None = None
    minimum: Decimal | None = None
    per_sale: Decimal | None = None
    from_sale: int | None = None
    tiers: Tiers | None = None
    every: Literal["", "month"] = ""
    cap: Decimal | None = None
    floor: Decimal | None = None
    conditions: tuple[str, ...] = ()
    payments: tuple[Payment, ...] = ()
    clause: str = "fees"


@dataclass(frozen=True, slots=True)
class Extras:
    """Small things beyond the order (W15): free up to ``free`` a month, then ``hour_price``."""

    free: Within | None = None
    hour_price: Decimal | None = None
    clause: str = "extras"


@dataclass(frozen=True, slots=True)
class Rights:
    """A14. ``case``: whether we may show the work; texts stand as they are signed."""

    case: Literal["", "public", "confidential"] = ""
    third_parties: bool | None = None
    us: tuple[str, ...] = ()
    client: tuple[str, ...] = ()
    confidentiality: str = ""
    evidence: str = ""
    force_majeure: str = ""
    terminate_after: Within | None = None
    clause: str = "rights"


@dataclass(frozen=True, slots=True)
class Amendment:
    """Single terms changed from a moment on: (path, value as in the file); ``why`` in the parties' words."""

    valid_from: datetime
    changes: tuple[tuple[str, object], ...]
    why: str = ""
    clause: str = "amendments"


@dataclass(frozen=True, slots=True)
class Clauses:
    """All that an agreement says beyond clocks. What a file leaves out is empty: nothing is owed by it."""

    language: str = "en"
    languages: tuple[str, ...] = ()
    parties: tuple[Party, Party] = (Party(), Party())
    """(us, client)"""
    law: str = ""
    currency: str = ""
    rounding: Rounding = "half_away_from_zero"
    term: Term = Term()
    counting: Counting = Counting()
    channels: tuple[Channel, ...] = ()
    response: tuple[ResponseRule, ...] = ()
    meetings: Meetings | None = None
    definitions: tuple[Definition, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    influence: tuple[Influence, ...] = ()
    goals: tuple[Goal, ...] = ()
    stages: tuple[Stage, ...] = ()
    information: tuple[Information, ...] = ()
    lateness: Lateness = Lateness()
    edits: Edits | None = None
    reports: tuple[ReportRule, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    fees: Fees | None = None
    extras: Extras | None = None
    rights: Rights = Rights()
    urgent: bool = False
    rota: tuple[tuple[str, Week], ...] = ()
    """(person, week of windows); the desk's own affair: a client sees only the service (A9)."""
    holiday_sources: tuple[str, str] = ("", "")
    """Where the days off of (us, the client) were taken from."""
