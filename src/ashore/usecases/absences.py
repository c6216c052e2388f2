"""Who of us is away when and who covers, how much attention work takes, and how much of a person's time is for it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from ashore.core.worktime import WEEKDAYS
from ashore.store.models import Absence, Attention, Effort, Membership, User, Workspace
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.capacity import USUAL_EFFORT

LONGEST = timedelta(days=2 * 366)
MOST_MINUTES = 60 * 24 * len(WEEKDAYS)


@transaction.atomic
def add_absence(
    *, workspace: Workspace, user: User, now: datetime, person: int, first: date, last: date, cover: int = 0
) -> int:
    """Note that a person is away from the first to the last day; ``cover``: who takes what falls due meanwhile, 0 for
    nobody. Its id.

    Raises `NotPossible` (``absence.nobody``, ``absence.backwards``, ``absence.too_long``, ``absence.own_cover``,
    ``absence.same``).
    """
    if not _works_here(workspace, person) or (cover and not _works_here(workspace, cover)):
        raise NotPossible("absence.nobody")
    if last < first:
        raise NotPossible("absence.backwards")
    if last - first > LONGEST:
        raise NotPossible("absence.too_long")
    if cover == person:
        raise NotPossible("absence.own_cover")
    values = {"workspace": workspace, "user_id": person, "first_date": first, "last_date": last}
    if Absence.objects.filter(**values).exists():
        raise NotPossible("absence.same")
    row = Absence.objects.create(**values, cover_id=cover or None, created_by=user, created_at=now)
    return row.pk


@transaction.atomic
def remove_absence(*, workspace: Workspace, absence: int) -> None:
    """The person is there after all. Raises `NotThere`."""
    if not Absence.objects.filter(workspace=workspace, pk=absence).delete()[0]:
        raise NotThere(f"absence {absence}")


@transaction.atomic
def set_efforts(*, workspace: Workspace, efforts: Mapping[str, int | None]) -> None:
    """Say how many minutes each of these kinds of work takes; None: the usual. Raises `NotPossible`
    (``effort.unknown``, ``effort.beyond``)."""
    for kind, minutes in efforts.items():
        if kind not in USUAL_EFFORT:
            raise NotPossible("effort.unknown")
        if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
            raise NotPossible("effort.beyond", most=MOST_MINUTES)
        if minutes is None or minutes == USUAL_EFFORT[kind]:
            Effort.objects.filter(workspace=workspace, kind=kind).delete()
        else:
            Effort.objects.update_or_create(workspace=workspace, kind=kind, defaults={"minutes": minutes})


@transaction.atomic
def set_attention(*, workspace: Workspace, person: int, percent: int) -> None:
    """Say which part of a person's working time is for clients' work. Raises `NotPossible` (``absence.nobody``,
    ``attention.beyond``)."""
    if not _works_here(workspace, person):
        raise NotPossible("absence.nobody")
    if not 0 <= percent <= 100:
        raise NotPossible("attention.beyond")
    Attention.objects.update_or_create(workspace=workspace, user_id=person, defaults={"percent": percent})


def _works_here(workspace: Workspace, person: int) -> bool:
    return Membership.objects.filter(workspace=workspace, user=person, user__is_active=True).exists()
