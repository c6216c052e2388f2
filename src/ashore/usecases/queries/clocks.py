"""Obligation rows as running clocks. A clock that ran out since the last derivation reads as late here already."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol, cast
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from ashore.core.kernel import Reason, Side
from ashore.core.ledger.obligations import Kind, State
from ashore.store.models import Obligation, Workspace
from ashore.usecases.queries.rows import ClientRef, ClockRow
from ashore.usecases.records import read_reason

NO_REASONS: Mapping[str, Reason] = MappingProxyType({})
OPEN_STATES = ("open", "late", "suspended")
# Written out, not as parameters: only then can SQLite see that its index over open clocks applies.
RUNNING = RawSQL("store_obligation.state IN ('open', 'late', 'suspended')", (), output_field=BooleanField())
# Not of long ago; written as the index over clocks that are awake has it.
AWAKE = RawSQL("NOT store_obligation.dormant", (), output_field=BooleanField())
NOT_SUSPENDED = RawSQL("store_obligation.state <> 'suspended'", (), output_field=BooleanField())


class Judged(Protocol):
    """What a state is told from: a row of obligations, or these columns of one."""

    @property
    def state(self) -> str:
        """As of its engagement's derivation."""

    @property
    def due(self) -> datetime | None:
        """None where no time was named."""


def running(workspace: Workspace) -> QuerySet[Obligation]:
    """Everything that is owed and not done yet, with what a row shows fetched along."""
    return of(workspace).filter(RUNNING)


def awake(workspace: Workspace) -> QuerySet[Obligation]:
    """What is owed and is work of today: without debts of long ago and without clocks that stand still."""
    return running(workspace).filter(AWAKE).filter(NOT_SUSPENDED)


def of(workspace: Workspace) -> QuerySet[Obligation]:
    """All obligations of a workspace, done ones included."""
    rows = Obligation.objects.filter(workspace=workspace)
    return rows.select_related("engagement__client", "conversation")


def clocks(
    rows: Iterable[Obligation], now: datetime, reasons: Mapping[str, Reason] = NO_REASONS
) -> tuple[ClockRow, ...]:
    """The rows as seen at ``now``. ``reasons``: explanations of settled ones, which are not stored."""
    return tuple(clock(row, now, reasons.get(row.uid)) for row in rows)


def clock(row: Obligation, now: datetime, why: Reason | None = None) -> ClockRow:
    """One row as seen at ``now``."""
    client = row.engagement.client
    subject = row.conversation.subject if row.conversation else row.engagement.title
    return clock_of(row, now, ClientRef(client.pk, client.name), subject, why)


def clock_of(row: Obligation, now: datetime, client: ClientRef, subject: str, why: Reason | None = None) -> ClockRow:
    """The same where it is known already whose it is and in which conversation: nothing else need be fetched."""
    return ClockRow(
        obligation=row.uid,
        kind=cast(Kind, row.kind),
        owed_by=cast(Side, row.owed_by),
        state=state_at(row, now),
        due=row.due,
        seconds_left=None if row.due is None else int((row.due - now).total_seconds()),
        client=client,
        conversation=row.conversation_id or 0,
        subject=subject,
        quote=row.quote,
        because=why or read_reason(row.because),
        created_at=row.created_at,
        person=row.person,
        anchor=row.anchor,
        met_at=row.met_at,
        engagement=row.engagement_id,
        dormant=row.dormant,
    )


def state_at(row: Judged, now: datetime) -> State:
    """``open`` turns ``late`` by time alone; every other change needs an event and a derivation."""
    if row.state == "open" and row.due is not None and row.due < now:
        return "late"
    return cast(State, row.state)


def end_of_day(now: datetime, zone: str) -> datetime:
    """The next midnight in ``zone``."""
    local = now.astimezone(ZoneInfo(zone))
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
