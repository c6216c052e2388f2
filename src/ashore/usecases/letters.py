"""Paper: letters that came or went, with their days and a scan, as messages of their conversation (A8, W13)."""

import base64
import json
import secrets
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction

from ashore.channels import Envelope, wrap
from ashore.channels.body import MOST_FILE_BYTES, MOST_FILES, MOST_TEXT
from ashore.channels.understanding import LETTER
from ashore.core.kernel import CLIENT, US, Side
from ashore.store.models import Conversation, Message, PersonAddress, User, Workspace
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.conversation import reply_addresses
from ashore.usecases.records import text_for_database
from ashore.usecases.sending import sender_address


class Scan(NamedTuple):
    """A file that shows a letter."""

    name: str
    type: str
    content: bytes


@transaction.atomic
def record_letter(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    conversation: int,
    by: Side,
    dated: date,
    arrived: date | None = None,
    text: str = "",
    scans: Sequence[Scan] = (),
    once: str = "",
) -> int:
    """A letter of ``by`` in a conversation; the number of its message.

    ``dated``: the day on it; ``arrived``: when it reached whom it went to, from which day clocks count (their working
    day's noon); without it, the day it bears. ``once``: what names this one filling-in.
    Raises `NotThere`, `NotPossible` (``letter.empty``, ``letter.in_the_future``, ``letter.before_it_was_written``,
    ``letter.too_large``, ``letter.without_person``).
    """
    talk = Conversation.objects.select_related("workspace").filter(workspace=workspace, pk=conversation).first()
    if talk is None:
        raise NotThere(f"conversation {conversation}")
    _check(workspace, now, dated, arrived, text, scans)
    person = _person(talk)
    ours = sender_address(workspace, user)
    envelope = Envelope(
        LETTER,
        now,
        side=by,
        sender=ours if by == US else person.email,
        to=person.email if by == US else ours,
        answers=_newest_id(talk),
        sent=dated.isoformat(),
        received=arrived.isoformat() if arrived else "",
        chat=_chat_of(talk),
    )
    at = min(datetime.combine(arrived or dated, time(12), ZoneInfo(workspace.zone)), now)
    body = {
        "id": once or secrets.token_hex(16),
        "chat": {"id": talk.key},
        "sender": {"id": "letter", "name": text_for_database(user.name if by == US else person.name)},
        "text": text_for_database(text)[:MOST_TEXT],
        "at": at.isoformat(),
        "subject": talk.subject[:300],
        "attachments": [_attachment(each) for each in scans],
    }
    raw = wrap(envelope, json.dumps(body, ensure_ascii=False).encode("utf-8"))
    number = enter_message(
        workspace=workspace, raw=raw, source=f"letter:{workspace.pk}", place=str(body["id"]), now=now, form="channel"
    )
    return number or 0


class _Person(NamedTuple):
    name: str
    email: str


def _person(talk: Conversation) -> _Person:
    """Who of the client's side a letter is from or to: who wrote last, else whom we write to."""
    wrote = Message.objects.filter(conversation=talk, side=CLIENT, kind="message", outsider=False)
    found = wrote.exclude(sender_email="").order_by("-at", "-pk").values_list("sender_name", "sender_email").first()
    if found:
        return _Person(*found)
    to, _ = reply_addresses(talk)
    if to:
        return _Person("", to[0])
    known = (
        PersonAddress.objects.filter(person__client=talk.client_id).order_by("pk").first() if talk.client_id else None
    )
    if known is None:
        raise NotPossible("letter.without_person")
    return _Person(known.person.name, known.email)


def _chat_of(talk: Conversation) -> str:
    """The chat that the conversation is; empty where it is none."""
    heads = Message.objects.filter(conversation=talk).exclude(channel="").order_by("-at", "-pk")
    return str((heads.values_list("head", flat=True).first() or {}).get("chat", ""))


def _newest_id(talk: Conversation) -> str:
    """By which the letter is placed in the conversation, as a reply would be."""
    rows = Message.objects.filter(conversation=talk, outsider=False).exclude(message_id="").order_by("-at", "-pk")
    return rows.values_list("message_id", flat=True).first() or ""


def _check(
    workspace: Workspace, now: datetime, dated: date, arrived: date | None, text: str, scans: Sequence[Scan]
) -> None:
    today = now.astimezone(ZoneInfo(workspace.zone)).date()
    if not text.strip() and not scans:
        raise NotPossible("letter.empty")
    if dated > today or (arrived and arrived > today):
        raise NotPossible("letter.in_the_future")
    if arrived and arrived < dated:
        raise NotPossible("letter.before_it_was_written")
    if len(scans) > MOST_FILES or sum(len(each.content) for each in scans) > MOST_FILE_BYTES:
        raise NotPossible("letter.too_large", most=MOST_FILE_BYTES // 1_000_000)


def _attachment(scan: Scan) -> dict[str, str]:
    return {
        "name": text_for_database(scan.name)[:300],
        "type": text_for_database(scan.type)[:100] or "application/octet-stream",
        "content": base64.b64encode(scan.content).decode("ascii"),
    }
