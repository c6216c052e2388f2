"""The worker: watches the clock, puts due work into the queue, and works it off beside as many others as there are."""

import logging
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connections

from ashore.jobs import chores, stopping
from ashore.jobs.heart import Heart
from ashore.jobs.systemd import notify
from ashore.usecases import clockmending, queue, workers
from ashore.usecases.processes import own_name
from ashore.usecases.transactions import in_a_transaction

log = logging.getLogger(__name__)
TICK_SECONDS = 1.0
BURY_SECONDS = 5.0
AWAY_SECONDS = 5.0
"""How long to wait for a database that does not answer."""
AWAY = (OperationalError, InterfaceError)


def tick(now: datetime) -> list[str]:
    """Queue what is due; the names of the chores that were queued."""
    return chores.tick(now=now)


def run(*, title: str = "", once: bool = False, interval: float = TICK_SECONDS) -> None:
    """Work until `stopping` is asked; ``once``: until nothing is left that is due now. In the main thread only."""
    busy = [False]
    stopping.obey_signals(lambda: busy[0])
    with enrolled(title or f"{platform.node()[:40]}:{os.getpid()}") as heart:
        notify("READY=1")
        looked, worked = 0.0, time.monotonic()
        while not stopping.asked():
            heart.step()
            try:
                if time.monotonic() - looked > BURY_SECONDS or once:
                    look_after(datetime.now(UTC))
                    looked = time.monotonic()
                close_old_connections()
                queued = tick(datetime.now(UTC))
                done = drain(heart.step, busy)
            except AWAY as error:
                log.warning("The database does not answer: %s", type(error).__name__)
                connections.close_all()
                stopping.wait(AWAY_SECONDS)
                continue
            if queued or done:
                worked = time.monotonic()
            elif once and time.monotonic() - worked > chores.SOON.total_seconds():
                return
            else:
                stopping.wait(interval)
        notify("STOPPING=1")


def look_after(now: datetime) -> None:
    """See to the dead, and to what waits for a time before the clock was put back."""
    if found := queue.bury(now=now):
        log.warning("%d task(s) of dead workers are put back", found)
    queue.mend_clock(now=now)
    if found := clockmending.mend(now=now):
        log.warning("the clock was put back: %d row(s) no longer wait for the time that it had shown", found)


@contextmanager
def enrolled(title: str) -> Iterator[Heart]:
    """A worker from its first sign of life to its last."""
    name = own_name()
    heart = Heart(name, title)
    in_a_transaction(lambda: workers.enroll(title=title, now=datetime.now(UTC), name=name))
    heart.start()
    try:
        yield heart
    finally:
        heart.stop()
        try:
            workers.leave(name=name)
        except AWAY:
            log.warning("The database does not answer; others will find this worker dead")
        connections.close_all()


def drain(step: Callable[[], None] = lambda: None, busy: list[bool] | None = None) -> int:
    """Work off the queue in this process; how many tasks."""
    done = 0
    while not stopping.asked():
        step()
        job = queue.claim(worker=own_name(), now=datetime.now(UTC))
        if job is None:
            break
        _do(job, busy if busy is not None else [False])
        done += 1
    return done


def _do(job: queue.Job, busy: list[bool]) -> None:
    """One task, and how it ended written down."""
    name, start = job.task_path.rpartition(".")[2], time.monotonic()
    try:
        busy[0] = True
        workers.tell(name=own_name(), doing=name)
        value = _called(job)
    except stopping.Stopped:
        busy[0] = False
        connections.close_all()
        _written(lambda: queue.put_back(job=job, after=timedelta(0), now=datetime.now(UTC)))
        log.warning("%s was broken off and is put back", name)
        return
    except AWAY as error:
        busy[0] = False
        log.warning("%s waits: the database does not answer: %s", name, type(error).__name__)
        connections.close_all()
        _written(lambda: queue.put_back(job=job, after=timedelta(seconds=AWAY_SECONDS), now=datetime.now(UTC)))
    except Exception as error:
        busy[0] = False
        again = _written(lambda error=error: queue.fail(job=job, error=error, now=datetime.now(UTC)))  # type: ignore[misc]
        log.exception("%s failed and is tried again %s", name, again or "no more")
    else:
        busy[0] = False
        _written(lambda: queue.succeed(job=job, value=value, now=datetime.now(UTC)))
        log.info("%s took %.2f s", name, time.monotonic() - start, extra={"task": name, "value": value})
    _written(lambda: workers.tell(name=own_name(), doing=""))


def _called(job: queue.Job) -> Any:
    arguments = job.args_kwargs
    return job.task.call(*arguments["args"], **arguments["kwargs"])


def _written(action: Callable[[], Any]) -> Any:
    return in_a_transaction(action)
