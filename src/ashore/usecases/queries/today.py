"""The home page: three short lists that end."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from ashore.core.kernel import US
from ashore.store.models import User, Workspace
from ashore.usecases.queries.clocks import clocks, running
from ashore.usecases.queries.rows import Today

ANSWERS = ("reply", "acknowledge", "question", "call_summary", "last_word")
DUE_LIMIT = 12
OTHER_LIMIT = 8
LOOK_AHEAD = timedelta(days=2)


def today(*, workspace: Workspace, user: User | None, now: datetime) -> Today:
    """What is due, promised, and to be kept warm as of ``now``; the day ends at midnight in the reader's zone."""
    day_end = end_of_day(now, (user.zone if user else "") or workspace.zone)
    ours = running(workspace).filter(owed_by=US).exclude(state="suspended")
    answers = ours.filter(kind__in=ANSWERS, due__isnull=False).order_by("due", "id")
    near = clocks(answers.filter(due__lt=now + LOOK_AHEAD)[: DUE_LIMIT + 1], now)
    promised = (
        running(workspace)
        .filter(kind="promise")
        .exclude(state="suspended")
        .order_by(F("due").asc(nulls_last=True), "id")
    )
    warm = running(workspace).filter(
        Q(kind="sign_of_life", owed_by=US, due__lt=now + LOOK_AHEAD) | Q(kind="information", due__lt=now)
    )
    counted = ours.filter(due__lt=day_end).exclude(kind="sign_of_life").values_list("due", "engagement__client_id")
    dues = list(counted)
    return Today(
        due=near[:DUE_LIMIT],
        promised=clocks(promised[:OTHER_LIMIT], now),
        keep_warm=clocks(warm.order_by("due", "id")[:OTHER_LIMIT], now),
        late=sum(1 for due, _ in dues if due < now),
        due_today=len(dues),
        clients_waiting=len({client for _, client in dues}),
        first=near[0] if near else None,
        day_clear=not dues,
        at=now,
        more_due=max(0, len(near) - DUE_LIMIT),
    )


def end_of_day(now: datetime, zone: str) -> datetime:
    """The next midnight in ``zone``."""
    local = now.astimezone(ZoneInfo(zone))
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
