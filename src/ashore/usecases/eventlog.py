"""Stored messages and recorded events as the core's events, for whole engagements at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from ashore.core.correspondence.message import Message as CoreMessage
from ashore.core.correspondence.ours import ours
from ashore.core.kernel import US
from ashore.core.ledger.events import (
    CallEvent,
    Event,
    MessageEvent,
    NoAnswerNeededEvent,
    Said,
    SuspensionEvent,
    WaiverEvent,
)
from ashore.store.models import Event as EventRow
from ashore.store.models import Message, Workspace
from ashore.usecases.plainvalues import read_value


def events_of(workspace: Workspace, engagements: Iterable[int]) -> dict[int, list[Event]]:
    """Per engagement all that happened, undone things left out."""
    wanted = list(engagements)
    found: dict[int, list[Event]] = {each: [] for each in wanted}
    is_ours = ours(frozenset(workspace.me))
    rows = Message.objects.filter(workspace=workspace, conversation__engagement__in=wanted)
    columns = ("conversation__engagement", "conversation__key", "key", "side", "parent_key", "outsider", "head", "said")
    for engagement, conversation, *row in rows.values_list(*columns).iterator(chunk_size=2000):
        found[engagement].append(_message_event(conversation, row, is_ours))
    for recorded in EventRow.objects.filter(workspace=workspace, engagement__in=wanted, undone_by__isnull=True).exclude(
        kind="undo"
    ).select_related("conversation", "created_by"):
        found[recorded.engagement_id or 0].append(recorded_event(recorded))
    return found


def read_head(head: Mapping[str, Any]) -> CoreMessage:
    """The message that threading sees, from its column."""
    return read_value(CoreMessage, head)


def _message_event(conversation: str, row: list[Any], is_ours: Any) -> MessageEvent:
    key, side, parent, outsider, head, said = row
    message = read_head(head)
    people = message.people()
    return MessageEvent(
        id=key,
        at=message.at,
        conversation=conversation,
        side=side,
        author=message.sender.email,
        subject=message.subject,
        people=people,
        kind=message.kind,
        said=read_value(Said, said),
        replies_to=parent,
        starts=not parent,
        for_us=side == US or not message.list_id or any(is_ours(email) for email in people),
        outsider=outsider,
    )


def recorded_event(row: EventRow) -> Event:
    """A row that a person made, as the core knows it."""
    name, author, data = f"event:{row.pk}", str(row.created_by or ""), row.data
    conversation = row.conversation.key if row.conversation else ""
    if row.kind == "call":
        topics = frozenset(data.get("topics", ()))
        return CallEvent(name, row.at, conversation, author, data.get("topic", ""), data.get("minutes", 0), topics)
    if row.kind == "waiver":
        return WaiverEvent(name, row.at, data["obligation"], author, data["why"])
    if row.kind == "no_answer_needed":
        return NoAnswerNeededEvent(name, row.at, data["message"], author, data.get("why", ""))
    assert row.kind == "suspension", row.kind
    return SuspensionEvent(name, row.at, data["side"], author, data["why"], None)
