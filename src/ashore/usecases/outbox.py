"""The outbox, one guarded step at a time: whoever turns ``planned`` into ``sending`` sends, and nobody else (H87)."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db import DatabaseError, transaction
from django.db.models import F, Q

from ashore.core.kernel import Reason
from ashore.store.models import Outbox
from ashore.usecases import sending
from ashore.usecases.answered import unread_mailbox, withdraw_answered
from ashore.usecases.composing import dated
from ashore.usecases.filing.planning import plan_copy
from ashore.usecases.importing.single import Form, enter_message
from ashore.usecases.pausing import doubled
from ashore.usecases.records import write_reason

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
"""So long a worker may take for one message; `jobs.smtp` ends a transfer before that."""
MOST_ATTEMPTS = 12
FIRST_PAUSE = timedelta(minutes=1)
OWN_NOTICE = "notice-"
"""How the Message-ID of a letter of the desk itself begins (a digest): it is no message of any conversation."""
LONGEST_PAUSE = timedelta(hours=2)
UNREAD = timedelta(minutes=2)
"""Until it is looked again whether our own mail was read."""
SENT, PERHAPS, OTHERWISE = "sent", "perhaps", "otherwise"
REFUSED, LATER, BOUNCED = "refused:", "later:", "bounced:"
CUT = Reason("outbox.cut")

Result = Literal["sent", "later", "failed", "perhaps_sent"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """What goes over the wire: ``recipients`` are those who have not got it yet and have not refused it. ``claim``: by
    which its holder is known."""

    id: int
    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    workspace: int = 0
    claim: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended. ``recipients``: address -> "sent", "perhaps", "later: words", "refused: words" of the
    server; ``reason``: for people. ``locked``: the server refuses the sign-in, or cannot be trusted with it, and
    that stays so until a person helps."""

    result: Result
    recipients: Mapping[str, str]
    reason: Reason | None = None
    locked: bool = False


def pending(*, now: datetime) -> bool:
    """Whether anything waits that can be sent now, or was left half-way by a worker that died."""
    rows = Outbox.objects.filter(sending.can_send(), state="planned", channel="").exclude(not_before__gt=now)
    left = Outbox.objects.filter(Q(state="sending", channel="", not_before__lt=now) | Q(to_enter=True))
    return rows.exists() or left.exists()


@transaction.atomic
def recover(*, now: datetime) -> int:
    """What a dead worker left: where the content had begun to leave it may have been delivered, is called so, and is
    never sent again by itself (H83); where it had not, nobody has it, and it is planned again. How many there were."""
    left = Outbox.objects.filter(state="sending", channel="", not_before__lt=now)
    unsure = list(left.exclude(content_at=None).values_list("pk", "recipients"))
    for pk, recipients in unsure:
        told = {email: PERHAPS if is_left(how) else how for email, how in recipients.items()}
        left.filter(pk=pk).update(state="perhaps_sent", recipients=told, reason=write_reason(CUT), not_before=None)
    unsent = left.filter(content_at=None).update(state="planned", not_before=None)
    return len(unsure) + unsent


def claim(*, now: datetime) -> Envelope | None:
    """Take the next message that may go, for ``LEASE``; None when there is none. Its Date becomes the moment at which
    it is first tried."""
    waiting = Outbox.objects.filter(sending.can_send(), state="planned", channel="").exclude(not_before__gt=now)
    for row in waiting.order_by("created_at", "pk")[:20]:
        if row.unless_answered and waits_for_silence(row, now):
            continue
        raw = bytes(row.raw) if row.attempts else dated(bytes(row.raw), now)
        mine = Outbox.objects.filter(pk=row.pk, state="planned", claim=row.claim)
        taken = mine.update(
            state="sending",
            not_before=now + LEASE,
            attempts=row.attempts + 1,
            claim=row.claim + 1,
            content_at=None,
            raw=raw,
        )
        if taken == 1:
            return Envelope(row.pk, row.sender, _left(row.recipients), raw, row.workspace_id, row.claim + 1)
    return None


def waits_for_silence(row: Outbox, now: datetime) -> bool:
    """A message that goes only if nobody answered: withdrawn where somebody did; put off while our own mail was not
    read, where an answer may lie."""
    if withdraw_answered(now=now, only=row.pk):
        return True
    why = unread_mailbox(row)
    if why is None:
        return False
    mine = Outbox.objects.filter(pk=row.pk, state="planned", claim=row.claim)
    return mine.update(not_before=now + UNREAD, reason=write_reason(why)) >= 0


