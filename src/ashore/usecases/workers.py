"""The processes that work in the background: each has a row that says it lives and what it has in hand."""

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from ashore.store.models import Worker
from ashore.usecases.in_hand import free_engagements
from ashore.usecases.processes import is_gone, is_here, own_name

LEASE = timedelta(seconds=60)
"""After so long without a sign of life a process of another machine is taken for dead."""
Kind = Literal["worker", "watch"]
"""``worker`` works off the queue; ``watch`` waits for the word of mail servers and messengers."""


def enroll(*, title: str, now: datetime, name: str = "", kind: Kind = "worker", listens: int = 0) -> str:
    """A process begins; its identity. Told again, it begins no second time."""
    found = name or own_name()
    told = {"title": title[:64] or kind, "kind": kind, "started_at": now, "seen_at": now, "listens": listens}
    Worker.objects.get_or_create(name=found, defaults=told)
    return found


def beat(*, name: str, title: str, now: datetime, kind: Kind = "worker", listens: int = 0) -> None:
    """A sign of life; who was struck off by mistake is enrolled again."""
    if not Worker.objects.filter(name=name).update(seen_at=now, listens=listens):
        enroll(title=title, now=now, name=name, kind=kind, listens=listens)


def tell(*, name: str, doing: str) -> None:
    """What a worker has in hand from now on; empty for nothing."""
    Worker.objects.filter(name=name).update(doing=doing[:64])


def leave(*, name: str) -> None:
    """A process ends in good order."""
    free_engagements(processes=[name])
    Worker.objects.filter(name=name).delete()


def alive(*, now: datetime, kind: Kind = "worker") -> Sequence[Worker]:
    """Those who live, the oldest first."""
    rows = Worker.objects.filter(kind=kind).order_by("started_at", "name")
    return [each for each in rows if not _is_dead(each, now)]


def dead(*, now: datetime) -> Sequence[str]:
    """Those who are taken for dead."""
    return [each.name for each in Worker.objects.order_by("name") if _is_dead(each, now)]


def children_for_each(*, now: datetime) -> int:
    """How many children a worker of this machine employs: the processors shared out among its workers, two at most."""
    here = sum(is_here(each.name) for each in alive(now=now))
    return max(1, min(2, (os.cpu_count() or 1) // max(1, here)))


def _is_dead(worker: Worker, now: datetime) -> bool:
    """On this machine the system knows. Elsewhere the lease counts; a sign of life from further ahead than a lease goes
    was given before the clock was put back (H93)."""
    if is_here(worker.name):
        return is_gone(worker.name)
    return not now - LEASE <= worker.seen_at <= now + LEASE
