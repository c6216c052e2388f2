"""Background work. The clock is read here, at the edge."""

import time
from datetime import UTC, datetime

from django_tasks import task

from ashore.jobs.outgoing import send_next
from ashore.usecases import outbox, sending
from ashore.usecases.answered import withdraw_answered
from ashore.usecases.receipts import write_receipts
from ashore.usecases.refreshing import refresh_all

AT_ONCE = 50
REFRESH_SECONDS = 20.0


@task(queue_name="mail")
def send_outbox() -> int:
    """Send what may go now; the number of attempts. Without a server nothing is touched."""
    outbox.recover(now=datetime.now(UTC))
    outbox.enter_sent(now=datetime.now(UTC))
    withdraw_answered(now=datetime.now(UTC))
    write_receipts(now=datetime.now(UTC))
    if not sending.configured():
        return 0
    return next((done for done in range(AT_ONCE) if not send_next()), AT_ONCE)


@task()
def refresh() -> int:
    """Derive anew what time alone has changed, and understand what mail came in; the number of engagements. What takes
    long is gone on with later, so that nothing else waits for it."""
    until = time.monotonic() + REFRESH_SECONDS
    return refresh_all(now=datetime.now(UTC), enough=lambda: time.monotonic() > until)
