"""Chats and clients: a one-time code that is said in a chat links it, or a person does; both can be taken back."""

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from ashore.core.correspondence.domains import CHATS
from ashore.store.models import Channel, ChatCode, Client, Conversation, Event, Message, Person, User, Workspace
from ashore.usecases.appending import append
from ashore.usecases.channels.belonging import LINK, linked
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.importing.placing import place_again

GOOD_FOR = timedelta(days=7)
_CODE = re.compile(r"^\s*(?:/start(?:@\w+)?\s+)?(link-[A-Za-z0-9_-]{16,40})\s*$")


@transaction.atomic
def new_code(*, workspace: Workspace, client: int, channel: int, now: datetime) -> str:
    """A code for a client; whoever says it in a chat of that channel within a week links the chat.

    Raises `NotThere`."""
    row = Client.objects.filter(workspace=workspace, pk=client).first()
    there = Channel.objects.filter(workspace=workspace, pk=channel).exclude(state="removed").first()
    if row is None or there is None:
        raise NotThere(f"client {client} or channel {channel}")
    code = f"link-{secrets.token_urlsafe(15)}"
    ChatCode.objects.create(channel=there, client=row, digest=_digest(code), expires_at=now + GOOD_FOR)
    return code


def link_by_code(*, channel: Channel, message: int, text: str, now: datetime) -> bool:
    """Link the chat of a message that says a code. The caller holds the transaction; a code counts once."""
    match = _CODE.match(text)
    if match is None:
        return False
    codes = ChatCode.objects.filter(channel=channel, digest=_digest(match[1]), used_at=None, expires_at__gt=now)
    found = codes.select_related("client").first()
    if found is None or codes.update(used_at=now) != 1:
        return False
    row = Message.objects.get(pk=message)
    _link(channel.workspace, None, now, row, found.client)
    return True


@transaction.atomic
def link_chat(*, workspace: Workspace, user: User | None, now: datetime, conversation: int, client: int) -> int:
    """Say whose a chat is; the id that `undo` takes. Raises `NotThere`, `NotPossible` (``chat.is_none``,
    ``chat.linked_already``)."""
    talk = Conversation.objects.filter(workspace=workspace, pk=conversation).first()
    row = Client.objects.filter(workspace=workspace, pk=client).first()
    if talk is None or row is None:
        raise NotThere(f"conversation {conversation} or client {client}")
    message = Message.objects.filter(conversation=talk).exclude(channel="").order_by("-at", "-pk").first()
    if message is None or not message.head.get("chat"):
        raise NotPossible("chat.is_none")
    if linked(workspace).get(message.head["chat"]) == row.key:
        raise NotPossible("chat.linked_already")
    return _link(workspace, user, now, message, row)


def _link(workspace: Workspace, user: User | None, now: datetime, message: Message, client: Client) -> int:
    chat = message.head["chat"]
    data = {"chat": chat, "client": client.key, "name": client.name}
    event = append(workspace, user, now, LINK, now, data, None, message.conversation, message.key)
    place_chat_again(workspace, chat, now)
    home = Conversation.objects.filter(messages=message).values_list("engagement", flat=True).first()
    Event.objects.filter(pk=event).update(engagement=home)
    return event


def place_chat_again(workspace: Workspace, chat: str, now: datetime) -> None:
    """Bring all conversations of a chat, and who wrote there, to whom it belongs now. The caller holds the
    transaction."""
    rows = Message.objects.filter(workspace=workspace, channel=chat.partition("/")[0], head__chat=chat)
    talks = dict(rows.order_by("pk").values_list("conversation", "pk"))
    place_again(workspace, talks.values(), now)
    home = rows.order_by("-at", "-pk").values_list("conversation__client", flat=True).first()
    emails = rows.filter(side="client").values_list("sender_email", flat=True).distinct()
    people = Person.objects.filter(workspace=workspace, addresses__email__in=list(emails))
    if home is not None:
        Person.objects.filter(pk__in=list(people.values_list("pk", flat=True))).update(client=home)
    _forget_the_nameless(workspace)


def _forget_the_nameless(workspace: Workspace) -> None:
    """Clients that were nobody but a chat, and have nothing left."""
    of_chats = Client.objects.filter(workspace=workspace, key__endswith=CHATS)
    left = of_chats.filter(conversations=None, people=None, engagements__event=None)
    Client.objects.filter(pk__in=list(left.values_list("pk", flat=True))).delete()


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
