"""What waits to go out, what is stuck, and how it stands with each recipient."""

from typing import cast

from ashore.channels import open_envelope
from ashore.store.models import Channel, Outbox, Workspace
from ashore.usecases.outbox import unfinished
from ashore.usecases.queries.rows import ClientRef, OutgoingRow, OutgoingState, RecipientRow, RecipientState
from ashore.usecases.records import read_reason

MOST = 200
STUCK_AFTER = 2
"""Attempts in vain until a message counts as stuck: one failure is the weather."""


def outgoing(*, workspace: Workspace) -> tuple[OutgoingRow, ...]:
    """What somebody may have to do with: what is stuck first, then what waits, in the order in which it goes."""
    rows = Outbox.objects.filter(unfinished(), workspace=workspace).select_related("created_by", "conversation__client")
    found = [outgoing_row(row) for row in rows.order_by("-pk")[:MOST]]
    return tuple(sorted(found, key=lambda row: (not row.stuck, row.goes_at or row.created_at, row.id)))


def stuck_count(*, workspace: Workspace) -> int:
    """How many messages do not get on without a person."""
    rows = Outbox.objects.filter(unfinished(), workspace=workspace).only("state", "incomplete", "attempts", "reason")
    return sum(map(is_stuck, rows))


def is_stuck(row: Outbox) -> bool:
    """It failed, may or may not have gone, did not reach all, was withdrawn by an answer, or waits in vain."""
    if row.state in ("failed", "perhaps_sent") or row.incomplete:
        return True
    return row.state == "planned" and (row.attempts >= STUCK_AFTER or row.reason.get("c", "") in BLOCKED)


BLOCKED = frozenset(
    {
        "outbox.account_paused", "outbox.seal_broken", "outbox.sign_in", "outbox.no_server", "account.imap.untrusted",
        "account.tls.other_name", "account.tls.expired", "account.tls.unvouched", "account.tls.in_the_clear",
    }
)  # fmt: skip


def outgoing_row(row: Outbox) -> OutgoingRow:
    """One message with its recipients."""
    client = row.conversation.client if row.conversation else None
    return OutgoingRow(
        id=row.pk,
        to=tuple(_recipient(row, _called(row, email), how) for email, how in row.recipients.items()),
        subject=row.subject,
        text=row.text,
        state=cast(OutgoingState, row.state),
        reason=read_reason(row.reason) if row.reason else None,
        created_at=row.created_at,
        who=str(row.created_by or row.sender),
        files=tuple((name, size) for name, size in row.files),
        goes_at=row.not_before if row.state == "planned" else None,
        chosen=row.planned_for is not None,
        unless_answered=row.unless_answered,
        automatic=row.automatic,
        incomplete=row.incomplete,
        stuck=is_stuck(row),
        attempts=row.attempts,
        conversation=row.conversation_id or 0,
        client=ClientRef(client.pk, client.name) if client else ClientRef(0, ""),
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
