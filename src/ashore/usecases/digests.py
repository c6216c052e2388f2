"""The letter of the day: when a person's working day begins, in their language, to those who asked for it."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from ashore.core.kernel import US
from ashore.store.models import Digest, Outbox, User, Workspace
from ashore.usecases.composing import mailbox
from ashore.usecases.outbox import OWN_NOTICE
from ashore.usecases.queries.clocks import awake, clocks, end_of_day
from ashore.usecases.queries.folding import fold
from ashore.usecases.queries.outgoing import stuck_messages
from ashore.usecases.queries.rows import ClockRow
from ashore.usecases.queries.today import ANSWERS
from ashore.usecases.sending import configured, sender_address
from ashore.usecases.signin import workspace_of
from ashore.usecases.team.noticing import unread
from ashore.usecases.team.people import clock_of_person
from ashore.words import kind_name, speech
from ashore.words.digest import Day, Line, Told, letter

MOST_LINES = 30
MOST_ROWS = 240


def wants(*, user: User) -> bool:
    """Whether this person asked for the letter."""
    return Digest.objects.filter(user=user, wanted=True).exists()


def choose(*, user: User, wanted: bool, now: datetime) -> None:
    """Ask for the letter, or no more. The first one comes when the next working day begins."""
    workspace = workspace_of(user=user)
    today = now.astimezone(_zone(user, workspace)).date() if workspace else None
    Digest.objects.update_or_create(user=user, defaults={"wanted": wanted, "last_day": today})


def due(*, now: datetime) -> Sequence[int]:
    """Whose letter is to be written now."""
    if not configured():
        return []
    rows = Digest.objects.filter(wanted=True, user__is_active=True).select_related("user").order_by("pk")
    return [row.user_id for row in rows if _day(row, now) is not None]


@transaction.atomic
def write(*, user: int, now: datetime) -> bool:
    """Put a person's letter into the outbox, once a day whoever asks (H87); whether it was."""
    row = Digest.objects.filter(user=user, wanted=True, user__is_active=True).select_related("user").first()
    day = _day(row, now) if row else None
    workspace = workspace_of(user=row.user) if row else None
    if row is None or day is None or workspace is None:
        return False
    mine = Digest.objects.filter(pk=row.pk, wanted=True).filter(Q(last_day=None) | Q(last_day__lt=day))
    if mine.update(last_day=day) != 1:
        return False
    _send(workspace, row.user, now)
    return True


def _day(row: Digest, now: datetime) -> date | None:
    """The day on the person's clock whose letter is to be written now; None where it was, or outside working hours."""
    workspace = workspace_of(user=row.user)
    if workspace is None:
        return None
    zone = _zone(row.user, workspace)
    today = now.astimezone(zone).date()
    if row.last_day is not None and row.last_day >= today:
        return None
    return today if clock_of_person(workspace, row.user).is_open(now) else None


def _zone(user: User, workspace: Workspace | None) -> ZoneInfo:
    return ZoneInfo(user.zone or (workspace.zone if workspace else "") or "UTC")


def _send(workspace: Workspace, user: User, now: datetime) -> None:
    reader = speech(user.language, _zone(user, workspace))
    subject, text = letter(_what(workspace, user, now), reader)
    sender = mailbox(sender_address(workspace, user))
    own_id = f"{OWN_NOTICE}{secrets.token_hex(16)}@{sender.rpartition('@')[2]}"
    Outbox.objects.create(
        workspace=workspace,
        message_id=own_id,
        sender=sender,
        recipients={mailbox(user.email): ""},
        subject=subject,
        text=text,
        raw=_bytes(sender, user, subject, text, own_id, now),
        created_at=now,
    )


def _what(workspace: Workspace, user: User, now: datetime) -> Day:
    """One line for a conversation, as on the page of the day; promises each for itself."""
    ours = (
        awake(workspace).filter(owed_by=US, due__lt=end_of_day(now, _zone(user, workspace).key)).order_by("due", "pk")
    )
    work = fold(clocks(ours.filter(kind__in=ANSWERS)[:MOST_ROWS], now), now)
    promises = clocks(ours.filter(kind="promise")[:MOST_LINES], now)
    reader = speech(user.language, _zone(user, workspace))

    def lines(found: Iterable[ClockRow]) -> tuple[Line, ...]:
        told = (Line(row.client.name, kind_name(row.kind, US, reader), row.due) for row in found if row.due)
        return tuple(sorted(told, key=lambda line: line.due)[:MOST_LINES])

    return Day(
        now,
        late=lines(row for row in (*work, *promises) if row.state == "late"),
        due=lines(row for row in work if row.state != "late"),
        promised=lines(row for row in promises if row.state != "late"),
        stuck=stuck_messages(workspace=workspace, now=now).total(),
        concerns=[
            Told(each.kind, each.client.name, each.by) for each in unread(workspace=workspace, user=user, now=now)
        ],
    )


def _bytes(sender: str, user: User, subject: str, text: str, own_id: str, now: datetime) -> bytes:
    """Marked as written by a program (RFC 3834), so that no auto-reply answers it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Ashore", *sender.rsplit("@", 1))
    message["To"] = Address("", *mailbox(user.email).rsplit("@", 1))
    message["Subject"] = subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{own_id}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(text, cte="quoted-printable")
    return message.as_bytes()
