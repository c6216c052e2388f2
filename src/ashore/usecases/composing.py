"""A reply as bytes: to exactly the mailboxes that were shown, under a subject that stays as it was (W9)."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ashore.channels.people import is_of_a_chat
from ashore.mail.writing import File, Letter, dated, one_line, write
from ashore.usecases.errors import NotPossible
from ashore.usecases.records import text_for_database

__all__ = ["Draft", "File", "compose", "dated", "mailbox", "reply_subject"]

# One mailbox, nothing else: no comma, no blank, no quoted local part, no control character.
_MAILBOX = re.compile(r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f]{1,64}@[\w.-]{1,253}")
_REPLY_MARK = re.compile(r"^\s*(re|aw|sv|odp|ответ)\s*:", re.IGNORECASE)
MAX_RECIPIENTS = 100
MAX_FILES = 30
MAX_FILE_BYTES = 18_000_000
"""Of all files of a letter; encoded it is a third more, and few servers take more than 25 MB."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply before it becomes bytes. ``text``: with signature and quotes; ``bcc``: who gets it unseen;
    ``references``: ids of the conversation so far, oldest first, without brackets."""

    sender_name: str
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str
    references: tuple[str, ...]
    at: datetime
    bcc: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    language: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


def compose(draft: Draft, name: str = "") -> tuple[str, bytes]:
    """(Message-ID without brackets, bytes with CRLF line ends). ``name``: what the Message-ID begins with, by chance if
    not given. Raises `NotPossible` for an address that is not exactly one mailbox, and for too many people or files."""
    mailboxes = [mailbox(email) for email in (draft.sender, *draft.to, *draft.cc, *draft.bcc)]
    if len(mailboxes) < 2:
        raise NotPossible("reply.without_recipient")
    if len(mailboxes) > MAX_RECIPIENTS:
        raise NotPossible("reply.too_many_recipients", most=MAX_RECIPIENTS)
    check_files(len(draft.files), sum(len(each.content) for each in draft.files))
    own_id = f"{name or secrets.token_hex(16)}@{_ascii(mailboxes[0].rpartition('@')[2])}"
    letter = Letter(
        own_id,
        text_for_database(draft.sender_name),
        mailboxes[0],
        draft.to,
        draft.cc,
        reply_subject(draft.subject),
        text_for_database(draft.text),
        draft.at,
        draft.references,
        draft.files,
        draft.language,
        draft.extra,
    )
    return own_id, write(letter)


def check_files(count: int, size: int) -> None:
    """Raises `NotPossible` where a letter would carry too many files, or too much in them."""
    if count > MAX_FILES:
        raise NotPossible("reply.too_many_files", most=MAX_FILES)
    if size > MAX_FILE_BYTES:
        raise NotPossible("reply.files_too_large", most=MAX_FILE_BYTES // 1_000_000)


def mailbox(email: str) -> str:
    """The address if it is exactly one plain mailbox, and no chat's. Raises `NotPossible` (``reply.bad_address``)."""
    if not _MAILBOX.fullmatch(email) or is_of_a_chat(email):
        raise NotPossible("reply.bad_address", address=one_line(email, 80))
    return email.lower()


def reply_subject(subject: str) -> str:
    """The conversation's subject, unchanged but for one "Re:" (W9)."""
    line = one_line(text_for_database(subject), 400)
    return line if _REPLY_MARK.match(line) else f"Re: {line}".strip()


def _ascii(domain: str) -> str:
    """A domain as a Message-ID may have it."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return "localhost.invalid"
