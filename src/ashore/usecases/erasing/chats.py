"""Chats of somebody who is erased: the messenger's own ids go too, and what it delivers again is still known."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from ashore.channels.body import Body
from ashore.channels.envelope import split
from ashore.channels.people import address_of, channel_of, is_of_a_chat
from ashore.store.models import Channel, Chat, Copy, Erased, Event, Message, RawMessage, Workspace
from ashore.usecases.channels.belonging import LINK
from ashore.usecases.channels.places import place_of, source_of
from ashore.usecases.erasing.tombstones import found_in, tombstones
from ashore.usecases.records import text_for_database
from ashore.usecases.sharing import raw_bytes

_PURPOSE = b"ashore erased chat v1:"
_PREFIX = "erased:"


def own_chats(workspace: Workspace, emails: Iterable[str]) -> tuple[str, ...]:
    """The addresses of chats in which nobody of the client's side but they ever wrote."""
    known = set(emails)
    rows = Message.objects.filter(workspace=workspace, sender_email__in=known).exclude(channel="")
    chats = {str(head.get("chat", "")) for head in rows.values_list("head", flat=True)} - {""}
    return tuple(sorted(chat_address(each) for each in chats if _is_theirs(workspace, each, known)))


def settle_chats(workspace: Workspace, aliases: Mapping[str, str]) -> None:
    """Their chats under the aliases of their addresses, as their letters have it; places of their messages as hashes.
    The caller holds the transaction."""
    channels = {each: channel_of(each) for each in aliases if is_of_a_chat(each)}
    for row in Chat.objects.filter(channel__workspace=workspace, channel__key__in=channels.values()).select_related(
        "channel"
    ):
        alias = aliases.get(address_of(row.chat, row.channel.key))
        if alias is None:
            continue
        fresh = alias.rpartition("@")[0]
        _settle_places(workspace, row)
        _settle_links(workspace, f"{row.channel.key}/{row.chat}", f"{row.channel.key}/{fresh}")
        Chat.objects.filter(pk=row.pk).update(chat=fresh, title="")


def places_of(source: str, chat: str, id: str) -> tuple[str, ...]:
    """Every place under which a message may be known: its own, and what is left of it where its chat was erased."""
    place = place_of(chat, id)
    return (place, *_hashes(source, place))


def kept_as(workspace: Workspace, source: str, channel: Channel, body: Body, now: datetime) -> tuple[str, str]:
    """(chat, place) under which a message that comes in is kept: those of somebody who was erased after they had
    written it do not bear the messenger's ids."""
    chat, place = text_for_database(body.chat), place_of(body.chat, body.id)
    stones = tombstones(workspace)
    stone: Erased | None = found_in(stones, address_of(body.chat, channel.key)) if stones else None
    if stone is None or not stone.alias or (body.at or now) > stone.erased_at:
        return chat, place
    return stone.alias.rpartition("@")[0], _hashes(source, place)[0]


def names_them(row: RawMessage, emails: Iterable[str]) -> bool:
    """Whether bytes of a channel that nobody could understand hold an id of theirs."""
    envelope, body = split(raw_bytes(row))
    known = {each for each in emails if is_of_a_chat(each) and channel_of(each) == envelope.channel}
    if not known:
        return False
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return any(each.partition("@")[0].encode() in body for each in known)
    return any(address_of(str(each), envelope.channel) in known for each in _scalars(data))


def _is_theirs(workspace: Workspace, chat: str, emails: set[str]) -> bool:
    rows = Message.objects.filter(workspace=workspace, channel=chat.partition("/")[0], head__chat=chat, side="client")
    return not rows.exclude(sender_email__in=emails).exists()


def chat_address(chat: str) -> str:
    """The address of a chat as messages name it."""
    channel, _, id = chat.partition("/")
    return address_of(id, channel)


def _settle_places(workspace: Workspace, row: Chat) -> None:
    source = source_of(row.channel.key)
    copies = Copy.objects.filter(workspace=workspace, source=source, place__startswith=f"{row.chat}/")
    for pk, place in copies.values_list("pk", "place"):
        Copy.objects.filter(pk=pk).update(place=_hashes(source, place)[0])


def _settle_links(workspace: Workspace, chat: str, fresh: str) -> None:
    for row in Event.objects.filter(workspace=workspace, kind=LINK, data__chat=chat):
        Event.objects.filter(pk=row.pk).update(data={**row.data, "chat": fresh})


def _hashes(source: str, place: str) -> tuple[str, ...]:
    """What nobody without the key can try ids against; under the present seal key and those before it."""
    said = _PURPOSE + f"{source}\n{place}".encode("utf-8", "surrogatepass")
    keys = (each.strip() for each in str(settings.SEAL_KEY).split(",") if each.strip())
    return tuple(_PREFIX + hmac.new(key.encode("ascii", "replace"), said, hashlib.sha256).hexdigest() for key in keys)


def _scalars(data: Any) -> Iterator[Any]:
    """Every text and number in it, however deep."""
    left = [data]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            left += each.values()
        elif isinstance(each, list):
            left += each
        elif isinstance(each, str | int):
            yield each
