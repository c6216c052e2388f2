"""The obligations of a period as reports see them: the rows that lists and badges show, judged by the same function."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from ashore.core.agreement import Agreement
from ashore.core.kernel import CLIENT, US, Side
from ashore.core.ledger.obligations import Kind
from ashore.core.reporting import Owed
from ashore.store.models import Conversation, Message, Obligation, Workspace
from ashore.usecases.deriving import agreements_in
from ashore.usecases.queries.clocks import state_at
from ashore.usecases.queries.keepers import keeper_names
from ashore.usecases.queries.owners import names_of_ours, shown_owner
from ashore.usecases.queries.rows.reports import Period

OURS = ("reply", "promise", "last_word")
COLUMNS = ("uid", "engagement", "kind", "owed_by", "state", "created_at", "due", "met_at", "ended_at")


class Quiet(NamedTuple):
    """A conversation whose last message lies in the period, and whose it was."""

    id: int
    client: int
    person: str
    month: str
    last_side: Side


class Whose:
    """Who of us did something, or whom it falls to, by name: one name a person, however they are written."""

    def __init__(self, workspace: Workspace, clients: Iterable[int]) -> None:
        self.names = names_of_ours(workspace)
        self.kept = keeper_names(workspace, set(clients))

    def did(self, email: str, client: int, owner: str) -> str:
        """Who wrote, where that is known; else the client's keeper; else who the conversation shows as its owner."""
        return (email and shown_owner(email, self.names)) or self.kept.get(client) or shown_owner(owner, self.names)


def window(workspace: Workspace, period: Period) -> tuple[datetime, datetime]:
    """The period as instants, the second one beyond it, on the house's wall."""
    zone = ZoneInfo(workspace.zone)
    start = datetime(period.first.year, period.first.month, period.first.day, tzinfo=zone)
    after = period.last + timedelta(days=1)
    return start, datetime(after.year, after.month, after.day, tzinfo=zone)


def owed_in(workspace: Workspace, period: Period, now: datetime, client: int = 0) -> list[Owed]:
    """Everything that began to be owed in the period and is counted by reports."""
    start, end = window(workspace, period)
    rows = Obligation.objects.filter(workspace=workspace, created_at__gte=start, created_at__lt=end)
    rows = rows.filter(Q(owed_by=CLIENT) | Q(kind__in=OURS))
    rows = rows.filter(engagement__client=client) if client else rows
    found = list(_annotated(rows).only(*COLUMNS).order_by("created_at", "pk"))
    whose = Whose(workspace, {each.of_client for each in found})  # type: ignore[attr-defined]
    zone, terms = ZoneInfo(workspace.zone), agreements_in(workspace)
    return [_owed(each, terms(each.engagement_id), now, zone, whose) for each in found]


def quiet_in(workspace: Workspace, period: Period, client: int = 0) -> list[Quiet]:
    """The conversations of clients that ended, so far, in the period."""
    start, end = window(workspace, period)
    rows = Conversation.objects.filter(workspace=workspace, last_at__gte=start, last_at__lt=end, client__isnull=False)
    rows = rows.filter(client=client) if client else rows
    found = list(rows.order_by("pk").values_list("pk", "client", "owner", "last_at", "last_side"))
    whose, zone = Whose(workspace, {each[1] for each in found if each[1]}), ZoneInfo(workspace.zone)
    return [
        Quiet(pk, of or 0, whose.did("", of or 0, owner), _month(last_at, zone), cast(Side, side))
        for pk, of, owner, last_at, side in found
    ]


def _annotated(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """The rows with their client, who of us owns their conversation, and who wrote what met them."""
    wrote = Message.objects.filter(workspace=OuterRef("workspace"), key=OuterRef("met_by"), side=US)
    return rows.annotate(
        of_client=F("engagement__client"),
        owner=F("conversation__owner"),
        author=Subquery(wrote.values("sender_email")[:1]),
    )


def _owed(row: Obligation, terms: Agreement, now: datetime, zone: ZoneInfo, whose: Whose) -> Owed:
    side, clock = cast(Side, row.owed_by), terms.at(row.created_at).clock(cast(Side, row.owed_by))
    client: int = row.of_client  # type: ignore[attr-defined]
    author, owner = row.author or "", row.owner or ""  # type: ignore[attr-defined]
    until = row.met_at or row.ended_at or now
    late = clock.elapsed(row.due, until) if row.due is not None and until > row.due else 0
    return Owed(
        uid=row.uid,
        engagement=row.engagement_id,
        kind=cast(Kind, row.kind),
        owed_by=side,
        state=state_at(row, now),
        created_at=row.created_at,
        due=row.due,
        met_at=row.met_at,
        minutes=None if row.met_at is None else max(0, clock.elapsed(row.created_at, row.met_at)),
        late_minutes=late,
        client=client,
        person=whose.did(author, client, owner) if side == US else "",
        month=_month(row.created_at, zone),
    )


def _month(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m}"
