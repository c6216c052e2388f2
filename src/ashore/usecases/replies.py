"""Replies written here: stored first, then sent; until one is known to be on its way no clock is stopped by it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from ashore.store.models import Conversation, Message, Outbox, User, Workspace
from ashore.usecases.channels.answering import compose_for_chat, reply_chat
from ashore.usecases.channels.outgoing import enter_sent
from ashore.usecases.coaching import coach, required_by
from ashore.usecases.composing import Draft, compose
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.importing.storing import one_writer
from ashore.usecases.queries.conversation import MAX_MESSAGES, reply_addresses
from ashore.usecases.records import text_for_database
from ashore.usecases.sending import configured, sender_address

MAX_TEXT = 500_000
UNDO_WINDOW = timedelta(seconds=15)
"""So long a reply waits before it goes, for second thoughts; it can be withdrawn until then."""


@transaction.atomic
def write_reply(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    conversation: int,
    text: str,
    to: Sequence[str] | None = None,
    cc: Sequence[str] | None = None,
    once: str = "",
    seen: str | None = None,
) -> int:
    """Put a reply into the outbox; to all who take part unless ``to`` / ``cc`` are given; the outbox id.

    It is ``planned`` until `ashore.jobs` sends it; without SMTP it stays so ("to be sent") until somebody says
    `mark_sent`. ``once``: 32 hexadecimal digits that name this one sending; they become the Message-ID, so that the
    database takes it a single time, from however many processes it comes. ``seen``: the `mark` of the conversation as
    the writer saw it. Raises `NotThere`, `NotPossible` (``reply.empty``, ``reply.bad_address``,
    ``reply.without_recipient``, ``reply.taken_already``, ``reply.moved_on``, ``reply.held``: a rule of the coach that
    this house requires says no).
    """
    row = Conversation.objects.select_related("workspace").filter(workspace=workspace, pk=conversation).first()
    if row is None:
        raise NotThere(f"conversation {conversation}")
    if not text.strip():
        raise NotPossible("reply.empty")
    if len(text) > MAX_TEXT:
        raise NotPossible("reply.too_long", most=MAX_TEXT)
    all_to, all_cc = reply_addresses(row)
    sender = sender_address(workspace, user)
    draft = Draft(
        sender_name=user.name,
        sender=sender,
        to=tuple(all_to if to is None else to),
        cc=tuple(all_cc if cc is None else cc),
        subject=row.subject,
        text=text,
        references=_references(row),
        at=now,
    )
    chat = reply_chat(row)
    own_id, raw = compose(draft, once) if chat is None else compose_for_chat(chat, draft, once)
    held = _held(workspace, user, now, row, draft)
    one_writer()
    if once and Outbox.objects.filter(message_id=own_id).exists():
        raise NotPossible("reply.taken_already")
    if seen is not None and seen != _mark_now(row):
        raise NotPossible("reply.moved_on")
    if held:
        raise NotPossible("reply.held")
    outgoing = Outbox.objects.create(
        workspace=workspace,
        conversation=row,
        conversation_key=row.key,
        message_id=own_id,
        sender=sender,
        recipients={email.lower(): "" for email in (*draft.to, *draft.cc)},
        subject=row.subject,
        text=text_for_database(text),
        raw=raw,
        channel=chat.key if chat else "",
        not_before=now + UNDO_WINDOW if chat or configured() else None,
        created_by=user,
        created_at=now,
    )
    return outgoing.pk


def _held(workspace: Workspace, user: User, now: datetime, row: Conversation, draft: Draft) -> bool:
    """Whether a rule that the house requires holds the reply back."""
    if not required_by(workspace):
        return False
    asked = coach(
        workspace=workspace, user=user, now=now, conversation=row.pk, text=draft.text, to=draft.to, cc=draft.cc
    )
    return asked.review.blocked


def mark(last: int, messages: int, outgoing: int) -> str:
    """How a conversation stands: its newest message, how many there are, the newest reply that waits."""
    return f"{last}.{min(messages, MAX_MESSAGES)}.{outgoing}"


def _mark_now(row: Conversation) -> str:
    """The mark as of now; the caller holds the lock of `one_writer`."""
    messages = Message.objects.filter(conversation=row).order_by("-at", "-pk").values_list("pk", flat=True)
    shown = list(messages[:MAX_MESSAGES])
    waiting = Outbox.objects.filter(conversation=row).exclude(state__in=("sent", "withdrawn"))
    return mark(max(shown, default=0), len(shown), waiting.aggregate(last=Max("pk"))["last"] or 0)


@transaction.atomic
def withdraw_reply(*, workspace: Workspace, outgoing: int) -> None:
    """Take a reply out of the outbox before it is sent. Raises `NotThere`, `NotPossible` (``reply.on_its_way``)."""
    _existing(workspace, outgoing)
    waiting = Outbox.objects.filter(pk=outgoing, state__in=("planned", "failed"))
    if waiting.update(state="withdrawn") != 1:
        raise NotPossible("reply.on_its_way")


@transaction.atomic
def mark_sent(*, workspace: Workspace, outgoing: int, now: datetime) -> None:
    """A person says that the reply reached its way by other means (their own mail program). It then counts as sent."""
    row = _existing(workspace, outgoing)
    may = Outbox.objects.filter(pk=row.pk, state__in=("planned", "failed", "perhaps_sent"))
    if may.update(state="sent", sent_at=now, why="") != 1:
        raise NotPossible("reply.sent_already")
    enter_sent(row, now)


@transaction.atomic
def send_again(*, workspace: Workspace, outgoing: int) -> None:
    """A person decides that a failed or perhaps-sent reply goes out (again), under the same Message-ID (H83)."""
    row = _existing(workspace, outgoing)
    may = Outbox.objects.filter(pk=row.pk, state__in=("failed", "perhaps_sent"))
    if may.update(state="planned", attempts=0, not_before=None, why="") != 1:
        raise NotPossible("reply.on_its_way")


def _existing(workspace: Workspace, outgoing: int) -> Outbox:
    row = Outbox.objects.filter(workspace=workspace, pk=outgoing).first()
    if row is None:
        raise NotThere(f"reply {outgoing}")
    return row


def _references(row: Conversation) -> tuple[str, ...]:
    """The ids of the conversation, oldest first; auto replies are not answered."""
    rows = Message.objects.filter(conversation=row, kind="message").exclude(message_id="").order_by("at", "pk")
    return tuple(rows.values_list("message_id", flat=True))
