"""The messengers of a house as their page shows them: how each stands, what is stuck there, where it binds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from ashore.core.agreement.channels import Binding, standing
from ashore.core.agreement.clauses import Channel as Clause
from ashore.store.models import AgreementText, Engagement, Outbox, Tray, Workspace
from ashore.usecases.channels.places import source_of
from ashore.usecases.channels.registry import ChannelRow, channels
from ashore.usecases.deriving import agreement_for, house_agreement
from ashore.usecases.errors import NotThere
from ashore.usecases.outbox import unfinished
from ashore.usecases.queries.outgoing import outgoing_row, why_stuck
from ashore.usecases.queries.rows import OutgoingRow

Terms = Sequence[tuple[int, str, tuple[Clause, ...]]]
"""Engagement, client, and the channels that the terms in force name."""

MOST_STUCK = 5
MOST_NAMED = 200
"""Agreements that are looked at, the newest: a page is no archive."""


@dataclass(frozen=True, slots=True)
class Named:
    """An agreement that says something of a channel. ``client``: empty for the one of the house, for all others."""

    binding: Binding
    engagement: int
    client: str


@dataclass(frozen=True, slots=True)
class Messenger:
    """``sent_at``: when something last went out by it; ``waiting``: how many replies wait; ``stuck``: the newest that
    do not get on, ``stuck_count`` of them in all; ``unread``: what came and could not be understood; ``named``: what
    agreements in force say of it, none where they name no channels."""

    row: ChannelRow
    sent_at: datetime | None
    waiting: int
    stuck: tuple[OutgoingRow, ...]
    stuck_count: int
    unread: int
    named: tuple[Named, ...]

    @property
    def binds(self) -> str:
        """Under which agreements: all, some, none; empty where they name no channels."""
        said = {each.binding == "binding" for each in self.named}
        return "some" if len(said) > 1 else {True: "all", False: "none"}[said.pop()] if said else ""


def messengers(*, workspace: Workspace, now: datetime) -> tuple[Messenger, ...]:
    """All that were not removed, in the order in which they were added."""
    rows = channels(workspace=workspace)
    terms = _terms(workspace, now) if rows else ()
    return tuple(_messenger(workspace, row, terms, now) for row in rows)


def messenger(*, workspace: Workspace, id: int, now: datetime) -> Messenger:
    """One of them. Raises `NotThere`."""
    row = next((each for each in channels(workspace=workspace) if each.id == id), None)
    if row is None:
        raise NotThere(f"channel {id}")
    return _messenger(workspace, row, _terms(workspace, now), now)


def _messenger(workspace: Workspace, row: ChannelRow, terms: Terms, now: datetime) -> Messenger:
    rows = Outbox.objects.filter(workspace=workspace, channel=row.key)
    left = list(rows.filter(unfinished()).select_related("created_by", "conversation__client").order_by("-pk"))
    stuck = [each for each in left if why_stuck(each, now, server=False)]
    called = row.agreed_as or row.name
    said = ((standing(clauses, called), number, client) for number, client, clauses in terms)
    return Messenger(
        row=row,
        sent_at=rows.aggregate(last=Max("sent_at"))["last"],
        waiting=sum(1 for each in left if each.state in ("planned", "sending")),
        stuck=tuple(outgoing_row(each, now, server=False) for each in stuck[:MOST_STUCK]),
        stuck_count=len(stuck),
        unread=Tray.objects.filter(workspace=workspace, source=source_of(row.key), settled=None).count(),
        named=tuple(Named(found.binding, number, client) for found, number, client in said if found),
    )


def _terms(workspace: Workspace, now: datetime) -> Terms:
    house = (0, "", house_agreement(workspace).at(now).clauses.channels)
    texts = AgreementText.objects.filter(workspace=workspace, engagement__isnull=False)
    rows = Engagement.objects.filter(pk__in=texts.values("engagement")).select_related("client").order_by("-pk")
    own = (
        (row.pk, row.client.name, agreement_for(workspace, row.pk).at(now).clauses.channels)
        for row in rows[:MOST_NAMED]
    )
    return (house, *own)
