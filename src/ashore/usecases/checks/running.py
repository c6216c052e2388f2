"""Whether background work goes on and who does it, and the tables fit the program."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from ashore.store import steps
from ashore.store.models import Worker
from ashore.usecases import outbox, queue, refreshing
from ashore.usecases.channels.polling import is_any_bot
from ashore.usecases.checks.value import Check
from ashore.usecases.fetching.watching import is_any_inbox
from ashore.usecases.processes import host_of
from ashore.usecases.workers import alive

LATE = timedelta(minutes=10)


def background(now: datetime) -> tuple[Check, ...]:
    """Who works off the queue, and who waits for the word of mail servers and messengers: each that lives."""
    return (*_workers(now), *_watches(now))


def _workers(now: datetime) -> Sequence[Check]:
    found = [_lives(each, now, each.doing or "nothing") for each in alive(now=now)]
    if found:
        return found
    waits = waiting_work(now=now)
    if not waits:
        return [Check("worker", True, "none lives, and nothing waits")]
    return [
        Check(
            "worker", False, f"none lives, and work waits: {', '.join(waits)}", "Start it: ashore up, or ashore worker"
        )
    ]


def _watches(now: datetime) -> Sequence[Check]:
    found = [_lives(each, now, f"{each.listens} mailbox(es) and bot(s)") for each in alive(now=now, kind="watch")]
    if found or not (is_any_inbox() or is_any_bot()):
        return found
    told = "none lives: mail comes every ten minutes at best, and bots hear nothing"
    return [Check("watch", False, told, "Start it: ashore up, or ashore watch")]


def waiting_work(*, now: datetime) -> Sequence[str]:
    """What a worker would have to do now, in words."""
    tasks = queue.waiting(now=now)
    return [
        *([f"{tasks:,} task(s)"] if tasks else []),
        *(["mail to be read"] if refreshing.has_new() else []),
        *(["mail to be understood"] if refreshing.has_untold() else []),
        *(["messages to be sent"] if outbox.pending(now=now) else []),
    ]


def _lives(each: Worker, now: datetime, in_hand: str) -> Check:
    seconds = max(0, int((now - each.seen_at).total_seconds()))
    since = f"since {each.started_at:%Y-%m-%d %H:%M} UTC, last sign of life {seconds} s ago"
    return Check(f"{each.kind} {each.title}", True, f"on {host_of(each.name)} {since}; in hand: {in_hand}")


def waited(now: datetime) -> Check:
    """How long the oldest task that may run has been waiting."""
    waiting = DBTaskResult.objects.ready().order_by("enqueued_at")
    oldest = waiting.values_list("enqueued_at", flat=True).first()
    if oldest is None:
        return Check("queue", True, "nothing waits")
    age = max(now - oldest, timedelta())
    found = f"{waiting.count():,} waiting, the oldest for {_said(age)}"
    return Check("queue", age < LATE, found, "" if age < LATE else "Nobody works it off: ashore up, or ashore worker.")


def migrations() -> Check:
    """Whether the tables have the newest shape."""
    lacking = steps.missing()
    if not lacking:
        return Check("tables", True, "up to date")
    names = ", ".join(".".join(step) for step in sorted(lacking)[:3])
    found = f"{len(lacking)} step(s) behind: {names}"
    return Check("tables", False, found, "Any command brings them there: ashore today")


def _said(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
