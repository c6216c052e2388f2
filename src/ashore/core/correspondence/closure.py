"""Threading bit by bit: which messages can bear on each other, so that a store threads only those.

``thread`` over a closure gives for its messages exactly what ``thread`` over everything gives: whatever ties two
messages together (an id, a Thread-Index, a subject with a person) is a key of both.
"""

from collections.abc import Callable, Iterable
from hashlib import blake2b

from ashore.core.correspondence.message import Message
from ashore.core.correspondence.orphans import QUOTED_IDS, fallback_keys
from ashore.core.correspondence.ours import Us, ours
from ashore.core.correspondence.pointers import pointers

Lookup = Callable[[frozenset[int]], Iterable[Message]]
"""Gives all messages that have at least one of the keys."""


def connecting_keys(message: Message, *, us: Us) -> frozenset[int]:
    """Keys by which this message may be tied to another: 63-bit hashes of ids, Thread-Index, subject with a person.

    Two messages without a common key never decide about each other directly. Depends on ``us``: compute them anew when
    the own addresses change. A collision costs a message loaded in vain, never a wrong thread.
    """
    named = {
        f"id:{name}" for name in (message.message_id, *pointers(message), *message.quoted_ids[:QUOTED_IDS]) if name
    }
    return frozenset(_hashed(key) for key in (*named, *fallback_keys(message, ours(us))))


def closure(messages: Iterable[Message], lookup: Lookup, *, us: Us) -> dict[str, Message]:
    """These messages and all that are tied to them, over any number of steps, by their keys (``Message.key``)."""
    found = {message.key: message for message in messages}
    fresh = list(found.values())
    asked: set[int] = set()
    while fresh:
        keys = frozenset().union(*(connecting_keys(message, us=us) for message in fresh)) - asked
        asked |= keys
        fresh = [message for message in lookup(frozenset(keys)) if message.key not in found] if keys else []
        found.update((message.key, message) for message in fresh)
    return found


def _hashed(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
