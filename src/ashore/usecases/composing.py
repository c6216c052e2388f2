"""Finished bytes of a reply. Nothing that a person typed or a client sent can become a header of its own (H77, H78)."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from ashore.usecases.errors import NotPossible
from ashore.usecases.records import text_for_database

# One mailbox, nothing else: no comma, no blank, no quoted local part, no control character.
_MAILBOX = re.compile(r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f]{1,64}@[\w.-]{1,253}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_REPLY_MARK = re.compile(r"^\s*(re|aw|sv|odp|ответ)\s*:", re.IGNORECASE)
MAX_REFERENCES = 20
MAX_RECIPIENTS = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply before it becomes bytes. ``references``: ids of the conversation so far, oldest first, without
    brackets."""

    sender_name: str
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str
    references: tuple[str, ...]
    at: datetime


def compose(draft: Draft, name: str = "") -> tuple[str, bytes]:
    """(Message-ID without brackets, bytes with CRLF line ends). ``name``: what the Message-ID begins with, by chance if
    not given. Raises `NotPossible` for an address that is not exactly one mailbox."""
    mailboxes = [mailbox(email) for email in (draft.sender, *draft.to, *draft.cc)]
    if len(mailboxes) < 2:
        raise NotPossible("reply.without_recipient")
    if len(mailboxes) > MAX_RECIPIENTS:
        raise NotPossible("reply.too_many_recipients", most=MAX_RECIPIENTS)
    own_id = f"{name or secrets.token_hex(16)}@{mailboxes[0].rpartition('@')[2]}"
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(draft.sender_name, mailboxes[0])
    message["To"] = [_address("", email) for email in draft.to]
    if draft.cc:
        message["Cc"] = [_address("", email) for email in draft.cc]
    message["Subject"] = reply_subject(draft.subject)
    message["Date"] = format_datetime(draft.at)
    message["Message-ID"] = f"<{own_id}>"
    _refer(message, draft.references)
    message.set_content(text_for_database(draft.text).replace("\r\n", "\n").replace("\r", "\n"), cte="quoted-printable")
    return own_id, message.as_bytes()


def mailbox(email: str) -> str:
    """The address if it is exactly one plain mailbox. Raises `NotPossible` (``reply.bad_address``)."""
    if not _MAILBOX.fullmatch(email):
        raise NotPossible("reply.bad_address", address=_CONTROL.sub(" ", email)[:80])
    return email.lower()


def reply_subject(subject: str) -> str:
    """The conversation's subject, unchanged but for one "Re:" (W9)."""
    line = _CONTROL.sub(" ", text_for_database(subject)).strip()[:400]
    return line if _REPLY_MARK.match(line) else f"Re: {line}".strip()


def _address(name: str, email: str) -> Address:
    local, _, domain = email.rpartition("@")
    return Address(_CONTROL.sub(" ", text_for_database(name)).strip()[:100], local, domain)


def _refer(message: EmailMessage, references: tuple[str, ...]) -> None:
    """In-Reply-To and References; ids that would break a header line are left out."""
    ids = [each for each in references if re.fullmatch(r"[\x21-\x3b\x3d\x3f-\x7e]{3,200}", each)]
    if ids:
        kept = ids if len(ids) <= MAX_REFERENCES else [ids[0], *ids[-MAX_REFERENCES + 1 :]]
        message["In-Reply-To"] = f"<{ids[-1]}>"
        message["References"] = " ".join(f"<{each}>" for each in kept)
