"""The home page: three short lists that end. What stands open since long ago is not in them but counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from ashore.core.kernel import CLIENT, US
from ashore.store.models import Obligation, User, Workspace
from ashore.usecases.queries.clocks import awake, clocks, end_of_day, running
from ashore.usecases.queries.folding import fold
from ashore.usecases.queries.inbox import older_count
from ashore.usecases.queries.rows import ClockRow, Today

WORK = ("stage", "approval", "edit", "estimate", "report", "call", "payment")
ANSWERS = ("reply", "acknowledge", "question", "call_summary", *WORK)
THEIR_TURN = ("information", "approval", "payment", "stage")
"""What we wait for: what was asked for, and what the agreement says."""
COURTESIES = ("sign_of_life", "last_word")
DUE_LIMIT = 12
OTHER_LIMIT = 8
LOOKED_AT = 240
LOOK_AHEAD = timedelta(days=2)


def today(*, workspace: Workspace, user: User | None, now: datetime, older: int | None = None) -> Today:
    """What is due, promised, and to be kept warm as of ``now``; the day ends at midnight in the reader's zone.

    ``older``: the figure of that name, where it was counted already (`standing`).
    """
    day_end = end_of_day(now, (user.zone if user else "") or workspace.zone)
    answers = awake(workspace).filter(owed_by=US, kind__in=ANSWERS)
    near = _near(workspace, answers.filter(due__lt=now + LOOK_AHEAD), now)
    counts = awake(workspace).filter(owed_by=US, due__lt=day_end, kind__in=(*ANSWERS, "promise")).order_by()
    figures = counts.aggregate(
        late=Count("conversation", distinct=True, filter=Q(due__lt=now)),
        all=Count("conversation", distinct=True),
        late_work=Count("pk", filter=Q(due__lt=now, conversation=None)),
        all_work=Count("pk", filter=Q(conversation=None)),
        clients=Count("engagement__client", distinct=True),
    )
    return Today(
        due=near[:DUE_LIMIT],
        promised=clocks(_promised(workspace), now),
        keep_warm=clocks(_keep_warm(workspace, now), now),
        late=figures["late"] + figures["late_work"],
        due_today=figures["all"] + figures["all_work"],
        clients_waiting=figures["clients"],
        first=near[0] if near else None,
        day_clear=not figures["all"] + figures["all_work"],
        at=now,
        more_due=max(0, len(near) - DUE_LIMIT),
        older=older_count(workspace) if older is None else older,
    )


def _near(workspace: Workspace, answers: QuerySet[Obligation], now: datetime) -> tuple[ClockRow, ...]:
    """One row a conversation, nearest first, one more than are shown: first which conversations, stopping early, and
    then all that is owed in just those. What is owed of agreed work, in no conversation, is a row of its own."""
    talks: dict[int, None] = {}
    works: dict[int, None] = {}
    for talk, row in answers.order_by("due", "id").values_list("conversation", "pk")[:LOOKED_AT]:
        (talks if talk else works).setdefault(talk or row)
        if len(talks) + len(works) > DUE_LIMIT:
            break
    rows = list(running(workspace).filter(conversation__in=list(talks)).order_by())
    rows += list(running(workspace).filter(pk__in=list(works)).order_by()) if works else []
    return fold(clocks([row for row in rows if _is_near(row, now)], now), now)


def _is_near(row: Obligation, now: datetime) -> bool:
    """Ours, not of long ago, and due soon."""
    ours = row.owed_by == US and row.kind in ANSWERS and not row.dormant and row.state != "suspended"
    return ours and row.due is not None and row.due < now + LOOK_AHEAD


def _promised(workspace: Workspace) -> Sequence[Obligation]:
    """Promises of both sides, dated ones first; two questions, for each is then an early stop in an index."""
    promises = awake(workspace).filter(kind="promise")
    dated = list(promises.filter(due__isnull=False).order_by("due", "id")[:OTHER_LIMIT])
    if len(dated) < OTHER_LIMIT:
        dated += promises.filter(due__isnull=True).order_by("-created_at", "id")[: OTHER_LIMIT - len(dated)]
    return dated


def _keep_warm(workspace: Workspace, now: datetime) -> list[Obligation]:
    """Signs of life and last words (W3, W7) that are near, and clients who owe us something by now. A kind word that is
    late is no debt to be first at."""
    rows = awake(workspace).order_by("due", "id")
    life = rows.filter(kind__in=COURTESIES, due__lt=now + LOOK_AHEAD, owed_by=US)[:OTHER_LIMIT]
    owed = rows.filter(kind__in=THEIR_TURN, due__lt=now, owed_by=CLIENT)[:OTHER_LIMIT]
    return sorted([*life, *owed], key=lambda row: (row.due or now, row.pk))[:OTHER_LIMIT]
