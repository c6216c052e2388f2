"""Accounts that cannot go on: paused until a person helps, or put off for a while, each with its reason."""

from datetime import datetime, timedelta

from django.db.models import F

from ashore.core.kernel import Reason
from ashore.store.models import MailAccount
from ashore.usecases.records import write_reason

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


def doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    """The pause after so many failures in a row: the first one, doubled each time, at most ``longest``."""
    factor: int = 2 ** min(max(times - 1, 0), 10)
    return min(first * factor, longest)


def wait_after(failures: int) -> timedelta:
    """How long to leave a server alone after so many failures in a row: 30 s, doubled each time, at most an hour."""
    return doubled(FIRST_WAIT, failures, LONGEST_WAIT)


def pause_because(*, account: int, reason: Reason) -> bool:
    """Stop an active account until a person resumes it: what is refused today is refused a minute later too, and
    trying on locks the mailbox (H92). Whether it was active."""
    row = MailAccount.objects.filter(pk=account, state="active")
    return row.update(state="paused", why=write_reason(reason), retry_at=None) == 1


def put_off(*, account: int, reason: Reason, now: datetime) -> datetime:
    """Try again later, each time in a row twice as late; the moment before which nothing is tried."""
    MailAccount.objects.filter(pk=account).update(failures=F("failures") + 1)
    failures = MailAccount.objects.filter(pk=account).values_list("failures", flat=True).first() or 1
    retry_at = now + wait_after(failures)
    MailAccount.objects.filter(pk=account, state="active").update(retry_at=retry_at, why=write_reason(reason))
    return retry_at


def recovered(*, account: int) -> None:
    """It works again: failures are forgotten. A pause that a person made meanwhile stays."""
    MailAccount.objects.filter(pk=account, state="active").update(failures=0, retry_at=None, why={})
