"""Raw bytes to a ParsedMessage. Never fails: what is wrong with a message is said in its defects."""

from datetime import UTC, datetime, timedelta

from ashore.core.correspondence.message import Address
from ashore.core.kernel import Reason
from ashore.mail import addresses, dates, identity
from ashore.mail.bodies import sort_parts
from ashore.mail.headers import Headers
from ashore.mail.kinds import kind_of
from ashore.mail.limits import (
    MAX_ADDRESS_BYTES,
    MAX_ADDRESSES,
    MAX_AUTHOR_BYTES,
    MAX_HEADER_BYTES,
    MAX_MESSAGE_BYTES,
    MAX_REFERENCES,
    MAX_SUBJECT,
)
from ashore.mail.neutral import deceives, one_line
from ashore.mail.parsed import ParsedMessage
from ashore.mail.signed import unwrapped
from ashore.mail.structure import walk

_A_DAY = timedelta(days=1)


def parse(raw: bytes, *, arrived_at: datetime | None = None) -> ParsedMessage:
    """A message as understood, from its bytes.

    ``arrived_at``: when it came in, aware, where the caller knows (mbox envelope, IMAP INTERNALDATE); a Date more
    than a day after that, or after the topmost Received field, is absurd (H35). Linear in the length; never raises.
    """
    wrong: list[Reason] = []
    if b"\n" not in raw and b"\r" in raw[:4096]:
        raw_read = raw.replace(b"\r", b"\n")
    else:
        raw_read = raw
    end = min(len(raw_read), MAX_MESSAGE_BYTES)
    if end < len(raw_read):
        wrong.append(Reason("mail.cut.message", params={"limit": MAX_MESSAGE_BYTES, "size": len(raw_read)}))
    top, found = walk(raw_read, end)
    wrong += found
    headers = Headers(top.fields, top.charset)
    from_values = headers.raw_all("from")
    authors = _mailboxes(headers, "from", wrong)
    from_ = authors[0] if authors else addresses.UNKNOWN
    if not from_.email:
        wrong.append(Reason("mail.from.unknown"))
    elif len(from_values) > 1:
        wrong.append(Reason("mail.from.several", params={"count": len(from_values)}))
    reply_to = _mailboxes(headers, "reply-to", wrong)
    subject = _subject(headers, wrong)
    received = headers.raw("received")
    received_at = dates.received(received) if received else None
    date, offset = _date(headers, received_at, arrived_at, wrong)
    list_id = identity.list_id(headers.raw("list-id")) if "list-id" in headers else ""
    report = top.content.parameters.get("report-type", "").lower()
    kind, why = kind_of(headers, from_, subject, top.type, report)
    senders = _mailboxes(headers, "sender", wrong)
    return ParsedMessage(
        raw=raw,
        headers=headers,
        body=unwrapped(raw_read, top, sort_parts(raw_read, top), wrong),
        message_id=_own_id(headers, wrong),
        in_reply_to=identity.message_ids(headers.raw("in-reply-to")),
        references=_references(headers, wrong),
        thread_index=identity.thread_index(headers.raw("thread-index")),
        from_=from_,
        authors=authors,
        to=_mailboxes(headers, "to", wrong),
        cc=_mailboxes(headers, "cc", wrong),
        bcc=_mailboxes(headers, "bcc", wrong),
        reply_to=reply_to,
        sender=senders[0] if senders else addresses.UNKNOWN,
        author=_author(headers, from_, reply_to, list_id),
        date=date,
        utc_offset=offset,
        received_at=received_at,
        subject=subject,
        list_id=list_id,
        kind=kind,
        kind_reason=why,
        header_defects=tuple(wrong),
    )


def _mailboxes(headers: Headers, name: str, wrong: list[Reason]) -> tuple[Address, ...]:
    values = headers.raw_all(name)
    if not values:
        return ()
    limit = MAX_ADDRESS_BYTES if name in ("to", "cc", "bcc") else MAX_AUTHOR_BYTES
    if len(values) == 1 and len(values[0]) <= limit:
        found = addresses.read(values[0])
    else:
        kept = b",".join(values[:100])
        found = addresses.read(kept[:limit])
        if len(kept) > limit and len(found) < MAX_ADDRESSES:
            wrong.append(Reason("mail.cut.field", params={"field": name, "limit": limit}))
    if len(found) >= MAX_ADDRESSES:
        wrong.append(Reason("mail.cut.addresses", params={"field": name, "limit": MAX_ADDRESSES}))
        found = found[:MAX_ADDRESSES]
    return found


def _subject(headers: Headers, wrong: list[Reason]) -> str:
    values = headers.raw_all("subject")
    if not values:
        return ""
    if len(values) > 1:
        wrong.append(Reason("mail.header.repeated", params={"field": "Subject", "count": len(values)}))
    text = headers.text("subject")
    if len(values[0]) > MAX_HEADER_BYTES or len(text) > MAX_SUBJECT:
        wrong.append(Reason("mail.cut.subject", params={"limit": MAX_SUBJECT}))
    if deceives(text):
        wrong.append(Reason("mail.neutralised", params={"field": "Subject"}))
    return one_line(text, MAX_SUBJECT)


def _own_id(headers: Headers, wrong: list[Reason]) -> str:
    ids = list(dict.fromkeys(map(identity.own_id, headers.raw_all("message-id"))))
    if not any(ids):
        wrong.append(Reason("mail.id.missing"))
        return ""
    if len(ids) > 1:
        wrong.append(Reason("mail.id.several", params={"count": len(ids)}))
    return next(item for item in ids if item)


def _references(headers: Headers, wrong: list[Reason]) -> tuple[str, ...]:
    values = headers.raw_all("references")
    if not values:
        return ()
    found = identity.message_ids(values[0] if len(values) == 1 else b" ".join(values))
    if len(found) >= MAX_REFERENCES:
        wrong.append(Reason("mail.cut.references", params={"limit": MAX_REFERENCES}))
    return found


def _date(
    headers: Headers, received_at: datetime | None, arrived_at: datetime | None, wrong: list[Reason]
) -> tuple[datetime | None, int | None]:
    value = headers.raw("date")
    if not value.strip():
        wrong.append(Reason("mail.date.missing"))
        return None, None
    stamp = dates.read(value)
    if stamp is None:
        wrong.append(Reason("mail.date.absurd", params={"value": one_line(headers.text("date"), 100)}))
        return None, None
    date = stamp.astimezone(UTC)
    arrival = received_at or arrived_at
    if arrival is not None and date > arrival + _A_DAY:
        wrong.append(Reason("mail.date.after_arrival", params={"sent_at": date, "arrived_at": arrival.astimezone(UTC)}))
        return None, None
    shift = stamp.utcoffset()
    return date, int(shift.total_seconds() // 60) if shift is not None else None


def _author(headers: Headers, from_: Address, reply_to: tuple[Address, ...], list_id: str) -> Address:
    """Who wrote a list mail whose From the list rewrote ("Anna via Team <team@list>"): H46."""
    if not list_id or not from_.email:
        return from_
    for name in ("x-original-from", "x-original-sender"):
        original = addresses.read(headers.raw(name)) if name in headers else ()
        if original and original[0].email:
            return original[0]
    rewritten = " via " in from_.name or from_.domain == list_id.partition(".")[2]
    if rewritten and len(reply_to) == 1 and reply_to[0].email and reply_to[0].domain != from_.domain:
        return Address(reply_to[0].name or from_.name.partition(" via ")[0], reply_to[0].email)
    return from_
