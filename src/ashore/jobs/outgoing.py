"""One message of the outbox on its way: whose server, one attempt, and what came of it written down."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ashore.jobs.smtp import deliver
from ashore.usecases import outbox, sending

BLOCKED = timedelta(minutes=5)
"""Until an account is looked at again that cannot send now."""


def _clock() -> datetime:
    return datetime.now(UTC)


def send_next(clock: Callable[[], datetime] = _clock) -> bool:
    """Send the next message that may go; False where there is none."""
    envelope = outbox.claim(now=clock())
    if envelope is None:
        return False
    for _ in range(2):  # an access token may have been withdrawn before its time: then once more with another one
        route = sending.route(workspace=envelope.workspace, sender=envelope.sender, now=clock())
        if route.reason is not None:
            outbox.put_off(envelope=envelope, reason=route.reason, until=clock() + BLOCKED)
            return True
        outcome = deliver(envelope, route.server, lambda: outbox.begin_content(envelope=envelope, now=clock()))
        if not outcome.locked or not sending.has_other_token(route=route, now=clock()):
            break
    if outcome.locked and outcome.reason is not None:
        sending.refused_sign_in(route=route, reason=outcome.reason)
        outbox.put_off(envelope=envelope, reason=outcome.reason, until=clock() + BLOCKED)
    else:
        outbox.settle(envelope=envelope, outcome=outcome, now=clock())
    return True
