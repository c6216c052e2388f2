"""Values of the core as plain tuples and bytes, and back: for the pipe between processes and for a small memory.

``marshal`` is four times faster than pickle here and never leaves the run: nothing packed is stored on disk.
Fields are taken by introspection, so a field added to the contracts travels without a change here; one that cannot
be marshalled raises at once.
"""

import copyreg
import marshal
import sys
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from ashore.core.correspondence.message import Address, Message
from ashore.core.ledger.events import Ask, Pledge, Said


def _view(content: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(content)


copyreg.pickle(MappingProxyType, lambda view: (_view, (dict(view),)))  # reasons without parameters hold such a view

Plain = tuple[Any, ...]


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_ASK, _PLEDGE, _SAID, _MESSAGE = _names(Ask), _names(Pledge), _names(Said), _names(Message)
_ask_values, _pledge_values = attrgetter(*_ASK), attrgetter(*_PLEDGE)
_said_values, _message_values = attrgetter(*_SAID), attrgetter(*_MESSAGE)
_ASK_DUE, _PLEDGE_DUE = _ASK.index("due_at"), _PLEDGE.index("due_at")
_ASKS, _PLEDGES = _SAID.index("asks"), _SAID.index("pledges")
_AT, _SENDER, _TO, _CC = (_MESSAGE.index(name) for name in ("at", "sender", "to", "cc"))
_ORDER = _MESSAGE.index("order")
_SHARED = tuple(_MESSAGE.index(name) for name in ("message_id", "subject", "thread_index", "list_id", "kind"))
_ID_TUPLES = tuple(_MESSAGE.index(name) for name in ("in_reply_to", "references", "quoted_ids"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def pack_said(said: Said) -> bytes:
    """A ``Said`` as bytes."""
    values = list(_said_values(said))
    values[_ASKS] = tuple(_with_due(_ask_values(ask), _ASK_DUE) for ask in said.asks)
    values[_PLEDGES] = tuple(_with_due(_pledge_values(pledge), _PLEDGE_DUE) for pledge in said.pledges)
    return marshal.dumps(tuple(values))


def unpack_said(packed: bytes) -> Said:
    """The ``Said`` that was packed."""
    values = list(marshal.loads(packed))  # noqa: S302 - written by this very run
    values[_ASKS] = tuple(Ask(*_without_due(plain, _ASK_DUE)) for plain in values[_ASKS])
    values[_PLEDGES] = tuple(Pledge(*_without_due(plain, _PLEDGE_DUE)) for plain in values[_PLEDGES])
    return Said(*values)


def pack_message(message: Message) -> Plain:
    """A ``Message`` as a tuple of plain values. What occurs again and again is interned: ``marshal`` tells the reader of
    it, so that on the other side too each is kept once."""
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


def _with_due(values: Plain, index: int) -> Plain:
    due = values[index]
    if due is None:
        return values
    offset = due.utcoffset()
    stamp = ((due - _EPOCH).total_seconds(), offset.total_seconds() if offset else 0.0)
    return (*values[:index], stamp, *values[index + 1 :])


def _without_due(values: Plain, index: int) -> Plain:
    stamp = values[index]
    if stamp is None:
        return values
    zone = timezone(timedelta(seconds=stamp[1])) if stamp[1] else UTC
    due = (_EPOCH + timedelta(seconds=stamp[0])).astimezone(zone)
    return (*values[:index], due, *values[index + 1 :])
