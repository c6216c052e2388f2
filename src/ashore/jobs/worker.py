"""The worker: watches the clock, puts due work into the queue, and works it off."""

import threading
from datetime import UTC, datetime, timedelta

from django.db import close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ashore.jobs import channels, tasks
from ashore.usecases import outbox
from ashore.usecases.answered import withdraw_answered
from ashore.usecases.channels import outgoing as chats
from ashore.usecases.receipts import write_receipts
from ashore.usecases.refreshing import needs_refresh

TICK_SECONDS = 3.0
KEPT = timedelta(days=2)
PRUNE_EVERY = timedelta(hours=1)


def tick(now: datetime) -> list[str]:
    """Queue what is due; the names of what was queued. Tasks that are queued twice do nothing the second time."""
    queued = []
    withdraw_answered(now=now)
    write_receipts(now=now)
    if outbox.pending(now=now):
        tasks.send_outbox.enqueue()
        queued.append("send_outbox")
    if chats.pending(now=now):
        channels.send_to_chats.enqueue()
        queued.append("send_to_chats")
    if needs_refresh(now=now):
        tasks.refresh.enqueue()
        queued.append("refresh")
    return queued


def run(stop: threading.Event, *, interval: float = TICK_SECONDS) -> None:
    """Work until ``stop`` is set."""
    pruned_at = datetime.min.replace(tzinfo=UTC)
    listeners = channels.Listeners()
    while not stop.is_set():
        close_old_connections()
        now = datetime.now(UTC)
        if now - pruned_at > PRUNE_EVERY:
            prune(now)
            pruned_at = now
        listeners.keep(now)
        if tick(now):
            drain()
        stop.wait(interval)
    connections.close_all()


def prune(now: datetime) -> int:
    """Let go of finished tasks after ``KEPT``; how many. What failed was logged when it failed."""
    rows = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT)
    return int(rows.delete()[0])


def drain() -> None:
    """Work off the queue in this process, then return."""
    worker = Worker(
        queue_names=["default", "mail"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="ashore",
        excluded_queue_names=[],
    )
    worker.run()
