"""The queue of tasks, one guarded step at a time: whoever turns READY into RUNNING does the task, and nobody else.

A task that fails, or whose worker died with it in hand, is put off longer and longer and shown; it never keeps others
from being done. Its row is the record: ``worker_ids`` counts the tries, ``run_after`` says when it is tried next.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from traceback import format_exception
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import F, Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from ashore.store.models import TaskTotal, Worker
from ashore.usecases.errors import NotThere
from ashore.usecases.in_hand import free_engagements
from ashore.usecases.workers import dead

Job: TypeAlias = DBTaskResult[..., Any]
"""A task in the queue, with how it went so far."""
READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
DONE, FAILED = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED
PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 60, 360, 1440))
MOST_TRIES = 8
FREE_DEATHS = 2
"""Workers die for reasons of their own: so often a task is put back without a pause."""
GIVEN_UP = timedelta(days=1)
"""For so long a chore rests whose task was given up."""
KEPT = timedelta(days=2)
DIED = "ashore.WorkerDied"


def claim(*, worker: str, now: datetime) -> Job | None:
    """Take the next task in turn; None where none may be done now."""
    ready = _ready(now)
    if not ready.exists():
        return None
    with transaction.atomic():
        job: Job | None = ready.get_locked()
        if job is not None:
            job.status, job.started_at, job.worker_ids = RUNNING, now, [*job.worker_ids, worker]
            job.save(update_fields=["status", "started_at", "worker_ids"])
        return job


def succeed(*, job: Job, value: Any, now: datetime) -> None:
    """It is done. Nothing where it was taken from us meanwhile, because we seemed dead."""
    with transaction.atomic():
        _ours(job).update(status=DONE, finished_at=now, return_value=value, exception_class_path="", traceback="")
        _count(job, now, failed=False)


def fail(*, job: Job, error: BaseException, now: datetime) -> datetime | None:
    """It could not be done: put off until the moment that is returned, given up where that is None."""
    kind = type(error)
    with transaction.atomic():
        _count(job, now, failed=True)
        return _put_off(job, f"{kind.__module__}.{kind.__qualname__}", "".join(format_exception(error)), now)


def put_back(*, job: Job, after: timedelta, now: datetime) -> None:
    """It could not be done for a reason that is not its own (we are told to stop, the database is away): no try."""
    _ours(job).update(status=READY, run_after=now + after, worker_ids=job.worker_ids[:-1])


def bury(*, now: datetime) -> int:
    """Put back, or off, what dead workers had in hand; how many tasks. The first few deaths are nobody's fault."""
    gone = dead(now=now)
    if not gone:
        return 0
    with transaction.atomic():
        mine = [name for name in gone if Worker.objects.filter(name=name).delete()[0]]
        free_engagements(processes=mine)
        jobs = [each for each in DBTaskResult.objects.running() if each.worker_ids and each.worker_ids[-1] in mine]
        for job in jobs:
            if len(job.worker_ids) <= FREE_DEATHS:
                _ours(job).update(status=READY, run_after=now, exception_class_path=DIED)
            else:
                _put_off(job, DIED, "", now)
    return len(jobs)


def open_count(*, path: str, arguments: Mapping[str, Any], now: datetime) -> int:
    """How many tasks of this kind and of these arguments wait, run, or rest because they were given up."""
    rests = Q(status=FAILED, finished_at__gt=now - GIVEN_UP, finished_at__lte=now + GIVEN_UP)
    rows = DBTaskResult.objects.filter(Q(status__in=(READY, RUNNING)) | rests, task_path=path)
    return sum(dict(each) == dict(arguments) for each in rows.values_list("args_kwargs", flat=True))


def mend_clock(*, now: datetime) -> int:
    """Tasks that wait longer than any is put off wait for a time before the clock was put back (H93)."""
    waiting = DBTaskResult.objects.filter(status=READY, run_after__gt=now + PAUSES[-1], run_after__lt=get_date_max())
    return waiting.update(run_after=now)


def retry_now(*, job: str, now: datetime) -> int:
    """Do a task that was put off or given up as soon as a worker is free, with all its tries; how many that were.
    Raises `NotThere`."""
    rows = DBTaskResult.objects.filter(pk=job).exclude(exception_class_path="")
    count = rows.filter(status__in=(READY, FAILED)).update(status=READY, run_after=now, worker_ids=[])
    if not count:
        raise NotThere(f"task {job}")
    return int(count)


def prune(*, now: datetime) -> int:
    """Let go of finished tasks after ``KEPT``; how many."""
    return int(DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()[0])


def waiting(*, now: datetime) -> int:
    """How many tasks might be done now."""
    return int(_ready(now).count())


def waiting_since(*, now: datetime) -> datetime | None:
    """Since when the oldest task could have been done; None where nothing waits."""
    moments = (
        row.enqueued_at if row.run_after == get_date_max() else max(row.run_after, row.enqueued_at)
        for row in _ready(now).only("enqueued_at", "run_after")[:1000]
    )
    return min(moments, default=None)


def lengths() -> Mapping[str, int]:
    """How many tasks wait, run, and were given up."""
    states = list(DBTaskResult.objects.order_by().values_list("status", flat=True))
    return {str(each).lower(): states.count(each) for each in (READY, RUNNING, FAILED)}


def put_off() -> Sequence[Job]:
    """What was put off and what was given up, the next one first."""
    rows = DBTaskResult.objects.filter(status__in=(READY, FAILED)).exclude(exception_class_path="")
    return list(rows.order_by("status", "run_after", "pk")[:100])


def _ready(now: datetime) -> Any:
    return DBTaskResult.objects.filter(Q(run_after=get_date_max()) | Q(run_after__lte=now), status=READY)


def _ours(job: Job) -> Any:
    return DBTaskResult.objects.filter(pk=job.pk, status=RUNNING, started_at=job.started_at)


def _put_off(job: Job, kind: str, trace: str, now: datetime) -> datetime | None:
    tries = len(job.worker_ids)
    told = {"exception_class_path": kind, "traceback": trace}
    if tries >= MOST_TRIES:
        _ours(job).update(status=FAILED, finished_at=now, **told)
        return None
    again = now + PAUSES[min(tries, len(PAUSES)) - 1]
    _ours(job).update(status=READY, run_after=again, **told)
    return again


def _count(job: Job, now: datetime, *, failed: bool) -> None:
    """For the figures: one more run."""
    name = job.task_path.rpartition(".")[2][:80]
    took = max(0.0, (now - (job.started_at or now).astimezone(UTC)).total_seconds())
    TaskTotal.objects.bulk_create([TaskTotal(name=name)], ignore_conflicts=True)
    TaskTotal.objects.filter(name=name).update(
        runs=F("runs") + 1, failures=F("failures") + int(failed), seconds=F("seconds") + took
    )
