"""Who is who on the client's side, where a person knows better than the mail tells: names, and outsiders let in."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from ashore.core.kernel import CLIENT
from ashore.store.models import Client, Engagement, Event, Message, User, Workspace
from ashore.usecases.appending import append, plain_words, record
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.importing.deciding import OUTSIDE
from ashore.usecases.importing.placing import place_again

MAX_NAME = 200
Decision = Literal["admit", "reject"]


@transaction.atomic
def rename_client(*, workspace: Workspace, user: User | None, now: datetime, client: int, name: str) -> int:
    """Call a client by another name; mail that comes later changes nothing about it. The id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``client.without_name``, ``client.same_name``).
    """
    row = Client.objects.filter(workspace=workspace, pk=client).first()
    engagement = Engagement.objects.filter(client=row).order_by("-pk").first() if row else None
    if row is None or engagement is None:
        raise NotThere(f"client {client}")
    wanted = plain_words(name, MAX_NAME)
    if not wanted:
        raise NotPossible("client.without_name")
    if wanted == row.name:
        raise NotPossible("client.same_name")
    data = {"before": row.name, "name": wanted}
    give_name(workspace=workspace, client=row.pk, name=wanted)
    return record(workspace, user, now, "rename", now, data, engagement, None, "")


def give_name(*, workspace: Workspace, client: int, name: str) -> None:
    """Write a client's name, on the client and on engagements that bore the former one. The caller holds the
    transaction and logs it."""
    row = Client.objects.get(workspace=workspace, pk=client)
    Engagement.objects.filter(client=row, title=row.name).update(title=name)
    row.name = name
    row.save(update_fields=["name"])


@transaction.atomic
def admit_outsider(*, workspace: Workspace, user: User | None, now: datetime, message: int) -> int:
    """Confirm that the outsider who wrote this message belongs to its conversation (H39): all that they wrote and will
    write in it counts from now on. The id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``outsider.is_none``, ``outsider.blocked``).
    """
    row = _outsider(workspace, message)
    return _decide(workspace, user, now, row, "admit")


@transaction.atomic
def reject_outsider(*, workspace: Workspace, user: User | None, now: datetime, message: int) -> int:
    """Say that the outsider who wrote this message has no part in its conversation; nobody is asked again, and what
    they write in it goes on counting for nothing. The id that `undo` takes. Raises as `admit_outsider`."""
    row = _outsider(workspace, message)
    return _decide(workspace, user, now, row, "reject")


def decided_again(*, workspace: Workspace, anchor: str, now: datetime) -> None:
    """Put the conversation of message ``anchor`` in order anew. The caller holds the transaction."""
    row = Message.objects.filter(workspace=workspace, key=anchor).first()
    if row is not None:
        place_again(workspace, [row.pk], now)


def _outsider(workspace: Workspace, message: int) -> Message:
    row = Message.objects.select_related("conversation__engagement").filter(workspace=workspace, pk=message).first()
    if row is None:
        raise NotThere(f"message {message}")
    if not row.outsider or row.side != CLIENT or not row.sender_email:
        raise NotPossible("outsider.is_none")
    if row.placement.get("c") in OUTSIDE:
        raise NotPossible("outsider.blocked")
    if row.conversation is None:
        raise NotThere(f"message {message}")
    return row


def _decide(workspace: Workspace, user: User | None, now: datetime, row: Message, decision: Decision) -> int:
    assert row.conversation is not None
    former = Event.objects.filter(
        workspace=workspace, conversation=row.conversation, kind=decision, undone_by__isnull=True
    )
    if row.head.get("doubtful"):
        former = former.filter(anchor=row.key)
    if any(each.data["email"] == row.sender_email for each in former):
        raise NotPossible("outsider.decided")
    data = {"email": row.sender_email}
    event = append(workspace, user, now, decision, now, data, row.conversation.engagement, row.conversation, row.key)
    decided_again(workspace=workspace, anchor=row.key, now=now)
    return event
