"""Background work. The clock is read here, at the edge."""

import time
from datetime import UTC, datetime

from django.conf import settings
from django_tasks import task

from ashore.jobs.smtp import deliver
from ashore.usecases import bundles, outbox, sending
from ashore.usecases.refreshing import refresh_all

AT_ONCE = 50
REFRESH_SECONDS = 20.0


@task(queue_name="mail")
def send_outbox() -> int:
    """Send what may go now; the number of attempts. Without SMTP nothing is touched."""
    now = datetime.now(UTC)
    outbox.recover(now=now)
    if not sending.configured():
        return 0
    for done in range(AT_ONCE):
        envelope = outbox.claim(now=datetime.now(UTC))
        if envelope is None:
            return done
        outbox.settle(id=envelope.id, outcome=deliver(envelope, settings.SMTP), now=datetime.now(UTC))
    return AT_ONCE


@task()
def make_bundles() -> int:
    """Make the exports that owners asked for, and delete those of long ago; how many were made."""
    return bundles.make(now=datetime.now(UTC))


@task()
def refresh() -> int:
    """Derive anew what time alone has changed, and understand what mail came in; the number of engagements. What takes
    long is gone on with later, so that nothing else waits for it."""
    until = time.monotonic() + REFRESH_SECONDS
    return refresh_all(now=datetime.now(UTC), enough=lambda: time.monotonic() > until)
