"""What is done in the background, and when: one line each. A new chore is a task in `tasks` and a line in `CHORES`.

A chore with ``each`` is one per id (an account, a person): they are planned, fail and are put off each for itself, and
the task is given the id.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ashore.jobs import channels, fetching, tasks
from ashore.usecases import answered, bundles, digests, outbox, queue, receipts, refreshing, schedules, workers
from ashore.usecases.channels import outgoing as chats
from ashore.usecases.filing import putting
from ashore.usecases.team.noticing import woken_pending

SOON = timedelta(seconds=1)


def always(*, now: datetime) -> bool:  # noqa: ARG001 - one signature for all
    """Due by its interval alone."""
    return True


@dataclass(frozen=True, slots=True)
class Chore:
    """``every``: the shortest time between two; ``due``: whether there is anything to do; ``each``: the ids that it is
    done for; ``abreast``: whether all workers do it together."""

    name: str
    every: timedelta
    task: Any
    due: Callable[..., bool] = always
    each: Callable[..., Sequence[int]] | None = None
    abreast: bool = False


CHORES = (
    Chore("send_outbox", SOON, tasks.send_outbox, due=outbox.pending),
    Chore("withdraw", timedelta(seconds=3), tasks.withdraw, due=lambda **_: answered.may_be_withdrawn()),
    Chore("confirm", timedelta(seconds=3), tasks.confirm, due=receipts.to_write),
    Chore("parse", SOON, tasks.parse, due=lambda **_: refreshing.has_new(), abreast=True),
    Chore("fetch", timedelta(minutes=1), fetching.fetch, each=fetching.due),
    Chore("file_copies", timedelta(seconds=5), tasks.file_copies, each=putting.accounts_with_copies),
    Chore("send_to_chats", SOON, channels.send_to_chats, due=chats.pending),
    Chore("understand", SOON, tasks.understand, due=lambda **_: refreshing.has_untold(), abreast=True),
    Chore("derive", SOON, tasks.derive, due=refreshing.has_run_out),
    Chore("remind", timedelta(minutes=1), tasks.remind),
    Chore("wake", timedelta(seconds=30), tasks.wake, due=woken_pending),
    Chore("digest", timedelta(minutes=10), tasks.digest, each=digests.due),
    Chore("make_bundles", SOON, tasks.make_bundles, due=bundles.pending),
    Chore("measure", timedelta(minutes=1), tasks.measure),
    Chore("tidy", timedelta(minutes=15), tasks.tidy),
    Chore("share", timedelta(minutes=30), tasks.share),
    Chore("prune", timedelta(hours=1), tasks.prune),
)


def tick(*, now: datetime, chores: Sequence[Chore] = CHORES) -> list[str]:
    """Queue what is due; the names of the chores. However many workers tick, each is queued once."""
    standing = schedules.planned()
    return [name for chore in chores for name, ids in _items(chore, now) if _queued(chore, name, ids, standing, now)]


def _items(chore: Chore, now: datetime) -> Iterator[tuple[str, list[int]]]:
    if chore.each is None:
        yield chore.name, []
    else:
        for number in chore.each(now=now):
            yield f"{chore.name}:{number}", [number]


def _queued(chore: Chore, name: str, ids: list[int], standing: Mapping[str, datetime], now: datetime) -> bool:
    seen = standing.get(name)
    if not schedules.may_fire(name=name, seen=seen, every=chore.every, now=now) or not chore.due(now=now):
        return False
    free = len(workers.alive(now=now)) or 1 if chore.abreast else 1
    arguments = {"args": ids, "kwargs": {}}
    free -= queue.open_count(path=chore.task.module_path, arguments=arguments, now=now)

    def put_in() -> None:
        for _ in range(free):
            chore.task.enqueue(*ids)

    return free > 0 and schedules.fire(name=name, seen=seen, every=chore.every, now=now, queue=put_in)
