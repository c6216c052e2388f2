"""By which channel things were said, and whether that binds under the agreement in force then (A8)."""

from collections.abc import Iterable, Mapping
from typing import Any

from ashore.channels.understanding import LETTER
from ashore.core.agreement.channels import Standing, standing
from ashore.store.models import Channel, Conversation, Message, Workspace
from ashore.usecases.channels.answering import reply_chat
from ashore.usecases.deriving import agreement_for
from ashore.usecases.queries.rows import BY_MAIL, ChannelMark, ChannelRef, ChatRef

KNOWN = {"": BY_MAIL, LETTER: ChannelRef(LETTER, "letter", "")}
"""Mail and paper are no rows of anybody; pages have words for them."""
MOST_PROMISES = 5


def channel_refs(workspace: Workspace) -> dict[str, ChannelRef]:
    """All channels of a house by key, those that were removed included: what was said by them stays."""
    rows = Channel.objects.filter(workspace=workspace).values_list("key", "kind", "name")
    return KNOWN | {key: ChannelRef(key, kind, name) for key, kind, name in rows}


def chat_ref(row: Conversation) -> ChatRef | None:
    """Into which chat a reply goes; None where it goes by mail."""
    found = reply_chat(row)
    return ChatRef(found.name, found.kind, found.title, found.open) if found else None


def marks_of(row: Conversation, messages: Iterable[Message]) -> dict[int, ChannelMark]:
    """What is to be told of each message that did not come by mail, by its number."""
    apart = [each for each in messages if each.channel]
    if not apart:
        return {}
    refs = channel_refs(row.workspace)
    return {each.pk: _mark(row, each, refs) for each in apart}


def _mark(row: Conversation, message: Message, refs: Mapping[str, ChannelRef]) -> ChannelMark:
    ref = refs.get(message.channel, ChannelRef(message.channel, "api", message.channel))
    found = _standing(row, message, ref)
    loose = found is not None and found.binding != "binding"
    notes = message.notes
    return ChannelMark(
        channel=ref,
        binding=found.binding if found else "",
        why=found.reason if found else None,
        confirm_by=found.confirm_by if found and loose else "",
        promises=_promises(message) if loose else (),
        edits=bool(notes.get("edits")),
        voice=int(notes.get("voice", 0)),
        sent=notes.get("sent", ""),
        received=notes.get("received", ""),
        missing=tuple(notes.get("missing", ())),
    )


def _standing(row: Conversation, message: Message, ref: ChannelRef) -> Standing | None:
    """What the agreement says; nothing of paper that it does not name, which binds by itself."""
    if row.engagement_id is None:
        return None
    channel = Channel.objects.filter(workspace=row.workspace_id, key=ref.key).first()
    name = (channel.agreed_as or channel.name) if channel else ref.kind
    terms = agreement_for(row.workspace, row.engagement_id).at(message.at)
    found = standing(terms.clauses.channels, name)
    return None if ref.kind == LETTER and found and found.binding == "unnamed" else found


def _promises(message: Message) -> tuple[str, ...]:
    """What was promised there, in its own words: what is to be confirmed where it binds."""
    reading = getattr(message, "reading", None)
    said: Mapping[str, Any] = (reading.said or {}) if reading else {}
    return tuple(str(each.get("text", "")) for each in said.get("pledges", ())[:MOST_PROMISES])
