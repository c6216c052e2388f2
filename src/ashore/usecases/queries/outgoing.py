"""What waits to go out, what is stuck, and how it stands with each recipient."""

from collections import Counter
from datetime import datetime
from typing import cast

from ashore.channels import open_envelope
from ashore.core.correspondence.leaving import Stuck, stuck
from ashore.core.kernel import Reason
from ashore.store.models import Channel, Outbox, Workspace
from ashore.usecases.outbox import unfinished
from ashore.usecases.queries.rows import NO_CLIENT, ClientRef, OutgoingRow, OutgoingState, RecipientRow, RecipientState
from ashore.usecases.records import read_reason
from ashore.usecases.sending import configured

MOST = 200
UNTAKEN = Reason("outbox.untaken")


def outgoing(*, workspace: Workspace, now: datetime) -> tuple[OutgoingRow, ...]:
    """What somebody may have to do with: what is stuck first, then what waits, in the order in which it goes."""
    rows = Outbox.objects.filter(unfinished(), workspace=workspace).select_related("created_by", "conversation__client")
    server = configured(workspace)
    found = [outgoing_row(row, now, server=server) for row in rows.order_by("-pk")[:MOST]]
    return tuple(sorted(found, key=lambda row: (not row.stuck, row.goes_at or row.created_at, row.id)))


def stuck_messages(*, workspace: Workspace, now: datetime) -> Counter[Stuck]:
    """How many messages do not get on without a person, by why; ``total()`` is what people are told everywhere."""
    columns = ("state", "incomplete", "attempts", "reason", "channel", "not_before", "created_at")
    rows = list(Outbox.objects.filter(unfinished(), workspace=workspace).only(*columns))
    server = bool(rows) and configured(workspace)
    return Counter(why for row in rows if (why := why_stuck(row, now, server=server)))


def why_stuck(row: Outbox, now: datetime, *, server: bool) -> Stuck | None:
    """Why a message is stuck, None where it gets on. ``server``: its house has one to send by."""
    return stuck(
        state=row.state,
        incomplete=row.incomplete,
        attempts=row.attempts,
        reason=row.reason.get("c", ""),
        since=row.not_before or row.created_at,
        can_go=server or bool(row.channel),
        now=now,
    )


def outgoing_row(row: Outbox, now: datetime, *, server: bool) -> OutgoingRow:
    """One message with its recipients. ``server``: its house has one to send by."""
    why = why_stuck(row, now, server=server)
    client = row.conversation.client if row.conversation else None
    return OutgoingRow(
        id=row.pk,
        to=tuple(_recipient(row, _called(row, email), how) for email, how in row.recipients.items()),
        subject=row.subject,
        text=row.text,
        state=cast(OutgoingState, row.state),
        reason=read_reason(row.reason) if row.reason else UNTAKEN if why == "untaken" else None,
        created_at=row.created_at,
        who=str(row.created_by or row.sender),
        files=tuple((name, size) for name, size in row.files),
        goes_at=row.not_before if row.state == "planned" else None,
        chosen=row.planned_for is not None,
        unless_answered=row.unless_answered,
        automatic=row.automatic,
        incomplete=row.incomplete,
        stuck=why is not None,
        attempts=row.attempts,
        conversation=row.conversation_id or 0,
        client=ClientRef(client.pk, client.name) if client else NO_CLIENT,
    )


def _called(row: Outbox, email: str) -> str:
    """An address; of a chat, whose own says nothing to anybody, its title with the channel's name."""
    if not row.channel:
        return email
    body = open_envelope(bytes(row.raw))[1]
    name = Channel.objects.filter(key=row.channel).values_list("name", flat=True).first() or row.channel
    return f"{body.chat_title} ({name})" if body.chat_title else name


def _recipient(row: Outbox, email: str, how: str) -> RecipientRow:
    """Where nothing is known of them by themselves they stand as the whole does."""
    word, _, words = how.partition(": ")
    if not word:
        word = (
            row.state if row.state in ("sending", "failed") else "perhaps" if row.state == "perhaps_sent" else "planned"
        )
    return RecipientRow(email, cast(RecipientState, word), words, email in row.hidden)
