"""Where people put messages: split off, joined, moved, given to a client. Each act is an event of the log; threading is
done anew with it at once, and undone the same way."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from ashore.store.models import Client, Conversation, Engagement, Event, Message, User, Workspace
from ashore.usecases.appending import append
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.importing.placing import place_again

KINDS = ("split", "join", "move", "assign")


@transaction.atomic
def split_off(*, workspace: Workspace, user: User | None, now: datetime, message: int) -> int:
    """Let a message, and whatever answers it now and later, be a conversation of its own (W9); the id that `undo`
    takes. Raises `NotThere`, `NotPossible` (``split.first``)."""
    row = _placed(workspace, message)
    if not row.parent_key:
        raise NotPossible("split.first")
    return _decide(workspace, user, now, "split", row.key, {"message": row.key})


@transaction.atomic
def join(
    *, workspace: Workspace, user: User | None, now: datetime, conversation: int, other: int, across: bool = False
) -> int:
    """Let two conversations be one, with all that is still written in either; the id that `undo` takes. ``across``: the
    person knows that they are of different clients.

    Raises `NotThere`, `NotPossible` (``join.same``, ``join.other_client``).
    """
    one, two = talk_of(workspace, conversation), talk_of(workspace, other)
    if one.pk == two.pk:
        raise NotPossible("join.same")
    _same_client(one, two, across)
    return _decide(workspace, user, now, "join", two.key, {"message": two.key, "target": one.key})


@transaction.atomic
def move(*, workspace: Workspace, user: User | None, now: datetime, message: int, to: int, across: bool = False) -> int:
    """Let a message, and whatever answers it now and later, stand in another conversation; the id that `undo` takes.
    ``across``: as for `join`. Raises `NotThere`, `NotPossible` (``join.same``, ``join.other_client``)."""
    row, there = _placed(workspace, message), talk_of(workspace, to)
    if row.conversation_id == there.pk:
        raise NotPossible("join.same")
    assert row.conversation is not None
    _same_client(row.conversation, there, across)
    return _decide(workspace, user, now, "move", row.key, {"message": row.key, "target": there.key})


@transaction.atomic
def assign(
    *,
    workspace: Workspace,
    user: User | None,
    now: datetime,
    conversation: int,
    client: int,
    engagement: int | None = None,
) -> int:
    """Say whose a conversation is, whoever wrote in it: a client's, in one of its engagements or else the newest; the
    id that `undo` takes. Raises `NotThere`, `NotPossible` (``assign.same``)."""
    talk = talk_of(workspace, conversation)
    owner = Client.objects.filter(workspace=workspace, pk=client).first()
    works = Engagement.objects.filter(workspace=workspace, client=client)
    work = (works.filter(pk=engagement) if engagement else works.order_by("-pk")).first()
    if owner is None or work is None:
        raise NotThere(f"client {client}")
    if (talk.client_id, talk.engagement_id) == (owner.pk, work.pk):
        raise NotPossible("assign.same")
    data = {"message": talk.key, "client": owner.key, "engagement": work.pk if engagement else 0, "name": owner.name}
    return _decide(workspace, user, now, "assign", talk.key, data)


def take_back(event: Event, now: datetime) -> None:
    """Put in order anew what an act that was just taken back had moved. The caller holds the transaction."""
    arrange_again(event.workspace, (event.data["message"], event.data.get("target", "")), now)


def arrange_again(workspace: Workspace, keys: Iterable[str], now: datetime) -> None:
    """Place the messages with these keys, and all that hangs together with them. The caller holds the transaction."""
    found = Message.objects.filter(workspace=workspace, key__in=[key for key in keys if key])
    place_again(workspace, found.values_list("pk", flat=True), now)


def talk_of(workspace: Workspace, conversation: int) -> Conversation:
    """One conversation. Raises `NotThere`."""
    row = Conversation.objects.select_related("client", "engagement").filter(workspace=workspace, pk=conversation)
    found = row.first()
    if found is None:
        raise NotThere(f"conversation {conversation}")
    return found


def _placed(workspace: Workspace, message: int) -> Message:
    row = Message.objects.select_related("conversation").filter(workspace=workspace, pk=message).first()
    if row is None or row.conversation is None:
        raise NotThere(f"message {message}")
    return row


def _same_client(one: Conversation, two: Conversation, across: bool) -> None:
    """What two clients wrote is put together only by somebody who was told so."""
    if not across and one.client_id and two.client_id and one.client_id != two.client_id:
        names = {"one": one.client.name if one.client else "", "two": two.client.name if two.client else ""}
        raise NotPossible("join.other_client", **names)


def _decide(
    workspace: Workspace, user: User | None, now: datetime, kind: str, anchor: str, data: dict[str, Any]
) -> int:
    """Log the act, then arrange by it; the event goes to where its message went."""
    stood = Message.objects.select_related("conversation__engagement").get(workspace=workspace, key=anchor)
    talk = stood.conversation
    event = append(workspace, user, now, kind, now, data, talk.engagement if talk else None, talk, anchor)
    arrange_again(workspace, (data["message"], data.get("target", "")), now)
    return event
