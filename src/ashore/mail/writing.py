"""Finished bytes of a letter, as a mail program makes them: plain text and HTML, pictures in the text, files.

Nothing that a person typed or a client sent can become a header of its own (H77, H78); no header tells who got a hidden
copy (H81).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from ashore.mail.filenames import safe_name
from ashore.mail.richtext import as_html

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,60}")
_USUAL_ID = re.compile(r"[\x21-\x3b\x3d\x3f-\x7e]{3,200}")
_DATE = re.compile(rb"(?im)^date:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*")
INLINE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
MAX_REFERENCES = 20
MAX_NAME = 100
MAX_SUBJECT = 400


@dataclass(frozen=True, slots=True)
class File:
    """A file beside a letter. ``type``: as the browser said; what is no type goes out as plain bytes."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it becomes bytes. ``message_id``, ``references``: without brackets, oldest first; ``at``: aware;
    ``extra``: further header fields of our own making."""

    message_id: str
    sender_name: str
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str
    at: datetime
    references: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    language: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


def write(letter: Letter) -> bytes:
    """The bytes, lines ended by CR LF. Addresses are plain mailboxes already; see `usecases.composing`."""
    international = not all(each.isascii() for each in (letter.sender, *letter.to, *letter.cc))
    message = EmailMessage(policy=SMTPUTF8 if international else SMTP)
    message["From"] = _address(letter.sender_name, letter.sender)
    message["To"] = [_address("", email) for email in letter.to] or "undisclosed-recipients:;"
    if letter.cc:
        message["Cc"] = [_address("", email) for email in letter.cc]
    message["Subject"] = one_line(letter.subject, MAX_SUBJECT)
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.message_id}>"
    _refer(message, letter.references)
    for name, value in letter.extra.items():
        message[name] = one_line(value, MAX_SUBJECT)
    _fill(message, letter)
    return message.as_bytes()


def dated(raw: bytes, at: datetime) -> bytes:
    """The same letter with another Date; one without Date stays as it is."""
    end = raw.find(b"\r\n\r\n")
    head, rest = (raw[:end], raw[end:]) if end >= 0 else (raw, b"")
    return _DATE.sub(b"Date: " + format_datetime(at).encode("ascii"), head, count=1) + rest


def one_line(text: str, most: int) -> str:
    """The text without anything that ends a line."""
    return _CONTROL.sub(" ", text).strip()[:most]


def _fill(message: EmailMessage, letter: Letter) -> None:
    text = letter.text.replace("\r\n", "\n").replace("\r", "\n")
    files = [File(safe_name(each.name), _type(each.type), each.content) for each in letter.files]
    shown = {each.name: each for each in files if each.type in INLINE_TYPES and f"[{each.name}]" in text.split("\n")}
    cids = {name: f"{number}.{letter.message_id}" for number, name in enumerate(shown, 1)}
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(as_html(text, cids, letter.language), subtype="html", cte="quoted-printable")
    parts = message.get_payload()
    page = parts[1] if isinstance(parts, list) else None
    for name, each in shown.items():
        assert isinstance(page, EmailMessage)
        main, _, sub = each.type.partition("/")
        page.add_related(each.content, main, sub, cid=f"<{cids[name]}>", filename=name, disposition="inline")
    for each in files:
        if each.name not in shown or shown[each.name] is not each:
            main, _, sub = each.type.partition("/")
            message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)


def _type(given: str) -> str:
    """A type that goes into a header; a message or a multipart of others is sent as bytes, unread."""
    kind = given.strip().lower()
    fit = _TYPE.fullmatch(kind) and not kind.startswith(("message/", "multipart/"))
    return kind if fit else "application/octet-stream"


def _address(name: str, email: str) -> Address:
    local, _, domain = email.rpartition("@")
    return Address(one_line(name, MAX_NAME), local, domain)


def _refer(message: EmailMessage, references: tuple[str, ...]) -> None:
    """In-Reply-To and References; ids that would break a header line are left out."""
    ids = [each for each in references if _USUAL_ID.fullmatch(each)]
    if ids:
        kept = ids if len(ids) <= MAX_REFERENCES else [ids[0], *ids[-MAX_REFERENCES + 1 :]]
        message["In-Reply-To"] = f"<{ids[-1]}>"
        message["References"] = " ".join(f"<{each}>" for each in kept)
