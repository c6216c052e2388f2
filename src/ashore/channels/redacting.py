"""A stored envelope without one of the people in it: emptied where they wrote it, else with their names, addresses and
quoted words taken out. It stays an envelope that can be read; what the messenger gave beside it goes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ashore.channels.envelope import Envelope, split, wrap
from ashore.channels.people import address_of

_OF_WORDS = ("attachments", "original")


@dataclass(frozen=True)
class Without:
    """Who goes. ``aliases``: what stands in the place of each address (lower case); ``text``: takes names and addresses
    out of a text; ``letter``: also what it quotes of theirs; ``gone``: what stands for words that went."""

    aliases: Mapping[str, str]
    text: Callable[[str], str]
    letter: Callable[[str], str]
    gone: str


def redacted_envelope(raw: bytes, who: Without) -> bytes | None:
    """The message of somebody else without them; None where nothing of them is in it."""
    envelope, body = split(raw)
    data = json.loads(body)
    fresh = _clean(data, envelope.channel, who)
    head = _head(envelope, who)
    if fresh == data and head == envelope:
        return None
    fresh.pop("original", None)
    return wrap(head, _bytes(fresh))


def emptied_envelope(raw: bytes, who: Without) -> bytes:
    """Their own message without its words and files; when it was written, and in which chat, stays."""
    envelope, body = split(raw)
    data = _clean(json.loads(body), envelope.channel, who)
    kept = {name: value for name, value in data.items() if name not in _OF_WORDS}
    return wrap(replace(_head(envelope, who), before=""), _bytes({**kept, "text": who.gone}))


def _head(envelope: Envelope, who: Without) -> Envelope:
    return replace(
        envelope, before=who.letter(envelope.before), sender=who.text(envelope.sender), to=who.text(envelope.to)
    )


def _clean(data: Mapping[str, Any], channel: str, who: Without) -> dict[str, Any]:
    fresh = {name: _texts(value, who.text) for name, value in data.items() if name != "attachments"}
    if isinstance(data.get("text"), str):
        fresh["text"] = who.letter(data["text"])
    for part in ("chat", "sender"):
        fresh[part] = _named(fresh.get(part), channel, who)
    if isinstance(files := data.get("attachments"), list):
        fresh["attachments"] = [{**each, "name": _texts(each.get("name", ""), who.text)} for each in files]
    return fresh


def _named(part: Any, channel: str, who: Without) -> Any:
    """A chat or a person, given as an object or as an id alone, under the alias of its address."""
    if isinstance(part, dict):
        return {**part, "id": _named(part.get("id"), channel, who)}
    alias = who.aliases.get(address_of(str(part), channel))
    same = alias is None or alias == address_of(str(part), channel)
    return part if same or alias is None else alias.rpartition("@")[0]


def _texts(value: Any, text: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return [_texts(each, text) for each in value]
    return {key: _texts(each, text) for key, each in value.items()} if isinstance(value, dict) else value


def _bytes(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data).encode("ascii")
