"""What lies in the tray, settled by a person: entered by hand, or put away with a reason. The bytes stay, and both can
be taken back."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from django.db import transaction

from ashore.store.models import Event, Message, Tray, User, Workspace
from ashore.usecases import arranging
from ashore.usecases.appending import append, plain_words
from ashore.usecases.composing import mailbox
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.importing.single import enter_message
from ashore.usecases.records import text_for_database
from ashore.usecases.sending import sender_address, us_test

KINDS = ("enter", "discard")
SOURCE = "by hand"
MAX_SUBJECT = 400


@dataclass(frozen=True, slots=True)
class Written:
    """A message as a person read it: who wrote it to whom, when, and what. ``to`` may be empty where it came to us."""

    sender: str
    at: datetime
    text: str
    name: str = ""
    to: str = ""
    subject: str = ""


@transaction.atomic
def enter_by_hand(*, workspace: Workspace, user: User, now: datetime, tray: int, written: Written) -> int:
    """Keep what a person read in the bytes as a message like any other: placed, found, with its clocks; the id that
    `undo` takes.

    Raises `NotThere`, `NotPossible` (``tray.settled``, ``tray.empty``, ``tray.in_the_future``, ``tray.to_nobody``: we
    wrote it and nobody got it; ``reply.bad_address``).
    """
    row = _open(workspace, tray)
    if not written.text.strip():
        raise NotPossible("tray.empty")
    if written.at > now:
        raise NotPossible("tray.in_the_future")
    raw = _bytes_of(workspace, user, written)
    key = sha256(raw).hexdigest()
    data = {"message": key, "name": f"{row.source} {row.place}".strip()}
    event = append(workspace, user, now, "enter", now, data, None, None, key)
    enter_message(workspace=workspace, raw=raw, source=SOURCE, place=f"tray {row.pk}", now=now)
    home = Message.objects.select_related("conversation").get(workspace=workspace, key=key).conversation
    Event.objects.filter(pk=event).update(conversation=home, engagement=home.engagement_id if home else None)
    Tray.objects.filter(pk=row.pk).update(settled=event)
    return event


@transaction.atomic
def discard(*, workspace: Workspace, user: User | None, now: datetime, tray: int, why: str) -> int:
    """Put something in the tray away, with a reason; its bytes are kept, and it is tried no more. The id that `undo`
    takes. Raises `NotThere`, `NotPossible` (``tray.settled``, ``tray.without_reason``)."""
    row = _open(workspace, tray)
    words = plain_words(why)
    if not words:
        raise NotPossible("tray.without_reason")
    event = append(workspace, user, now, "discard", now, {"why": words, "tray": row.pk}, None, None)
    Tray.objects.filter(pk=row.pk).update(settled=event)
    return event


def take_back(event: Event, now: datetime) -> None:
    """It lies in the tray again; what was entered stays to be read and counts for nothing. The caller holds the
    transaction."""
    Tray.objects.filter(workspace=event.workspace, settled=event).update(settled=None)
    if event.kind == "enter":
        arranging.arrange_again(event.workspace, [event.data["message"]], now)


def _open(workspace: Workspace, tray: int) -> Tray:
    row = Tray.objects.filter(workspace=workspace, pk=tray).first()
    if row is None:
        raise NotThere(f"tray {tray}")
    if row.settled_id is not None:
        raise NotPossible("tray.settled")
    return row


def _bytes_of(workspace: Workspace, user: User, written: Written) -> bytes:
    """The message that the words describe; nothing typed becomes a header of its own (H77)."""
    sender, is_ours = mailbox(written.sender.strip()), us_test(workspace)
    to = written.to.strip() or ("" if is_ours(sender) else sender_address(workspace, user))
    if not to:
        raise NotPossible("tray.to_nobody")
    message = EmailMessage(policy=SMTP)
    message["From"] = _named(plain_words(written.name, 100), sender)
    message["To"] = _named("", mailbox(to))
    message["Subject"] = plain_words(written.subject, MAX_SUBJECT)
    message["Date"] = format_datetime(written.at)
    message["Message-ID"] = f"<{secrets.token_hex(16)}@by-hand.invalid>"
    text = text_for_database(written.text).replace("\r\n", "\n").replace("\r", "\n")
    message.set_content(text, cte="quoted-printable")
    return message.as_bytes()


def _named(name: str, email: str) -> Address:
    local, _, domain = email.rpartition("@")
    return Address(name, local, domain)
