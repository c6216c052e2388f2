"""The outbox, one guarded step at a time: whoever turns ``planned`` into ``sending`` sends, and nobody else (H87)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction

from ashore.store.models import Outbox
from ashore.usecases.importing.single import enter_message

LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)
SENT = "sent"
REFUSED = "refused:"

Result = Literal["sent", "later", "failed", "perhaps_sent"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What goes over the wire: ``recipients`` are those who have not got it yet and have not refused it."""

    id: int
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended. ``recipients``: address -> "sent", "later: why", "refused: why"; ``why``: for people."""

    result: Result
    recipients: Mapping[str, str]
    why: str = ""


def pending(*, now: datetime) -> bool:
    """Whether anything waits to be sent, or was left half-way by a worker that died."""
    rows = Outbox.objects.filter(state="planned", channel="").exclude(not_before__gt=now)
    return rows.exists() or Outbox.objects.filter(state="sending", channel="", not_before__lt=now).exists()


def recover(*, now: datetime) -> int:
    """What a dead worker left in ``sending`` may have been delivered: it is called so, and never sent again by
    itself (H83)."""
    left = Outbox.objects.filter(state="sending", channel="", not_before__lt=now)
    return left.update(state="perhaps_sent", why="The connection ended before the server's answer was known.")


def claim(*, now: datetime) -> Envelope | None:
    """Take the next reply that may go, for ``LEASE``; None when there is none."""
    rows = Outbox.objects.filter(state="planned", channel="")
    waiting = rows.exclude(not_before__gt=now).order_by("created_at", "pk")
    for row in waiting[:20]:
        mine = Outbox.objects.filter(pk=row.pk, state="planned")
        if mine.update(state="sending", not_before=now + LEASE, attempts=row.attempts + 1) == 1:
            return Envelope(row.pk, row.sender, _left(row.recipients), bytes(row.raw))
    return None


@transaction.atomic
def settle(*, id: int, outcome: Outcome, now: datetime) -> None:
    """Write down how an attempt ended; a reply that went out becomes a message of its conversation in the same step."""
    row = Outbox.objects.select_related("workspace").get(pk=id)
    row.recipients = {**row.recipients, **outcome.recipients}
    result = outcome.result
    if result == "later" and row.attempts >= MOST_ATTEMPTS:
        result = "failed"
    row.why = outcome.why
    if result == "later":
        row.state = "planned"
        row.not_before = now + FIRST_PAUSE * 2 ** min(row.attempts - 1, 6)
    else:
        row.state = result
        row.not_before = None
    if result == "sent":
        row.sent_at = now
    row.save()
    if SENT in row.recipients.values() and result in ("sent", "later"):
        enter_message(workspace=row.workspace, raw=bytes(row.raw), source="outbox", place=str(row.pk), now=now)


def _left(recipients: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(email for email, how in recipients.items() if how != SENT and not how.startswith(REFUSED))
