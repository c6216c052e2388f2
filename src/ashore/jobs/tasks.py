"""Background work. The clock is read here, at the edge."""

from datetime import UTC, datetime

from django.conf import settings
from django_tasks import task

from ashore.jobs.smtp import deliver
from ashore.usecases import outbox, sending
from ashore.usecases.refreshing import refresh_all

AT_ONCE = 50


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
def refresh() -> int:
    """Derive anew what time alone has changed; the number of engagements."""
    return refresh_all(now=datetime.now(UTC))
