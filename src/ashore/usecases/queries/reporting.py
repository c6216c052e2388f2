"""The obligations of a period as reports see them: the rows that lists and badges show, judged by the same function."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from ashore.core.kernel import CLIENT, US, Side
from ashore.core.ledger.obligations import Kind
from ashore.core.reporting import OF_THEIRS, Owed
from ashore.core.worktime import WorkClock
from ashore.store.models import Conversation, Message, Obligation, Workspace
from ashore.usecases.deriving import Agreed, agreed_at
from ashore.usecases.queries.clocks import state_at
from ashore.usecases.queries.owners import names_of_ours, shown_owner
from ashore.usecases.queries.rows.reports import Period

OURS = ("reply", "promise", "last_word")
KINDS_OF = {
    "answers": Q(kind="reply"),
    "promises": Q(kind="promise"),
    "last_words": Q(kind="last_word"),
    "theirs": Q(owed_by=CLIENT, kind__in=OF_THEIRS),
}
"""By the first word of a figure what it may count: so much need not be read for the list behind it."""
COLUMNS = ("uid", "engagement", "kind", "owed_by", "state", "created_at", "due", "met_at", "ended_at")
BESIDE = ("of_client", "given_to", "keeper", "owner", "author")


class Quiet(NamedTuple):
    """A conversation whose last message lies in the period, and whose it was."""

    id: int
    client: int
    person: str
    month: str
    last_side: Side


@dataclass(frozen=True, slots=True)
class Ground:
    """What rows are read by: the house's wall, what was agreed, and the names of ours, one a person."""

    workspace: Workspace
    zone: ZoneInfo
    agreed: Agreed
    names: dict[str, str]
    clocks: dict[tuple[int, Side], WorkClock] = field(default_factory=dict)
    """Of the terms that were met so far: to find a clock by its whole calendar costs more than to read it."""

    def clock(self, engagement: int, at: datetime, side: Side) -> WorkClock:
        """The clock of a side of an engagement by the terms that held then."""
        terms = self.agreed.of(engagement).at(at)
        found = self.clocks.get((id(terms), side))
        if found is None:
            found = self.clocks[id(terms), side] = terms.clock(side)
        return found

    def who(self, author: str | None, given_to: str | None, keeper: str | None, owner: str | None) -> str:
        """Who wrote, where that is known; else to whom the conversation was given; else the client's keeper; else who
        the conversation shows as its owner."""
        return shown_owner(author or given_to or keeper or owner or "", self.names)

    def month(self, at: datetime) -> str:
        """The month of an instant: ``2026-03``."""
        return f"{at.astimezone(self.zone):%Y-%m}"


def ground(workspace: Workspace) -> Ground:
    """What the rows of a workspace are read by."""
    return Ground(workspace, ZoneInfo(workspace.zone), agreed_at(workspace), names_of_ours(workspace))


def window(workspace: Workspace, period: Period) -> tuple[datetime, datetime]:
    """The period as instants, the second one beyond it, on the house's wall."""
    zone = ZoneInfo(workspace.zone)
    start = datetime(period.first.year, period.first.month, period.first.day, tzinfo=zone)
    after = period.last + timedelta(days=1)
    return start, datetime(after.year, after.month, after.day, tzinfo=zone)


def owed_in(by: Ground, period: Period, now: datetime, client: int = 0, figure: str = "") -> list[Owed]:
    """All that began to be owed in the period and is counted by reports; of ``figure`` at least what it counts."""
    start, end = window(by.workspace, period)
    rows = Obligation.objects.filter(workspace=by.workspace, created_at__gte=start, created_at__lt=end)
    rows = rows.filter(Q(owed_by=CLIENT) | Q(kind__in=OURS))
    if figure:
        rows = rows.filter(KINDS_OF[figure.partition(".")[0]])
    return read_rows(by, rows.filter(engagement__client=client) if client else rows, now)


def read_rows(by: Ground, rows: QuerySet[Obligation], now: datetime) -> list[Owed]:
    """Stored obligations as reports see them, in the order in which they began."""
    wrote = Message.objects.filter(workspace=OuterRef("workspace"), key=OuterRef("met_by"), side=US)
    found = rows.annotate(
        of_client=F("engagement__client"),
        given_to=F("conversation__assignee__email"),
        keeper=F("engagement__client__kept__user__email"),
        owner=F("conversation__owner"),
        author=Subquery(wrote.values("sender_email")[:1]),
    )
    told = found.order_by("created_at", "pk").values_list(*COLUMNS, *BESIDE, named=True)
    return [_owed(each, by, now) for each in told.iterator(chunk_size=2000)]


def quiet_in(by: Ground, period: Period, client: int = 0) -> list[Quiet]:
    """The conversations of clients that ended, so far, in the period."""
    start, end = window(by.workspace, period)
    rows = Conversation.objects.filter(workspace=by.workspace, last_at__gte=start, last_at__lt=end)
    rows = rows.filter(client=client) if client else rows.filter(client__isnull=False)
    whose = ("assignee__email", "client__kept__user__email", "owner")
    found = rows.order_by("last_at", "pk").values_list("pk", "client", "last_at", "last_side", *whose)
    return [
        Quiet(pk, of or 0, by.who("", *names), by.month(last_at), cast(Side, side))
        for pk, of, last_at, side, *names in found
    ]


def _owed(row: Any, by: Ground, now: datetime) -> Owed:
    side = cast(Side, row.owed_by)
    clock = by.clock(row.engagement, row.created_at, side)
    until = row.met_at or row.ended_at or now
    late = clock.elapsed(row.due, until) if row.due is not None and until > row.due else 0
    return Owed(
        uid=row.uid,
        engagement=row.engagement,
        kind=cast(Kind, row.kind),
        owed_by=side,
        state=state_at(row, now),
        created_at=row.created_at,
        due=row.due,
        met_at=row.met_at,
        minutes=None if row.met_at is None else max(0, clock.elapsed(row.created_at, row.met_at)),
        late_minutes=late,
        client=row.of_client,
        person=by.who(row.author, row.given_to, row.keeper, row.owner) if side == US else "",
        month=by.month(row.created_at),
    )
