"""Background work. The clock is read here, at the edge. When each is done stands in `chores`."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django_tasks import task

from ashore.jobs import stopping
from ashore.jobs.outgoing import send_next
from ashore.usecases import (
    auditlog,
    bundles,
    digests,
    figures,
    outbox,
    queue,
    refreshing,
    reindexing,
    reminding,
    schedules,
    sending,
    sharing,
    workers,
)
from ashore.usecases.answered import withdraw_answered
from ashore.usecases.filing import putting
from ashore.usecases.receipts import write_receipts
from ashore.usecases.team.noticing import forget_old, tell_woken
from ashore.usecases.team.presence import forget_gone

AT_ONCE = 50
UNDERSTAND_SECONDS = 20.0
TIDY_SECONDS, TIDY_REST = 60.0, 0.02
SHARE = 200
"""Messages that a worker takes in hand at a time; what is left is shared with the others."""


@task(queue_name="mail", priority=50)
def send_outbox() -> int:
    """Send what may go now; the number of attempts. Without a server nothing is touched."""
    outbox.recover(now=datetime.now(UTC))
    outbox.enter_sent(now=datetime.now(UTC))
    if not sending.configured():
        return 0
    return next((done for done in range(AT_ONCE) if stopping.asked() or not send_next()), AT_ONCE)


@task(queue_name="mail")
def file_copies(account: int) -> int:
    """Put copies of what was sent into the Sent folder of an account; how many lie there now."""
    clock = partial(datetime.now, UTC)
    return putting.file_copies(account=account, clock=clock, enough=stopping.asked).filed


@task(queue_name="mail", priority=60)
def withdraw() -> int:
    """Withdraw what was to go only if nobody answered, where somebody did; how many."""
    return withdraw_answered(now=datetime.now(UTC))


@task(queue_name="mail")
def confirm() -> int:
    """Confirm what came in, in houses that switched it on; how many receipts were written."""
    return write_receipts(now=datetime.now(UTC))


@task(priority=20)
def parse() -> int:
    """Read fetched mail and put it into conversations, as much as a short while allows; how much there was."""
    return refreshing.take_in_new(**_for_a_while())


@task(priority=-10)
def understand() -> int:
    """Read what mail says and derive what is owed, as much as a short while allows, and what no other worker has in
    hand; the number of texts."""
    return refreshing.understand_some(**_for_a_while(), share=SHARE)


def _for_a_while() -> dict[str, Any]:
    """The moment, how many children there may be, and when it is enough for one task."""
    now = datetime.now(UTC)
    return {
        "now": now,
        "processes": settings.WORKER_PROCESSES or workers.children_for_each(now=now),
        "enough": _enough_after(UNDERSTAND_SECONDS),
    }


def _enough_after(seconds: float) -> Callable[[], bool]:
    """Whether it is enough for one task: so long has passed, or the worker is told to stop."""
    until = time.monotonic() + seconds
    return lambda: stopping.asked() or time.monotonic() > until


@task(priority=10)
def derive() -> int:
    """Derive anew what time alone has changed; the number of engagements."""
    return refreshing.refresh_clocks(now=datetime.now(UTC))


@task()
def remind() -> int:
    """Put what is to be remembered by now on people's pages; how many reminders."""
    return reminding.remind(now=datetime.now(UTC))


@task
def wake() -> int:
    """Tell whom it concerns what is back that was put off; how many conversations."""
    return tell_woken(now=datetime.now(UTC))


@task(queue_name="mail")
def digest(user: int) -> bool:
    """Write a person the letter of the day, once a day; whether it was written."""
    return digests.write(user=user, now=datetime.now(UTC))


@task(priority=-20)
def make_bundles() -> int:
    """Make the exports that owners asked for, and delete those of long ago; how many were made."""
    return bundles.make(now=datetime.now(UTC))


@task(priority=-20)
def measure() -> int:
    """Count what takes long to count, for the figures of operation; how many figures."""
    return figures.measure(now=datetime.now(UTC))


@task(priority=-20)
def tidy() -> int:
    """Put the word index in order after much mail; in how many steps. Between them others write."""
    enough = _enough_after(TIDY_SECONDS)

    def rest() -> bool:
        time.sleep(TIDY_REST)
        return enough()

    return reindexing.tidy(rest=rest)


@task(priority=-20)
def share() -> int:
    """Store once what many messages carry, as much as a short while allows; how many messages were looked at."""
    return sharing.share_everywhere(enough=_enough_after(UNDERSTAND_SECONDS))


@task(priority=-20)
def prune() -> int:
    """Let go of what nobody needs any more: finished tasks, old schedules, entries of the audit log that are older than
    their desk keeps them, what concerned people long ago; how many rows."""
    now = datetime.now(UTC)
    rows = queue.prune(now=now) + schedules.prune(now=now) + auditlog.prune(now=now)
    return rows + forget_gone(now=now) + forget_old(now=now)
