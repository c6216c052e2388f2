"""When chores are done: a row each, which survives restarts; who turns it on queues the chore, nobody else (H87)."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from django.db import transaction

from ashore.store.models import Schedule

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
FORGOTTEN = timedelta(days=90)


def planned() -> Mapping[str, datetime]:
    """When each chore is due next."""
    return dict(Schedule.objects.values_list("name", "next_at"))


def may_fire(*, name: str, seen: datetime | None, every: timedelta, now: datetime) -> bool:
    """Whether a chore is due. One that is planned further ahead than its interval was so before the clock was put back
    (H93): it is planned anew, and does not fire."""
    if seen is None or seen <= now:
        return True
    if seen > now + every:
        Schedule.objects.filter(name=name, next_at=seen).update(next_at=now + every)
    return False


def fire(*, name: str, seen: datetime | None, every: timedelta, now: datetime, queue: Callable[[], object]) -> bool:
    """Plan a chore for ``every`` from now and let ``queue`` put its task into the queue, both or neither; False where
    another worker was first. After an outage it fires once, however often it would have been due."""
    with transaction.atomic():
        if seen is None:
            Schedule.objects.bulk_create([Schedule(name=name, next_at=NEVER)], ignore_conflicts=True)
        mine = Schedule.objects.filter(name=name, next_at=seen or NEVER)
        if mine.update(next_at=now + every, last_at=now) != 1:
            return False
        queue()
        return True


def prune(*, now: datetime) -> int:
    """Let go of the schedules of chores that are no more (of an account that was removed); how many."""
    return Schedule.objects.filter(next_at__lt=now - FORGOTTEN).delete()[0]
