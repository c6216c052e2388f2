"""Messages and conversations as values, free of MIME and of any database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from ashore.core.kernel import Finding, Reason

MessageKind = Literal["message", "auto_reply", "bounce"]


class Address(NamedTuple):
    """A mailbox as written: ``email`` in lower case, empty where it could not be read; ``name`` decoded."""

    name: str
    email: str

    @property
    def domain(self) -> str:
        """What stands behind the last @, or empty."""
        return self.email.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Message:
    """What threading and clocks need to know of one message.

    ``key``: our own identity (SHA-256 of the raw bytes, hex); never the Message-ID, which anyone may forge.
    ``message_id``, ``in_reply_to``, ``references``: ids without angle brackets, in header order; empty where absent.
    ``quoted_ids``: ids of messages that the text itself names (forward headers and the like).
    ``thread_index``: the first 22 bytes of Outlook's Thread-Index as hex, empty where absent.
    ``at``: when it was sent, UTC; the arrival time where Date is missing or absurd (H35).
    ``order``: arrival number; threading does not look at it.
    ``subject``: decoded, as written; ``list_id``: empty for personal mail.
    ``kind``: auto replies and bounces neither start nor stop anything (H71).
    ``own_text``, ``quoted_text``: 64-bit marks of the sentences that the sender wrote and of those quoted from the
    message replied to (``fingerprint.mark``); they tell which message a reply without references answers. May be empty.
    ``bounced``: of a bounce, the addresses that could not be reached for good.
    ``doubtful``: a server we trust could not confirm the sender's address: never taken for the person it names (H38).
    ``channel``: what it came by, empty for mail; ``chat``: the chat that it was written in, empty outside of chats;
    ``voice``: its length in seconds where it was spoken, else 0.
    """

    key: str
    message_id: str
    at: datetime
    order: int
    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    quoted_ids: tuple[str, ...] = ()
    thread_index: str = ""
    list_id: str = ""
    kind: MessageKind = "message"
    own_text: tuple[int, ...] = ()
    quoted_text: tuple[int, ...] = ()
    doubtful: bool = False
    bounced: tuple[str, ...] = ()
    channel: str = ""
    chat: str = ""
    voice: int = 0

    def people(self) -> frozenset[str]:
        """All addresses on the message, sender included; unknown ones left out."""
        return frozenset(a.email for a in (self.sender, *self.to, *self.cc) if a.email)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a message was put, and why.

    ``parent``: key of the message it hangs under, empty for the first of its conversation.
    ``outsider``: joined by a reference alone although the sender shares nobody with the conversation (H39):
    shown, but it starts and stops nothing until a person confirms it.
    """

    message: str
    conversation: str
    parent: str
    reason: Reason
    outsider: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages that belong together; ``key`` is the key of its earliest message (by ``at``, then ``key``)."""

    key: str
    subject: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Threads:
    """The whole of a correspondence put in order.

    ``placements``: one a message, by ``at``, then ``key``; ``conversations``: by their earliest message, likewise.
    ``conflicts``: messages of other bytes under one Message-ID (H32): all kept, each named.
    """

    placements: tuple[Placement, ...]
    conversations: tuple[Conversation, ...]
    conflicts: tuple[Finding, ...] = ()
