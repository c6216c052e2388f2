"""Replies written here: stored first, then sent; until one is known to be on its way no clock is stopped by it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from ashore.core.language import language_of
from ashore.store.locks import hold_workspace
from ashore.store.models import Conversation, Message, Outbox, User, Workspace
from ashore.usecases.answering import answered_by_reply
from ashore.usecases.channels.answering import compose_for_chat, reply_chat
from ashore.usecases.citing import cited
from ashore.usecases.coaching import coach, required_by
from ashore.usecases.composing import Draft, compose
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.draft_files import contents_of, draft_files, remove_files
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.outbox import OTHERWISE, SENT, enter_own, unfinished
from ashore.usecases.queries.conversation import MAX_MESSAGES, reply_addresses
from ashore.usecases.records import text_for_database
from ashore.usecases.sending import configured, sender_address
from ashore.usecases.signatures import signature_for, signed
from ashore.usecases.team.variables import check_filled

MAX_TEXT = 500_000
UNDO_WINDOW = timedelta(seconds=15)
"""So long a reply waits before it goes, for second thoughts; it can be withdrawn until then."""
FARTHEST = timedelta(days=366)
"""No message is planned for later than this."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a reply is to go out. ``bcc``: who gets it unseen; ``sign``, ``quote``: with the signature, with the message
    that it answers; ``at``: not before then; ``unless_answered``: not at all if the client answers before."""

    bcc: Sequence[str] = ()
    sign: bool = False
    quote: bool = False
    at: datetime | None = None
    unless_answered: bool = False


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
    wishes: Wishes = Wishes(),
) -> int:
    """Put a reply into the outbox, with the files that lie beside the writer's draft; to all who take part unless
    ``to`` / ``cc`` are given; the outbox id.

    It is ``planned`` until `ashore.jobs` sends it; without a server it stays so ("to be sent") until somebody says
    `mark_sent`. ``once``: 32 hexadecimal digits that name this one sending; they become the Message-ID, so that the
    database takes it a single time, from however many processes it comes. ``seen``: the `mark` of the conversation as
    the writer saw it. Raises `NotThere`, `NotPossible` (``reply.empty``, ``reply.bad_address``,
    ``reply.without_recipient``, ``reply.taken_already``, ``reply.moved_on``, ``reply.too_early``, ``reply.too_far``,
    ``reply.unfilled``: a variable of a saved reply stands in it,
    ``reply.held``: a rule of the coach that this house requires says no).
    """
    row = Conversation.objects.select_related("workspace").filter(workspace=workspace, pk=conversation).first()
    if row is None:
        raise NotThere(f"conversation {conversation}")
    if not text.strip():
        raise NotPossible("reply.empty")
    if len(text) > MAX_TEXT:
        raise NotPossible("reply.too_long", most=MAX_TEXT)
    check_filled(text)
    _check_moment(wishes, now)
    chat = reply_chat(row)
    all_to, all_cc = reply_addresses(row)
    answered = answered_by_reply(row)
    draft = Draft(
        sender_name=user.name,
        sender=sender_address(workspace, user),
        to=tuple(all_to if to is None else to),
        cc=tuple(all_cc if cc is None else cc),
        subject=answered.subject,
        text=text,
        references=answered.references,
        at=now,
        bcc=() if chat else tuple(wishes.bcc),
        files=contents_of(user=user, conversation=row.pk),
        language=language_of_client(row) or workspace.language,
    )
    own_id, raw = _finished(workspace, user, row, draft, wishes, once)
    held = _held(workspace, user, now, row, draft)
    hold_workspace(workspace.pk)
    if not Conversation.objects.filter(pk=row.pk).exists():
        raise NotPossible("reply.moved_on")
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
        sender=draft.sender,
        recipients={email.lower(): "" for email in (*draft.to, *draft.cc, *draft.bcc)},
        hidden=[email.lower() for email in draft.bcc if email not in (*draft.to, *draft.cc)],
        subject=answered.subject,
        text=text_for_database(text),
        files=[[each.name, len(each.content)] for each in draft.files],
        raw=raw,
        channel=chat.key if chat else "",
        not_before=wishes.at or (now + UNDO_WINDOW if chat or configured(workspace) else None),
        planned_for=wishes.at,
        unless_answered=wishes.unless_answered,
        created_by=user,
        created_at=now,
    )
    remove_files(user=user, conversation=row.pk, ids=[each.id for each in draft_files(user=user, conversation=row.pk)])
    return outgoing.pk


def is_taken(*, workspace: Workspace, once: str) -> bool:
    """Whether the sending of this name was put into the outbox already."""
    return Outbox.objects.filter(workspace=workspace, message_id__startswith=f"{once}@").exists()


def language_of_client(row: Conversation) -> str:
    """In which language the client wrote last here, by the words themselves; empty where they have not written."""
    rows = Message.objects.filter(conversation=row, kind="message", outsider=False, side="client")
    text = rows.order_by("-at", "-pk").values_list("new_text", flat=True).first()
    found = language_of(text) if text else ""
    return "" if found == "und" else found


def _finished(
    workspace: Workspace, user: User, row: Conversation, draft: Draft, wishes: Wishes, once: str
) -> tuple[str, bytes]:
    """(id, bytes): a letter with signature and quote, or what is said in the chat."""
    chat = reply_chat(row)
    if chat is not None:
        return compose_for_chat(chat, draft, once)
    return compose(replace(draft, text=_whole(workspace, user, row, draft, wishes)), once)


def _whole(workspace: Workspace, user: User, row: Conversation, draft: Draft, wishes: Wishes) -> str:
    """What was typed with signature and quote beneath."""
    signature = signature_for(workspace=workspace, user=user, language=draft.language) if wishes.sign else ""
    quote = cited(workspace=workspace, conversation=row, language=draft.language) if wishes.quote else ""
    text = signed(draft.text, signature)
    return f"{text.rstrip()}\n\n{quote}" if quote else text


def _check_moment(wishes: Wishes, now: datetime) -> None:
    if wishes.at is None and wishes.unless_answered:
        raise NotPossible("reply.without_moment")
    if wishes.at is not None and wishes.at <= now:
        raise NotPossible("reply.too_early")
    if wishes.at is not None and wishes.at > now + FARTHEST:
        raise NotPossible("reply.too_far")


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
    """The mark as of now; the caller holds the lock of `hold_workspace`."""
    messages = Message.objects.filter(conversation=row).order_by("-at", "-pk").values_list("pk", flat=True)
    shown = list(messages[:MAX_MESSAGES])
    waiting = Outbox.objects.filter(unfinished(), conversation=row)
    return mark(max(shown, default=0), len(shown), waiting.aggregate(last=Max("pk"))["last"] or 0)


@transaction.atomic
def withdraw_reply(*, workspace: Workspace, outgoing: int) -> None:
    """Take a reply out of the outbox before it is sent, or leave one withdrawn that an answer of the client took out.
    Raises `NotThere`, `NotPossible` (``reply.on_its_way``)."""
    _existing(workspace, outgoing)
    may = Q(state__in=("planned", "failed")) | Q(state="withdrawn", incomplete=True)
    if Outbox.objects.filter(may, pk=outgoing).update(state="withdrawn", incomplete=False, reason={}) != 1:
        raise NotPossible("reply.on_its_way")


@transaction.atomic
def mark_sent(*, workspace: Workspace, outgoing: int, now: datetime) -> None:
    """A person says that the message reached those whom it had not reached by other means (their own mail program, a
    call). It then counts as sent, to all."""
    hold_workspace(workspace.pk)
    row = _existing(workspace, outgoing)
    told = {email: how if how == SENT else OTHERWISE for email, how in row.recipients.items()}
    may = Outbox.objects.filter(Q(state__in=("planned", "failed", "perhaps_sent")) | Q(state="sent", incomplete=True))
    sent = {"state": "sent", "incomplete": False, "uneven": True, "reason": {}, "recipients": told}
    if may.filter(pk=row.pk, claim=row.claim).update(**sent, sent_at=row.sent_at or now) != 1:
        raise NotPossible("reply.sent_already")
    enter_own(row, now)
    derive_engagements(workspace, _engagements(row), now)


@transaction.atomic
def send_again(*, workspace: Workspace, outgoing: int, now: datetime) -> None:
    """A person decides that a message goes out (again) to those who have not got it for sure, under the same Message-ID
    (H83): one that failed, perhaps went out, did not reach all, or was withdrawn because the client answered."""
    row = _existing(workspace, outgoing)
    told = {email: how if how in (SENT, OTHERWISE) else "" for email, how in row.recipients.items()}
    may = Outbox.objects.filter(
        Q(state__in=("failed", "perhaps_sent")) | Q(state__in=("sent", "withdrawn"), incomplete=True)
    )
    anew = {"attempts": 0, "not_before": now, "planned_for": None, "unless_answered": False, "reason": {}}
    again = may.filter(pk=row.pk, claim=row.claim)
    if again.update(state="planned", incomplete=False, recipients=told, **anew) != 1:
        raise NotPossible("reply.on_its_way")


@transaction.atomic
def send_at(*, workspace: Workspace, outgoing: int, at: datetime | None, now: datetime) -> None:
    """Send what waits at another moment; None: now. Raises `NotPossible` (``reply.on_its_way``, ``reply.too_early``,
    ``reply.too_far``)."""
    row = _existing(workspace, outgoing)
    _check_moment(Wishes(at=at), now)
    waiting = Outbox.objects.filter(pk=row.pk, state="planned")
    if waiting.update(not_before=at or now, planned_for=at, reason={}) != 1:
        raise NotPossible("reply.on_its_way")


def _engagements(row: Outbox) -> list[int]:
    found = row.conversation.engagement_id if row.conversation else None
    return [found] if found else []


def _existing(workspace: Workspace, outgoing: int) -> Outbox:
    row = Outbox.objects.filter(workspace=workspace, pk=outgoing).first()
    if row is None:
        raise NotThere(f"reply {outgoing}")
    return row
