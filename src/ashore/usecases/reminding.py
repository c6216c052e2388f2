"""Reminders on people's pages, each once, to whom it concerns: of ours shortly before it is due; of the client's when
a friendly word is in place, half-way to its due time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from ashore.core.kernel import CLIENT, US
from ashore.store.models import Notice, Obligation, User, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.clocks import awake, clocks
from ashore.usecases.queries.folding import fold
from ashore.usecases.queries.rows import ClockRow

BEFORE = timedelta(hours=1)
RECENT = timedelta(days=1)
"""What was to be remembered longer ago is late by now, or was remembered."""
SHOWN = 5
LOOKED_AT = 50


def remind(*, now: datetime) -> int:
    """Put up what is to be remembered by now; how many reminders. Each person sees each only once."""
    made = 0
    for workspace in Workspace.objects.order_by("pk"):
        known = set(Notice.objects.filter(user__membership__workspace=workspace).values_list("user", "uid"))
        people = list(User.objects.filter(membership__workspace=workspace, is_active=True).distinct())
        fresh = [
            Notice(user=person, uid=row.uid, at=now)
            for row in _to_remember(workspace, now)
            for person in _concerned(row, people)
            if (person.pk, row.uid) not in known
        ]
        Notice.objects.bulk_create(fresh, ignore_conflicts=True)
        made += len(fresh)
    Notice.objects.filter(at__lt=now - 30 * RECENT).delete()
    return made


def notices(*, workspace: Workspace, user: User, now: datetime) -> tuple[ClockRow, ...]:
    """What a person is reminded of, one row a conversation and side, nearest first; what is done meanwhile, or late, is
    shown elsewhere."""
    wanted = Notice.objects.filter(user=user, gone_at__isnull=True).values("uid")
    rows = awake(workspace).filter(uid__in=wanted, due__gt=now).order_by("due", "id")
    return fold(clocks(rows[:LOOKED_AT], now), now)[:SHOWN]


def put_away(*, workspace: Workspace, user: User, uid: str, now: datetime) -> int:
    """The person has seen it, and what the same side owes beside it in the conversation; how many reminders that were.
    Raises `NotThere`."""
    mine = Notice.objects.filter(user=user)
    row = Obligation.objects.filter(workspace=workspace, uid=uid).first()
    if row is None or not mine.filter(uid=uid).exists():
        raise NotThere(f"notice {uid}")
    beside = Obligation.objects.filter(conversation=row.conversation_id or -1, owed_by=row.owed_by).values("uid")
    return mine.filter(Q(uid=uid) | Q(uid__in=beside)).update(gone_at=now)


def _to_remember(workspace: Workspace, now: datetime) -> QuerySet[Obligation]:
    ours = Q(owed_by=US, due__lte=now + BEFORE)
    theirs = Q(owed_by=CLIENT, remind_at__lte=now, remind_at__gt=now - RECENT)
    return awake(workspace).filter(ours | theirs, due__gt=now)


def _concerned(row: Obligation, people: Sequence[User]) -> Sequence[User]:
    """To whom of us the conversation was given, else whoever writes in it; where that is nobody with an account, all
    of us."""
    given = [each for each in people if row.conversation and each.pk == row.conversation.assignee_id]
    if given:
        return given
    owner = row.conversation.owner.lower() if row.conversation else ""
    return [each for each in people if owner and owner in (each.email, each.name.lower())] or people
