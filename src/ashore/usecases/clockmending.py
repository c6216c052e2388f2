"""After the clock was put back (H93): what waits for a moment further ahead than anything is ever put off was written
in a future that the clock has left. It would rest for as long as the clock went back; here it gets a moment of now."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet

from ashore.store.locks import hold_engagements
from ashore.store.models import Channel, Digest, Engagement, MailAccount, Outbox
from ashore.usecases import outbox, pausing
from ashore.usecases.channels import polling
from ashore.usecases.transactions import in_a_transaction

T = TypeVar("T", bound=Model)
SLACK = timedelta(minutes=1)
"""Clocks of several machines differ by less."""
BUSY = timedelta(hours=1)
"""The longest that a messenger may tell a bot to wait, and be believed."""


def mend(*, now: datetime) -> int:
    """Everything that such a moment holds up; how many rows. What a person chose (send later) stays as it is."""
    return _outbox(now) + _accounts(now) + _channels(now) + _digests(now) + _engagements(now)


def _outbox(now: datetime) -> int:
    """Pauses end soon, undo windows begin anew, and a sender that lives has one more lease to say so."""
    waiting = Outbox.objects.filter(state="planned", not_before__gt=now + SLACK).exclude(planned_for=F("not_before"))
    put_back = waiting.filter(Q(not_before__gt=now + outbox.LONGEST_PAUSE) | Q(created_at__gt=now, attempts=0))
    held = Outbox.objects.filter(state="sending", not_before__gt=now + 2 * outbox.LEASE)
    return _changed(put_back, not_before=now + SLACK) + _changed(held, not_before=now + outbox.LEASE)


def _accounts(now: datetime) -> int:
    return _changed(MailAccount.objects.filter(retry_at__gt=now + pausing.LONGEST_WAIT), retry_at=None)


def _channels(now: datetime) -> int:
    rested = Channel.objects.filter(retry_at__gt=now + BUSY)
    held = Channel.objects.filter(lease_until__gt=now + 2 * polling.LEASE)
    return _changed(rested, retry_at=None) + _changed(held, lease_until=None)


def _digests(now: datetime) -> int:
    """Letters of days that are not over yet anywhere: the next one comes tomorrow."""
    today = now.astimezone(UTC).date()
    return _changed(Digest.objects.filter(last_day__gt=today + timedelta(days=1)), last_day=today)


def _engagements(now: datetime) -> int:
    """What was derived in that future says what was owed then."""
    rows = Engagement.objects.filter(derived_at__gt=now + SLACK).exclude(next_at__lte=now)

    def anew() -> int:
        hold_engagements(rows.values_list("pk", flat=True))
        return rows.update(next_at=now)

    return in_a_transaction(anew) if rows.exists() else 0


def _changed(rows: QuerySet[T], **fields: object) -> int:
    """How many were; where there are none, nobody who writes is kept waiting."""
    return rows.update(**fields) if rows.exists() else 0
