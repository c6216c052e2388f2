"""One message, from its bytes to what clocks need: parse, new text, language, said."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ashore.core.correspondence.fingerprint import mark
from ashore.core.correspondence.message import Message
from ashore.core.correspondence.newtext import Parts, split
from ashore.core.language import Facts, read
from ashore.core.ledger import Said, said
from ashore.intake.packing import pack_said
from ashore.intake.taken import Taken, Whole
from ashore.mail import Attachment, ParsedMessage, parse

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED_ID = re.compile(r"^[>\s]*message-id:\s*<([^<>\s]{1,400})>", re.IGNORECASE | re.MULTILINE)
_MOST_NAMED = 20
_SMALL_IMAGE = 20_000
NOTHING_SAID = pack_said(Said())


def take(raw: bytes, *, source: str, order: int, arrived_at: datetime | None = None) -> Taken:
    """A message in compact form. ``source``: where it was read, for people; ``order``: its arrival number;
    ``arrived_at``: aware, where the mailbox tells. Auto replies and bounces are not read for what they say (H71)."""
    parsed = parse(raw, arrived_at=arrived_at)
    parts = split(parsed.text)
    if parsed.kind != "message":
        return Taken(message_of(parsed, parts, order, arrived_at), source, len(raw), NOTHING_SAID)
    facts = facts_of(parsed, parts)
    packed = pack_said(said(facts, parts, attachments=weighty(parsed)))
    return Taken(message_of(parsed, parts, order, arrived_at), source, len(raw), packed)


def take_whole(raw: bytes, *, source: str, order: int, arrived_at: datetime | None = None) -> Whole:
    """A message with all that was understood on the way, for the desk to store. The same decisions as ``take``."""
    parsed = parse(raw, arrived_at=arrived_at)
    parts = split(parsed.text)
    facts = facts_of(parsed, parts)
    understood = said(facts, parts, attachments=weighty(parsed)) if parsed.kind == "message" else Said()
    taken = Taken(message_of(parsed, parts, order, arrived_at), source, len(raw), pack_said(understood))
    return Whole(taken, raw, parsed, parts, facts)


def facts_of(parsed: ParsedMessage, parts: Parts) -> Facts:
    """What the new text says; days are counted on the sender's own clock."""
    return read(parts.new_text, at=parsed.sent_local or parsed.received_at)


def message_of(parsed: ParsedMessage, parts: Parts | None, order: int, arrived_at: datetime | None = None) -> Message:
    """The message as threading sees it. Without any time at all it counts as the oldest there is.

    Without ``parts`` the marks of its text stay empty (``intake.marked`` makes those that matter).
    """
    orphan = names_nobody(parsed)
    return Message(
        key=parsed.key,
        message_id=parsed.message_id,
        at=parsed.date or parsed.received_at or arrived_at or EPOCH,
        order=order,
        sender=parsed.author,
        to=parsed.to,
        cc=parsed.cc,
        subject=parsed.subject,
        in_reply_to=parsed.in_reply_to,
        references=parsed.references,
        quoted_ids=tuple(_named_ids(parsed.text)) if parts or orphan else (),
        thread_index=parsed.thread_index,
        list_id=parsed.list_id,
        kind=parsed.kind,
        own_text=mark(parts.own_text) if parts else (),
        quoted_text=mark(parts.quoted_text) if parts and orphan else (),
    )


def names_nobody(message: ParsedMessage | Message) -> bool:
    """True where no header names an earlier message: then its text decides where it belongs."""
    return not (message.in_reply_to or message.references)


def _named_ids(text: str) -> Iterator[str]:
    """Message-IDs that forwarded headers in a text name."""
    if "essage-" in text or "ESSAGE-" in text:
        for number, match in enumerate(_NAMED_ID.finditer(text)):
            if number == _MOST_NAMED:
                return
            yield match.group(1)


def weighty(parsed: ParsedMessage) -> int:
    """Attachments that somebody sent on purpose: no logos, no signatures, no calendar or delivery reports."""
    return sum(1 for each in parsed.attachments if _is_weighty(each))


def _is_weighty(each: Attachment) -> bool:
    kind = each.type
    if kind.startswith("image/") and (each.is_inline or each.part.end - each.part.start < _SMALL_IMAGE):
        return False
    return not kind.endswith(("-signature", "/delivery-status", "/rfc822-headers", "/pgp-keys"))
