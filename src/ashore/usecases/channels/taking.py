"""One message of a channel into the desk: its bytes as they came, once, however often they are sent (H87)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import QuerySet

from ashore.channels import Body, Envelope, read_body, wrap
from ashore.channels.envelope import split
from ashore.store.locks import hold_workspace
from ashore.store.models import Channel, Chat, Copy, Message, Workspace
from ashore.usecases.channels.linking import link_by_code
from ashore.usecases.channels.places import source_of
from ashore.usecases.erasing.chats import kept_as, places_of
from ashore.usecases.importing.single import enter_message
from ashore.usecases.records import text_for_database
from ashore.usecases.sharing import raw_bytes


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a message. ``message``: its number at the desk. ``known``: it was here already; ``other``: it came
    under an id under which something else had come."""

    message: int
    outcome: Literal["new", "known", "other"]


def take_in(*, channel: Channel, raw: bytes, now: datetime) -> TakenIn:
    """Store and understand one message, given as the JSON of `ashore.channels.body`. Raises `BadBody`."""
    return _take_in(channel, read_body(raw), raw, now)


@transaction.atomic
def _take_in(channel: Channel, body: Body, raw: bytes, now: datetime) -> TakenIn:
    hold_workspace(channel.workspace_id)
    known = _known(channel, body)
    if known is not None:
        return TakenIn(known.raw_id, "known" if _is_same(known, raw) else "other")
    chat, place = kept_as(channel.workspace, source_of(channel.key), channel, body, now)
    title = text_for_database(body.chat_title or body.sender_name)[:300]
    here, _ = Chat.objects.get_or_create(channel=channel, chat=chat, defaults={"title": title})
    if body.chat_title and here.title != title:
        Chat.objects.filter(pk=here.pk).update(title=title)
    envelope = Envelope(channel.key, now, before=_before(channel, body))
    number = enter_message(
        workspace=channel.workspace,
        raw=wrap(envelope, raw),
        source=source_of(channel.key),
        place=place,
        now=now,
        form="channel",
    )
    Channel.objects.filter(pk=channel.pk).update(heard_at=now)
    if number and not body.from_us:
        link_by_code(channel=channel, message=number, text=body.text, now=now)
    return TakenIn(number or 0, "new")


def _known(channel: Channel, body: Body) -> Copy | None:
    return _copies(channel, body.chat, body.id).select_related("raw").first()


def _copies(channel: Channel, chat: str, id: str) -> QuerySet[Copy]:
    source = source_of(channel.key)
    return Copy.objects.filter(workspace=channel.workspace, source=source, place__in=places_of(source, chat, id))


def _is_same(known: Copy, raw: bytes) -> bool:
    """Whether it is that message again; of one that went out from here it is the messenger's echo."""
    if known.raw.redacted_at is not None:
        return True  # what it said is gone, so nothing can be compared
    envelope, body = split(raw_bytes(known.raw))
    return envelope.side == "us" or body == raw


def _before(channel: Channel, body: Body) -> str:
    """The newest text of the message that this one replaces; empty where it replaces none that is here."""
    if not body.edits:
        return ""
    first = _copies(channel, body.chat, body.edits).values_list("raw", flat=True).first()
    if first is None:
        return ""
    message = Message.objects.filter(pk=first).first()
    return _newest(channel.workspace, message) if message else ""


def _newest(workspace: Workspace, message: Message) -> str:
    later = Message.objects.filter(
        workspace=workspace, conversation=message.conversation_id, parent_key=message.key, notes__edits=True
    )
    last = later.order_by("-at", "-pk").first()
    return (last or message).text