def begin_content(*, envelope: Envelope, now: datetime) -> bool:
    """Note that the content leaves now. False where somebody else took the message over: then it must not leave."""
    mine = Outbox.objects.filter(pk=envelope.id, state="sending", claim=envelope.claim)
    return mine.update(content_at=now, not_before=now + LEASE) == 1


def put_off(*, envelope: Envelope, reason: Reason, until: datetime) -> bool:
    """Nothing was tried, for a reason that time or a person may remove."""
    mine = Outbox.objects.filter(pk=envelope.id, state="sending", claim=envelope.claim)
    told = write_reason(reason)
    return mine.update(state="planned", not_before=until, reason=told, attempts=F("attempts") - 1) == 1


def settle(*, envelope: Envelope, outcome: Outcome, now: datetime) -> bool:
    """Write down how an attempt ended, at once, and then let a message that went out join its conversation: who dies
    between the two leaves nobody in doubt. False where somebody else took it over: then nothing is written."""
    if not _write_down(envelope, outcome, now):
        return False
    enter_sent(now=now, only=envelope.id)
    return True


@transaction.atomic
def _write_down(envelope: Envelope, outcome: Outcome, now: datetime) -> bool:
    mine = Outbox.objects.filter(pk=envelope.id, claim=envelope.claim, state__in=("sending", "perhaps_sent"))
    row = mine.first()
    if row is None:
        return False
    recipients = {**row.recipients, **outcome.recipients}
    result = _in_the_end(outcome.result, row.attempts, recipients)
    written = mine.update(
        recipients=recipients,
        state="planned" if result == "later" else result,
        incomplete=result == "sent" and unreached(recipients),
        uneven=row.uneven or unreached(recipients),
        reason=write_reason(outcome.reason) if outcome.reason else {},
        not_before=now + pause_after(row.attempts) if result == "later" else None,
        sent_at=now if result == "sent" else row.sent_at,
        to_enter=SENT in recipients.values() and result != "perhaps_sent" and not is_own_notice(row.message_id),
    )
    if written == 1 and SENT in recipients.values() and not is_own_notice(row.message_id):
        plan_copy(outgoing=row, now=now)
    return written == 1


def enter_sent(*, now: datetime, only: int | None = None) -> int:
    """Let messages that went out join their conversations, each in a transaction of its own; how many did. The same
    message enters once, however often this is asked."""
    rows = Outbox.objects.filter(to_enter=True) if only is None else Outbox.objects.filter(to_enter=True, pk=only)
    done = 0
    for row in rows.select_related("workspace").order_by("pk"):
        try:
            done += _enter(row, now)
        except DatabaseError:
            log.exception("message %s of the outbox could not join its conversation; it is tried again", row.pk)
    return done


@transaction.atomic
def _enter(row: Outbox, now: datetime) -> int:
    enter_own(row, now)
    return Outbox.objects.filter(pk=row.pk, to_enter=True).update(to_enter=False)


def enter_own(row: Outbox, now: datetime) -> None:
    """A message of ours into its conversation; the same one only once. The caller holds the transaction."""
    form: Form = "channel" if row.channel else "mail"
    raw, place = bytes(row.raw), str(row.pk)
    enter_message(workspace=row.workspace, raw=raw, source="outbox", place=place, now=now, form=form)


def is_own_notice(message_id: str) -> bool:
    """Whether it is a letter of the desk to its own people."""
    return message_id.startswith(OWN_NOTICE)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts in a row: a minute, doubled each time, at most two hours."""
    return doubled(FIRST_PAUSE, attempts, LONGEST_PAUSE)


def is_left(how: str) -> bool:
    """Whether a recipient still waits for the message: neither got it nor was given up."""
    return how not in (SENT, OTHERWISE, PERHAPS) and not how.startswith((REFUSED, BOUNCED))


def unreached(recipients: Mapping[str, str]) -> bool:
    """Whether anybody did not get it."""
    return any(how.startswith((REFUSED, BOUNCED, LATER)) for how in recipients.values())


def unfinished() -> Q:
    """What a person may still have to do with."""
    return Q(state__in=("planned", "sending", "perhaps_sent", "failed")) | Q(incomplete=True)


def _in_the_end(result: Result, attempts: int, recipients: Mapping[str, str]) -> Result:
    """After the last attempt nothing is tried later: it went to some, or failed."""
    if result == "later" and attempts >= MOST_ATTEMPTS:
        result = "failed"
    return "sent" if result == "failed" and SENT in recipients.values() else result


def _left(recipients: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(email for email, how in recipients.items() if is_left(how))
