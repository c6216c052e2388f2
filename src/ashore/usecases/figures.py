"""Figures of operation: how many, how long, since when. Nothing in them is of a message, a client or a person."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count

from ashore.store.models import (
    Conversation,
    Engagement,
    Figure,
    MailAccount,
    Message,
    Obligation,
    Outbox,
    TaskTotal,
    Tray,
    Workspace,
)
from ashore.store.models.outbox import OUTBOX_STATES
from ashore.usecases import queue, workers
from ashore.usecases.deriving import SOON

COUNTED = {"messages": Message, "conversations": Conversation, "obligations": Obligation}
"""Tables so long that counting them takes a while: `measure` does it, whoever asks reads the last count."""


def measure(*, now: datetime) -> int:
    """Count what takes long to count; how many figures."""
    for name, model in COUNTED.items():
        Figure.objects.update_or_create(
            name=name,
            defaults={"value": model._default_manager.count(), "at": now},
        )
    return len(COUNTED)


def counted() -> Mapping[str, float]:
    """The figures that `measure` left."""
    return dict(Figure.objects.values_list("name", "value"))


def outbox_states() -> Mapping[str, int]:
    """How many outgoing messages are in each state."""
    rows = Outbox.objects.order_by().values_list("state").annotate(Count("pk"))
    return {**dict.fromkeys(OUTBOX_STATES, 0), **dict(rows)}


def tray_size() -> int:
    """How much could not be understood."""
    return Tray.objects.count()


def not_understood() -> int:
    """In how many engagements mail waits to be understood."""
    return Engagement.objects.filter(next_at__lte=SOON).count()


def fetched() -> Mapping[int, datetime | None]:
    """When each account, by its id, was last fetched from."""
    return dict(MailAccount.objects.exclude(imap_host="").order_by("pk").values_list("pk", "fetched_at"))


def totals() -> Mapping[str, tuple[int, int, float]]:
    """For each task: runs, failures among them, seconds in all."""
    return {row.name: (row.runs, row.failures, row.seconds) for row in TaskTotal.objects.order_by("name")}


def queue_age(*, now: datetime) -> float:
    """For how many seconds the oldest task that could be done has waited."""
    since = queue.waiting_since(now=now)
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def workers_alive(*, now: datetime) -> int:
    """How many workers live."""
    return len(workers.alive(now=now))


def answers() -> bool:
    """Whether the database does. Raises what it says if it does not."""
    return Workspace.objects.exists() or True
