"""Where a message points: the ids in its headers, nearest first, bounded (H41, H43)."""

from collections.abc import Iterable, Sequence

from ashore.core.correspondence.message import Message

KEPT_EACH_END = 100
"""Of a longer References header only so many ids from each end are used (H43)."""


def in_order(messages: Iterable[Message]) -> list[Message]:
    """Each message once, by time and key: the only order that threading knows. Arrival plays no part in it."""
    first: dict[str, Message] = {}
    for message in messages:
        known = first.get(message.key)
        if known is None or (message.at, message.order) < (known.at, known.order):
            first[message.key] = message
    return sorted(first.values(), key=lambda message: (message.at, message.key))


def pointers(message: Message) -> list[str]:
    """Ids that the headers name, nearest first: In-Reply-To, then References from the last back.

    Without empty ids (H41), repetitions and the message's own id; of 50 000 the first and last hundred (H43).
    """
    replied, referred = message.in_reply_to, message.references
    if not replied and not referred:
        return []
    names = dict.fromkeys((*bounded(replied), *reversed(bounded(referred))))
    names.pop("", None)
    names.pop(message.message_id, None)
    return list(names)


def bounded(ids: Sequence[str]) -> Sequence[str]:
    """The first and last hundred of a long list."""
    if len(ids) <= 2 * KEPT_EACH_END:
        return ids
    return (*ids[:KEPT_EACH_END], *ids[-KEPT_EACH_END:])


def by_message_id(mail: Sequence[Message]) -> dict[str, list[int]]:
    """Positions of the messages under each Message-ID; the empty id is nobody's (H41)."""
    index: dict[str, list[int]] = {}
    for position, message in enumerate(mail):
        if message.message_id:
            index.setdefault(message.message_id, []).append(position)
    return index
