"""What a person records: calls, waivers, "needs no answer", and taking them back. One transaction each; the obligations
of the engagement are derived anew in the same one."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from ashore.core import language
from ashore.store.models import Conversation, Engagement, Event, Message, User, Workspace
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.conversation import obligation_row
from ashore.usecases.records import text_for_database

MAX_WORDS = 2000


@transaction.atomic
def log_call(
    *,
    workspace: Workspace,
    user: User | None,
    now: datetime,
    topic: str,
    conversation: int | None = None,
    client: int | None = None,
    at: datetime | None = None,
    minutes: int = 0,
) -> int:
    """Record a call or meeting held at ``at`` (``now`` if not given) with a client (W6); the id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``call.in_the_future``, ``call.without_party``).
    """
    held_at = at or now
    if held_at > now:
        raise NotPossible("call.in_the_future")
    talk, engagement = _party(workspace, conversation, client)
    words = _words(topic)
    topics = sorted(language.read(words).topics)
    data = {"topic": words, "minutes": max(0, int(minutes)), "topics": topics}
    return _record(workspace, user, now, "call", held_at, data, engagement, talk, talk.key if talk else "")


@transaction.atomic
def waive(*, workspace: Workspace, user: User | None, now: datetime, obligation: str, why: str) -> int:
    """Release an obligation, with a reason in the person's own words; the id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``waiver.without_reason``, ``waiver.not_open``).
    """
    row = obligation_row(workspace, obligation)
    words = _words(why)
    if not words:
        raise NotPossible("waiver.without_reason")
    if row.state not in ("open", "late", "suspended"):
        raise NotPossible("waiver.not_open", state=row.state)
    data = {"obligation": row.uid, "why": words}
    return _record(workspace, user, now, "waiver", now, data, row.engagement, row.conversation, row.anchor)


@transaction.atomic
def needs_no_answer(*, workspace: Workspace, user: User | None, now: datetime, message: int, why: str = "") -> int:
    """Say that a client's message needs no answer; the id that `undo` takes. Raises `NotThere`, `NotPossible`."""
    row = Message.objects.select_related("conversation__engagement").filter(workspace=workspace, pk=message).first()
    if row is None:
        raise NotThere(f"message {message}")
    if row.side != "client":
        raise NotPossible("no_answer.own_message")
    if row.conversation is None or row.conversation.engagement is None:
        raise NotPossible("no_answer.without_client")
    data = {"message": row.key, "why": _words(why)}
    engagement = row.conversation.engagement
    return _record(workspace, user, now, "no_answer_needed", now, data, engagement, row.conversation, row.key)


@transaction.atomic
def undo(*, workspace: Workspace, user: User | None, now: datetime, event: int) -> int:
    """Take back a recorded event. The log only grows: a further event says so. Raises `NotThere`, `NotPossible`."""
    row = Event.objects.select_related("engagement", "conversation").filter(workspace=workspace, pk=event).first()
    if row is None or row.engagement is None:
        raise NotThere(f"event {event}")
    if row.kind == "undo":
        raise NotPossible("undo.of_an_undo")
    if Event.objects.filter(undoes=row).exists():
        raise NotPossible("undo.done_already")
    return _record(workspace, user, now, "undo", now, {}, row.engagement, row.conversation, row.anchor, undoes=row)


def _party(
    workspace: Workspace, conversation: int | None, client: int | None
) -> tuple[Conversation | None, Engagement]:
    """With whom the call was: the conversation's engagement, or the client's newest."""
    if conversation is not None:
        talk = Conversation.objects.select_related("engagement").filter(workspace=workspace, pk=conversation).first()
        if talk is None:
            raise NotThere(f"conversation {conversation}")
        if talk.engagement is None:
            raise NotPossible("call.without_party")
        return talk, talk.engagement
    if client is None:
        raise NotPossible("call.without_party")
    found = Engagement.objects.filter(workspace=workspace, client_id=client).order_by("-pk").first()
    if found is None:
        raise NotThere(f"client {client}")
    return None, found


def _record(
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
    derive_engagements(workspace, [engagement.pk], now)
    return row.pk


def _words(text: str) -> str:
    return " ".join(text_for_database(text).split())[:MAX_WORDS]
