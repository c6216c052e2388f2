"""Chats: all that is written in one chat belongs together until it has been silent for long (W9).

A messenger has no subjects, so silence is what ends a matter. Like the threading of mail this is a pure function of the
set of messages: a message that arrives late may close a gap, and the conversations on both sides of it become one.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from ashore.core.correspondence.message import Conversation, Message, Placement, Threads
from ashore.core.kernel import Reason

SILENCE = timedelta(days=14)
"""After so long without a word whatever comes next is a conversation of its own."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def chat_keys(message: Message) -> tuple[str, ...]:
    """Keys of which two messages of a chat share one wherever no silence lies between them."""
    stretch = (message.at - _EPOCH) // SILENCE
    return (f"chat:{message.chat}\n{stretch}", f"chat:{message.chat}\n{stretch + 1}")


def apart(messages: Sequence[Message]) -> tuple[list[Message], list[Message]]:
    """(messages of chats, all others), each in the order given."""
    chats = [each for each in messages if each.chat]
    return chats, [each for each in messages if not each.chat] if chats else list(messages)


def with_chats(threads: Threads, mail: Sequence[Message], chats: Sequence[Message]) -> Threads:
    """The threads of ``mail`` and the conversations of ``chats`` (by time and key) as one correspondence."""
    if not chats:
        return threads
    when = {each.key: (each.at, each.key) for some in (mail, chats) for each in some}
    parts = [part for group in _by_chat(chats).values() for part in _parts(group)]
    placements = (*threads.placements, *(placement for part in parts for placement in _placements(part)))
    talks = (Conversation(part[0].key, part[0].subject, tuple(each.key for each in part)) for part in parts)
    return Threads(
        tuple(sorted(placements, key=lambda each: when[each.message])),
        tuple(sorted((*threads.conversations, *talks), key=lambda each: when[each.key])),
        threads.conflicts,
    )


def _by_chat(chats: Sequence[Message]) -> dict[str, list[Message]]:
    groups: dict[str, list[Message]] = {}
    for each in chats:
        groups.setdefault(each.chat, []).append(each)
    return groups


def _parts(group: Sequence[Message]) -> Iterator[list[Message]]:
    """The conversations of one chat, divided where it was silent."""
    part: list[Message] = []
    for each in group:
        if part and each.at - part[-1].at > SILENCE:
            yield part
            part = []
        part.append(each)
    yield part


def _placements(part: Sequence[Message]) -> Iterator[Placement]:
    earlier: dict[str, Message] = {}
    above: Message | None = None
    for each in part:
        answered = next((earlier[name] for name in each.in_reply_to if name in earlier), None)
        parent = answered or above
        yield Placement(each.key, part[0].key, parent.key if parent else "", _reason(each, parent, answered))
        above = each
        if each.message_id:
            earlier[each.message_id] = each


def _reason(each: Message, parent: Message | None, answered: Message | None) -> Reason:
    if parent is None:
        return Reason("correspondence.placed.chat_first", "W9", {"days": SILENCE.days}, (each.key,))
    code = "chat" if answered is None else "chat_answer"
    return Reason(f"correspondence.placed.{code}", "W9", {"days": SILENCE.days}, (each.key, parent.key))
