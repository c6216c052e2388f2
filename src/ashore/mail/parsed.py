"""A message as understood: headers read, bodies waiting to be decoded."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING

from ashore.core.correspondence.message import Address, MessageKind
from ashore.core.kernel import Reason
from ashore.mail.attachments import Attachment
from ashore.mail.bodies import Body
from ashore.mail.headers import Headers

if TYPE_CHECKING:
    from ashore.mail.reports import Failure

RETURNED_TYPES = frozenset(
    {
        "message/rfc822",
        "message/rfc822-headers",
        "text/rfc822-headers",
        "message/global",
        "message/global-headers",
    }
)


@dataclass(frozen=True)
class ParsedMessage:
    """One message. Ids are without angle brackets, addresses in lower case, texts without NUL and lone surrogates.

    ``date``: Date as an aware UTC instant, None where absent or absurd (H35); ``utc_offset``: minutes east of UTC
    that the sender wrote. ``received_at``: from the topmost Received field, UTC.
    ``from_``: the first mailbox of From, ``Address("", "")`` where there is none (H36); ``authors``: all of them;
    ``author``: who really wrote, also behind a list that rewrote From (H46).
    ``kind``: with ``kind_reason`` where it is no plain message; its parameter ``certainty`` is 0..1.
    """

    raw: bytes = field(repr=False)
    headers: Headers = field(repr=False)
    body: Body = field(repr=False)
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    thread_index: str
    from_: Address
    authors: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    sender: Address
    author: Address
    date: datetime | None
    utc_offset: int | None
    received_at: datetime | None
    subject: str
    list_id: str
    kind: MessageKind
    kind_reason: Reason | None
    header_defects: tuple[Reason, ...] = field(repr=False)

    @cached_property
    def key(self) -> str:
        """Our own identity of the message: SHA-256 of its bytes, hex (H32, H33)."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def text(self) -> str:
        """Readable plain text, made from HTML where there is nothing else; lines end with ``\\n``."""
        return self.body.text

    @property
    def html(self) -> str:
        """The first HTML part as it came, empty where there is none. Never show it unsanitised."""
        parts = self.body.html_parts
        return parts[0] if parts else ""

    @property
    def html_parts(self) -> tuple[str, ...]:
        """All HTML parts as they came: sanitise each before joining any (H59)."""
        return self.body.html_parts

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Everything that is not shown text, in order."""
        return self.body.attachments

    @property
    def defects(self) -> tuple[Reason, ...]:
        """All that was wrong, cut or guessed; asking decodes the texts."""
        return self.header_defects + self.body.defects

    @property
    def sent_local(self) -> datetime | None:
        """``date`` on the sender's own clock."""
        if self.date is None or self.utc_offset is None:
            return self.date
        return self.date.astimezone(timezone(timedelta(minutes=self.utc_offset)))

    @cached_property
    def bounced(self) -> tuple[str, ...]:
        """Recipients that could not be reached, in lower case; empty unless ``kind`` is "bounce"."""
        if self.kind != "bounce":
            return ()
        from ashore.mail import reports  # start-up: few mails are bounces

        for attachment in self.attachments:
            if attachment.type in ("message/delivery-status", "message/global-delivery-status"):
                return reports.from_status(attachment.content)
        return reports.from_headers(self.headers) or reports.from_text(self.text, self.from_.email)

    @cached_property
    def returned(self) -> str:
        """Message-ID of the message that a bounce brings back, without brackets; empty where it does not tell."""
        if self.kind != "bounce":
            return ""
        from ashore.mail import reports

        for attachment in self.attachments:
            if attachment.type in RETURNED_TYPES:
                return reports.returned_id(attachment.content)
        return ""

    @property
    def failures(self) -> tuple["Failure", ...]:
        """What a bounce says of each recipient that could not be reached for good."""
        from ashore.mail import reports

        reached = set(self.bounced)
        for attachment in self.attachments if reached else ():
            if attachment.type in ("message/delivery-status", "message/global-delivery-status"):
                told = {each.email: each for each in reports.failures(attachment.content)}
                return tuple(told.get(each, reports.Failure(each, "failed", "", "")) for each in self.bounced)
        return tuple(reports.Failure(each, "failed", "", "") for each in self.bounced)

    @property
    def is_signed(self) -> bool:
        """Whether it says to be signed (PGP/MIME or S/MIME); nothing is verified here."""
        return self.body.top_type == "multipart/signed" or self.body.top_smime == "signed-data"

    @property
    def is_encrypted(self) -> bool:
        """Whether its text is encrypted and therefore not here."""
        return self.body.top_type == "multipart/encrypted" or self.body.top_smime == "enveloped-data"
