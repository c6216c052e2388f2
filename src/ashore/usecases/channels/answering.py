"""A reply into a chat: which chat, and its finished bytes."""

import base64
import json
import secrets
from dataclasses import dataclass

from ashore.channels import Envelope, wrap
from ashore.channels.people import address_of
from ashore.channels.telegram.bot import MOST_TEXT as TELEGRAM_TEXT
from ashore.channels.understanding import LETTER
from ashore.core.correspondence.domains import CHATS
from ashore.store.models import Channel, Chat, Conversation, Message
from ashore.usecases.composing import Draft
from ashore.usecases.errors import NotPossible
from ashore.usecases.records import text_for_database


@dataclass(frozen=True, slots=True)
class ReplyChat:
    """Where a reply goes. ``key``, ``kind``: of the channel; ``chat``: the messenger's own id; ``open``: something can
    be sent there now."""

    key: str
    kind: str
    name: str
    chat: str
    title: str
    open: bool

    @property
    def address(self) -> str:
        """How the chat stands among recipients."""
        return address_of(self.chat, self.key)


def reply_chat(row: Conversation) -> ReplyChat | None:
    """The chat in which a conversation's newest message was written, paper aside; None where it is answered by mail."""
    if not row.channel:
        return None
    newest = Message.objects.filter(conversation=row).exclude(channel=LETTER).order_by("-at", "-pk")
    key, notes = newest.values_list("channel", "notes").first() or ("", {})
    chat = str(notes.get("chat", ""))
    channel = Channel.objects.filter(workspace=row.workspace_id, key=key).first() if key else None
    if channel is None or not chat:
        return None
    known = Chat.objects.filter(channel=channel, chat=chat).first()
    can_send = channel.kind == "telegram" or bool(channel.url)
    is_open = channel.state == "active" and can_send
    return ReplyChat(channel.key, channel.kind, channel.name, chat, known.title if known else "", is_open)


def compose_for_chat(chat: ReplyChat, draft: Draft, name: str = "") -> tuple[str, bytes]:
    """(our id of the message, the envelope to store and to send). ``name``: what the id begins with, by chance if not
    given. Raises `NotPossible` (``reply.channel_rests``, ``reply.too_long``)."""
    if not chat.open:
        raise NotPossible("reply.channel_rests", channel=chat.name)
    if chat.kind == "telegram" and len(draft.text) > TELEGRAM_TEXT:
        raise NotPossible("reply.too_long", most=TELEGRAM_TEXT)
    own = name or secrets.token_hex(16)
    body = {
        "id": own,
        "chat": {"id": chat.chat, "title": chat.title},
        "sender": {"id": "desk", "name": text_for_database(draft.sender_name)},
        "text": text_for_database(draft.text).replace("\r\n", "\n").replace("\r", "\n").strip(),
        "at": draft.at.isoformat(),
        "attachments": [
            {"name": each.name, "type": each.type, "content": base64.b64encode(each.content).decode("ascii")}
            for each in draft.files
        ],
    }
    envelope = Envelope(chat.key, draft.at, side="us", sender=draft.sender.lower())
    return f"{own}@{chat.key}{CHATS}", wrap(envelope, json.dumps(body, ensure_ascii=False).encode("utf-8"))
