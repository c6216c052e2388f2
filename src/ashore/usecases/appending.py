"""The log of what people record: events are appended, never changed."""

from datetime import UTC, datetime
from typing import Any

from ashore.store.models import Conversation, Engagement, Event, User, Workspace
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.records import text_for_database

MAX_WORDS = 2000


def record(
    workspace: Workspace,
    user: User | None,
    now: datetime,
    kind: str,
    at: datetime,
    data: dict[str, Any],
    engagement: Engagement,
    talk: Conversation | None,
    anchor: str,
    undoes: Event | None = None,
) -> int:
    """Append an event and derive its engagement anew; its id. The caller holds the transaction."""
    event = append(workspace, user, now, kind, at, data, engagement, talk, anchor, undoes)
    derive_engagements(workspace, [engagement.pk], now)
    return event


def append(
    workspace: Workspace,
    user: User | None,
    now: datetime,
    kind: str,
    at: datetime,
    data: dict[str, Any],
    engagement: Engagement | None,
    talk: Conversation | None,
    anchor: str = "",
    undoes: Event | None = None,
) -> int:
    """Append an event that no clock looks at; its id. The caller holds the transaction."""
    row = Event.objects.create(
        workspace=workspace,
        engagement=engagement,
        conversation=talk,
        anchor=anchor,
        kind=kind,
        at=at.astimezone(UTC),
        data=data,
        undoes=undoes,
        created_by=user,
        created_at=now,
    )
    return row.pk


def plain_words(text: str, most: int = MAX_WORDS) -> str:
    """What a person typed as one line, fit for the database and no longer than ``most`` characters."""
    return " ".join(text_for_database(text).split())[:most]
