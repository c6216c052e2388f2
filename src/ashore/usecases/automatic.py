"""What the desk writes by itself, within limits that hold for all of it (RFC 3834).

Off by default; at most one message a day to an address, two in all until a person of ours writes; never to machines,
lists or strangers; marked as automatic, with a signed id by which it is known when it comes back (H73, H74, H76).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from ashore.core.kernel import CLIENT, US, Reason
from ashore.mail.kinds import MARK_HEADER, is_no_person
from ashore.store.models import AutomaticMail, Message, Outbox, Receipts, User, Workspace
from ashore.usecases.errors import NotPossible
from ashore.usecases.ownership import is_owner
from ashore.usecases.records import read_reason, write_reason

A_DAY = timedelta(days=1)
MOST_UNANSWERED = 2
MOST_AN_HOUR = 60
"""Of one house, whatever comes in: no flood of forged mail makes a cannon of the desk."""
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether receipts are on, since when, and who said so."""

    since: datetime | None
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """An automatic message; ``reason``: why it was not written, None where it was."""

    email: str
    at: datetime
    reason: Reason | None


def standing(*, workspace: Workspace) -> Standing:
    """How receipts stand; off where nobody ever chose."""
    row = Receipts.objects.filter(workspace=workspace).select_related("changed_by").first()
    return Standing(row.since, str(row.changed_by or ""), row.changed_at) if row else Standing(None, "", None)


def written(*, workspace: Workspace) -> tuple[WrittenRow, ...]:
    """The last things that the desk wrote by itself, or did not."""
    rows = AutomaticMail.objects.filter(workspace=workspace).order_by("-at", "-pk")[:SHOWN]
    return tuple(WrittenRow(row.email, row.at, read_reason(row.reason) if row.reason else None) for row in rows)


def may_change(*, workspace: Workspace, user: User) -> bool:
    """Only owners decide what goes out in the house's name by itself."""
    return is_owner(workspace=workspace, user=user)


@transaction.atomic
def switch(*, workspace: Workspace, user: User, now: datetime, on: bool) -> None:
    """Let the desk confirm what comes in from now on, or stop that. Raises `NotPossible` (``receipts.not_owner``,
    ``receipts.same``)."""
    if not may_change(workspace=workspace, user=user):
        raise NotPossible("receipts.not_owner")
    if on == (standing(workspace=workspace).since is not None):
        raise NotPossible("receipts.same")
    chosen = {"since": now if on else None, "changed_by": user, "changed_at": now}
    Receipts.objects.update_or_create(workspace=workspace, defaults=chosen)


def forbidden(*, message: Message, now: datetime) -> Reason | None:
    """Why no automatic message may answer this one; None where one may."""
    email, conversation = message.sender_email, message.conversation
    if message.kind != "message" or message.head.get("list_id") or not conversation or conversation.listed:
        return Reason("automatic.machine")
    if is_no_person(email) or message.head.get("bounced"):
        return Reason("automatic.machine")
    if message.notes.get("quiet"):
        return Reason("automatic.unwanted")
    if message.outsider or "doubted" in message.notes or not _is_known(message):
        return Reason("automatic.stranger")
    return _limits(message, email, now)


def mark_of(message_id: str) -> str:
    """The signed id of an automatic message: nobody else can make one."""
    return salted_hmac("ashore.automatic", message_id, algorithm="sha256").hexdigest()[:40]


def is_own_mark(mark: str, message_id: str) -> bool:
    """Whether a mark was made here for that Message-ID."""
    return bool(message_id) and constant_time_compare(mark, mark_of(message_id))


def headers(message_id: str) -> dict[str, str]:
    """The fields that an automatic message bears."""
    return {
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        MARK_HEADER: mark_of(message_id),
    }


def note(*, message: Message, outgoing: Outbox | None, reason: Reason | None, now: datetime) -> None:
    """Keep that an automatic message was written, or why it was not."""
    AutomaticMail.objects.create(
        workspace_id=message.workspace_id,
        cause=message,
        outgoing=outgoing,
        email=message.sender_email,
        reason=write_reason(reason) if reason else {},
        at=now,
    )


def _is_known(message: Message) -> bool:
    """Whether one of us has written to this client before: who never heard from us gets nothing by itself."""
    talk = message.conversation
    if talk is None or talk.client_id is None:
        return False
    ours = Message.objects.filter(conversation__client=talk.client_id, side=US, kind="message")
    return ours.exclude(pk=message.pk).exists()


def _limits(message: Message, email: str, now: datetime) -> Reason | None:
    rows = AutomaticMail.objects.filter(workspace=message.workspace_id).exclude(outgoing=None)
    told = {"email": email}
    if rows.filter(email=email, at__gt=now - A_DAY).exists():
        return Reason("automatic.limit_day", params=told)
    talk = message.conversation
    ours = Message.objects.filter(conversation__client=talk.client_id if talk else None, side=US, kind="message")
    last = ours.order_by("-at").values_list("at", flat=True).first()
    since = rows.filter(email=email, at__gt=last) if last else rows.filter(email=email)
    if since.count() >= MOST_UNANSWERED:
        return Reason("automatic.limit_all", params=told)
    if rows.filter(at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return Reason("automatic.limit_house")
    return None


def to_confirm(*, workspace: Workspace, since: datetime, keys: Sequence[str]) -> Sequence[Message]:
    """Of the messages with these keys those that came in by mail since then and were not dealt with."""
    rows = Message.objects.filter(workspace=workspace, key__in=keys, side=CLIENT, automatic_answer=None, channel="")
    return list(rows.filter(raw__arrived_at__gte=since).select_related("conversation").order_by("pk"))
