"""What a report shows, and what stands behind each of its figures."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ashore.core.kernel import Reason
from ashore.core.ledger.obligations import StatementLine
from ashore.core.reporting import Delay, Figures, Share
from ashore.usecases.queries.rows.clocks import ClientRef, ClockRow
from ashore.usecases.queries.rows.inbox import InboxRow


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included, on the house's wall."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one client, person or month. ``key``: what names it in an address; ``wrote_last``: conversations
    whose last word was ours, of those that ended in the period."""

    key: str
    name: str
    figures: Figures
    wrote_last: Share


@dataclass(frozen=True, slots=True)
class Cost:
    """What a client's lateness did to one engagement: ``delays`` by stage, ``days`` that the plan lost by it, the
    ``sums`` that the client owes for it by the agreement."""

    engagement: int
    title: str
    client: ClientRef
    delays: tuple[Delay, ...]
    days: int
    sums: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """Figures of a period: of all, by client, person and month. ``trend``: what the months say of answers in time;
    ``totals``: by currency what clients' lateness came to; ``clients``, ``people``: whom one can choose."""

    period: Period
    at: datetime
    whole: Group
    by_client: tuple[Group, ...]
    by_person: tuple[Group, ...]
    by_month: tuple[Group, ...]
    trend: Reason
    costs: tuple[Cost, ...]
    totals: tuple[tuple[str, Decimal], ...]
    clients: tuple[ClientRef, ...]
    client: ClientRef
    person: str = ""


@dataclass(frozen=True, slots=True)
class SaidRef:
    """A message that an obligation arose from, or ended by."""

    key: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One obligation of a figure. ``minutes``: the working time its answer took; ``late_minutes``: past its due."""

    clock: ClockRow
    person: str
    minutes: int | None
    late_minutes: int
    asked: SaidRef | None
    answered: SaidRef | None


@dataclass(frozen=True, slots=True)
class BehindPage:
    """What was counted in one figure: ``rows`` or ``talks``; ``all``: how many in all."""

    figure: str
    rows: tuple[BehindRow, ...]
    talks: tuple[InboxRow, ...]
    all: int
    number: int
    has_next: bool
