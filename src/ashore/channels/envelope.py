"""The bytes of a channel's message as they are stored: a line of ours over the JSON as it came.

The line says by which channel it came and when; nothing in the JSON can say so. Which stored bytes are such an envelope
is told by the store's own column, never by their look: mail may begin like anything.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ashore.channels.body import Body, read_body


@dataclass(frozen=True, slots=True)
class Envelope:
    """``channel``: the key of the channel, ``letter`` for paper. ``side``: who wrote it, as the desk knows it (empty:
    as the body says). ``before``: what stood there before, where it replaces a message. ``sender``, ``to``: addresses
    where they are known, as for letters. ``answers``: a Message-ID. ``sent``, ``received``: days of a letter; ``chat``:
    the chat that it is kept in, if it is.
    """

    channel: str
    received_at: datetime
    side: str = ""
    before: str = ""
    sender: str = ""
    to: str = ""
    answers: str = ""
    sent: str = ""
    received: str = ""
    chat: str = ""

    def is_ours(self, body: Body) -> bool:
        """Whether one of us wrote it."""
        return self.side == "us" if self.side else body.from_us

    def at(self, body: Body) -> datetime:
        """When it was written, UTC; when it came where that is not said, or lies ahead of it."""
        written = body.at.astimezone(UTC) if body.at else self.received_at
        return min(written, self.received_at)


_MEMBERS = ("side", "before", "sender", "to", "answers", "sent", "received", "chat")


def wrap(envelope: Envelope, body: bytes) -> bytes:
    """The bytes to store."""
    head: dict[str, Any] = {"channel": envelope.channel, "received_at": envelope.received_at.isoformat()}
    head |= {name: value for name in _MEMBERS if (value := getattr(envelope, name))}
    return whole(json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode("ascii"), body)


def split(raw: bytes) -> tuple[Envelope, bytes]:
    """The line of ours and the JSON as it came."""
    line, body = halves(raw)
    head = json.loads(line)
    at = datetime.fromisoformat(head["received_at"])
    return Envelope(head["channel"], at, **{name: head.get(name, "") for name in _MEMBERS}), body


def halves(raw: bytes) -> tuple[bytes, bytes]:
    """The two as bytes; `whole` puts them together again."""
    line, _, body = raw.partition(b"\n")
    return line, body


def whole(line: bytes, body: bytes) -> bytes:
    """The bytes that are stored of both."""
    return line + b"\n" + body


def open_envelope(raw: bytes) -> tuple[Envelope, Body]:
    """What was stored. Raises `BadBody` where the JSON cannot be used."""
    envelope, body = split(raw)
    return envelope, read_body(body)
