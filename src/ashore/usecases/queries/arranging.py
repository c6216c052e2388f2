"""Where a message or a conversation stands, and where else it could: what the page of that choice shows."""

from collections.abc import Sequence
from datetime import datetime

from ashore.core.correspondence.certainty import certainty
from ashore.mail.neutral import one_line
from ashore.store.models import Client, Conversation, Engagement, Message, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.finding import find_conversations
from ashore.usecases.queries.inbox import WITH_CLIENT, client_ref, inbox, inbox_rows
from ashore.usecases.queries.rows import ClientRef, EngagementRef, InboxRow, OtherClientRow, StandingRow
from ashore.usecases.records import read_reason

MAX_LINE = 300
OFFERED = 12
LISTED_CLIENTS = 300


def standing(*, workspace: Workspace, message: int) -> StandingRow:
    """One message where it stands, with the reason. Raises `NotThere`."""
    row = Message.objects.select_related("conversation__client").filter(workspace=workspace, pk=message).first()
    if row is None or row.conversation is None:
        raise NotThere(f"message {message}")
    reason = read_reason(row.placement)
    return StandingRow(
        message=row.pk,
        conversation=row.conversation.pk,
        subject=one_line(row.conversation.subject, MAX_LINE),
        client=client_ref(row.conversation),
        who=one_line(row.sender_name, MAX_LINE) or row.sender_email,
        email=row.sender_email,
        at=row.at,
        reason=reason,
        certainty=certainty(reason),
        is_first=not row.parent_key,
    )


def talk_standing(*, workspace: Workspace, conversation: int) -> StandingRow:
    """A conversation and whose it is; ``message`` is the one that it begins with. Raises `NotThere`."""
    row = Conversation.objects.filter(workspace=workspace, pk=conversation).first()
    first = Message.objects.filter(workspace=workspace, key=row.key).first() if row else None
    if row is None or first is None:
        raise NotThere(f"conversation {conversation}")
    return standing(workspace=workspace, message=first.pk)


def elsewhere(
    *, workspace: Workspace, now: datetime, conversation: int, client: int, query: str = "", limit: int = OFFERED
) -> tuple[InboxRow, ...]:
    """Other conversations, those of the same client first; with ``query`` those in which it is said, else the same
    client's, or the newest of all where it has no other."""
    own = _some(workspace, now, query, client, limit + 1) if client else ()
    found = {row.conversation: row for row in own}
    if query or len(found) < 2:
        for row in _some(workspace, now, query, None, limit + 1):
            found.setdefault(row.conversation, row)
    found.pop(conversation, None)
    return tuple(found.values())[:limit]


def _some(workspace: Workspace, now: datetime, query: str, client: int | None, limit: int) -> Sequence[InboxRow]:
    """Conversations in which ``query`` is said, newest first; without one, the next ones of the inbox."""
    if not query:
        return inbox(workspace=workspace, now=now, client=client, limit=limit).rows
    hits = find_conversations(workspace=workspace, query=query, client=client, limit=limit)
    rows = Conversation.objects.select_related(*WITH_CLIENT).in_bulk([each.conversation for each in hits])
    return inbox_rows(workspace, [rows[each.conversation] for each in hits if each.conversation in rows], now)


def other_clients(*, workspace: Workspace, client: int) -> tuple[OtherClientRow, ...]:
    """All clients by name with their engagements, but for ``client``; of itself only where it has several."""
    rows = Client.objects.filter(workspace=workspace, hidden=False).order_by("name", "pk")[:LISTED_CLIENTS]
    works: dict[int, list[EngagementRef]] = {}
    for work in Engagement.objects.filter(workspace=workspace, client__in=[row.pk for row in rows]).order_by("-pk"):
        works.setdefault(work.client_id, []).append(EngagementRef(work.pk, work.title, 0))
    found = (OtherClientRow(ClientRef(row.pk, row.name), tuple(works.get(row.pk, ()))) for row in rows)
    return tuple(each for each in found if each.client.id != client or len(each.works) > 1)
