"""A parsed message as the core sees it: what threading and clocks need to know of it before its text is read."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ashore.core.correspondence.fingerprint import mark
from ashore.core.correspondence.message import Message
from ashore.mail import Attachment, ParsedMessage

if TYPE_CHECKING:
    from ashore.core.correspondence.newtext import Parts

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED_ID = re.compile(r"^[>\s]*message-id:\s*<([^<>\s]{1,400})>", re.IGNORECASE | re.MULTILINE)
_MOST_NAMED = 20
_SMALL_IMAGE = 20_000


def message_of(parsed: ParsedMessage, parts: "Parts | None", order: int, arrived_at: datetime | None = None) -> Message:
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
        quoted_ids=tuple(dict.fromkeys(_quoted(parsed))) if parts or orphan or parsed.kind == "bounce" else (),
        thread_index=parsed.thread_index,
        list_id=parsed.list_id,
        kind=parsed.kind,
        own_text=mark(parts.own_text) if parts else (),
        quoted_text=mark(parts.quoted_text) if parts and orphan else (),
        bounced=parsed.bounced,
    )


def _quoted(parsed: ParsedMessage) -> Iterator[str]:
    """Ids of earlier messages that stand in it; a bounce names the one that came back first."""
    if parsed.returned:
        yield parsed.returned
    yield from _named_ids(parsed.text)


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
