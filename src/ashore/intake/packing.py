"""A message as a tuple that ``marshal`` takes, and back: for the pipe between processes.

Fields are taken by introspection, so a field added to the contracts travels without a change here; one that cannot
be marshalled raises at once.
"""

import sys
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from ashore.core.correspondence.message import Address, Message

Plain = tuple[Any, ...]


_MESSAGE = tuple(field.name for field in fields(Message))
_message_values = attrgetter(*_MESSAGE)
_AT, _SENDER, _TO, _CC = (_MESSAGE.index(name) for name in ("at", "sender", "to", "cc"))
_ORDER = _MESSAGE.index("order")
_SHARED = tuple(_MESSAGE.index(name) for name in ("message_id", "subject", "thread_index", "list_id", "kind"))
_ID_TUPLES = tuple(_MESSAGE.index(name) for name in ("in_reply_to", "references", "quoted_ids"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def pack_message(message: Message) -> Plain:
    """A ``Message`` as a tuple of plain values.

    What occurs again and again is interned: ``marshal`` tells so, and on the other side too each is kept once.
    """
    values = list(_message_values(message))
    values[_AT] = (message.at - _EPOCH).total_seconds()
    values[_SENDER] = _interned(message.sender)
    values[_TO] = tuple(map(_interned, message.to))
    values[_CC] = tuple(map(_interned, message.cc))
    for index in _SHARED:
        values[index] = sys.intern(values[index])
    for index in _ID_TUPLES:
        values[index] = _interned(values[index])
    return tuple(values)


def _interned(strings: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(sys.intern, strings))


class Addresses(dict[Plain, Address]):
    """Addresses by their name and e-mail, each kept once."""

    def __missing__(self, plain: Plain) -> Address:
        made = self[plain] = Address._make(plain)
        return made


def unpack_message(plain: Plain, order: int, addresses: Addresses) -> Message:
    """The ``Message`` that was packed, with its arrival number; its people are shared through ``addresses``."""
    values = list(plain)
    values[_AT] = _EPOCH + timedelta(seconds=values[_AT])
    values[_SENDER] = addresses[values[_SENDER]]
    values[_TO] = tuple(map(addresses.__getitem__, values[_TO]))
    values[_CC] = tuple(map(addresses.__getitem__, values[_CC]))
    values[_ORDER] = order
    return Message(*values)
