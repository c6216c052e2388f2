"""Whether background work goes on, and the tables fit the program."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

from ashore.usecases.checks.value import Check

LATE = timedelta(minutes=10)


def queue(now: datetime) -> Check:
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
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return Check("tables", True, "up to date")
    names = ", ".join(f"{step.app_label}.{step.name}" for step, _ in plan[:3])
    return Check("tables", False, f"{len(plan)} step(s) behind: {names}", "Any command brings them there: ashore today")


def _said(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
