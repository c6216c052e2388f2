"""What goes on in the background, for the page that shows it.

It is of the whole installation, so of what went wrong only kind and place are told, and whose mailbox or letter a chore
is for only to the desk that it is of.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import get_date_max

from ashore.store.models import MailAccount, Membership, Schedule, Worker, Workspace
from ashore.usecases import figures, queue, workers
from ashore.usecases.channels.polling import is_any_bot
from ashore.usecases.fetching.watching import is_any_inbox
from ashore.usecases.processes import host_of

PLACE = re.compile(r'File ".*?(ashore/[\w/]+\.py)", line (\d+)')


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A process that lives. ``host``: its machine; ``doing``: the task in hand, empty where it waits; ``listens``: to
    how many mailboxes and bots."""

    title: str
    host: str
    started_at: datetime
    seen_at: datetime
    doing: str
    listens: int


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """``of``: the address of the mailbox or person that the chore is done for, empty for one that is done for all, or
    for somebody of another desk (``elsewhere``)."""

    name: str
    of: str
    elsewhere: bool
    last_at: datetime | None
    next_at: datetime


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """A task that was put off. ``of`` and ``elsewhere``: as above; ``died``: its worker did; ``why``: the kind of what
    went wrong, and where in the program; ``next_at``: None where it was given up."""

    id: str
    name: str
    of: str
    elsewhere: bool
    tries: int
    died: bool
    why: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Background:
    """All of it. ``watches``: processes that wait for the word of mail servers and messengers; ``to_watch``: whether
    there is any of these; ``waits_minutes``: for how long the oldest task has waited."""

    workers: Sequence[WorkerRow]
    watches: Sequence[WorkerRow]
    to_watch: bool
    schedules: Sequence[ScheduleRow]
    troubles: Sequence[TroubleRow]
    waiting: int
    waits_minutes: int


def background(*, now: datetime, workspace: Workspace) -> Background:
    """As it stands at ``now``, as an owner of this desk may see it."""
    of = _Named(workspace)
    return Background(
        workers=[_process(each) for each in workers.alive(now=now)],
        watches=[_process(each) for each in workers.alive(now=now, kind="watch")],
        to_watch=is_any_inbox() or is_any_bot(),
        schedules=[
            ScheduleRow(
                row.name.partition(":")[0], *of(*row.name.partition(":")[::2]), last_at=row.last_at, next_at=row.next_at
            )
            for row in Schedule.objects.order_by("name")[:200]
        ],
        troubles=[_trouble(row, of) for row in queue.put_off()],
        waiting=queue.lengths()["ready"],
        waits_minutes=int(figures.queue_age(now=now) // 60),
    )


class _Named:
    """Whom a chore is for, by its name and number: the address where it is of this desk, and whether it is of another
    one."""

    def __init__(self, workspace: Workspace) -> None:
        mailboxes = dict(MailAccount.objects.filter(workspace=workspace).values_list("pk", "address"))
        people = dict(Membership.objects.filter(workspace=workspace).values_list("user", "user__email"))
        self._known = {"fetch": mailboxes, "file_copies": mailboxes, "digest": people}

    def __call__(self, name: str, number: str) -> tuple[str, bool]:
        if not number.isdigit() or name not in self._known:
            return "", False
        address = self._known[name].get(int(number), "")
        return address, not address


def _process(row: Worker) -> WorkerRow:
    return WorkerRow(row.title, host_of(row.name), row.started_at, row.seen_at, row.doing, row.listens)


def _trouble(row: queue.Job, of: _Named) -> TroubleRow:
    given_up = row.status == TaskResultStatus.FAILED
    places = PLACE.findall(row.traceback)
    name = row.task_path.rpartition(".")[2]
    address, elsewhere = of(name, str(next(iter(row.args_kwargs["args"]), "")))
    return TroubleRow(
        id=str(row.pk),
        name=name,
        of=address,
        elsewhere=elsewhere,
        tries=len(row.worker_ids),
        died=row.exception_class_path == queue.DIED,
        why=" ".join([row.exception_class_path.rpartition(".")[2], *(f"{file}:{line}" for file, line in places[-1:])]),
        next_at=None if given_up or row.run_after == get_date_max() else row.run_after,
    )
