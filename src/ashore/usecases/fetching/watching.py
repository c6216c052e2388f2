"""Which accounts are to be fetched, and the wait for an inbox to change."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connections
from django.db.models import Q, QuerySet

from ashore.mail.imap import Barred, Session
from ashore.store.models import MailAccount
from ashore.usecases.fetching.account import signed_in
from ashore.usecases.fetching.failing import failure_of, settle
from ashore.usecases.fetching.limits import USUAL, Limits
from ashore.usecases.sealing import SealBroken
from ashore.usecases.tokens import TokenRefused, TokenUnavailable


def accounts_to_fetch(*, now: datetime, seconds: float) -> list[int]:
    """Active accounts that were not fetched for so long and may be tried now, those that wait longest first."""
    since = now - timedelta(seconds=seconds)
    # What was fetched in a future that the clock has left again is due as well (H93).
    waits = Q(fetched_at__isnull=True) | Q(fetched_at__lte=since) | Q(fetched_at__gt=now + timedelta(minutes=5))
    rows = _open(now).filter(waits).order_by("fetched_at", "pk")
    return list(rows.values_list("pk", flat=True))


def watchable(*, now: datetime) -> list[int]:
    """Active accounts whose server may be spoken to now."""
    return list(_open(now).order_by("pk").values_list("pk", flat=True))


def is_any_inbox() -> bool:
    """Whether there is an account that is fetched."""
    return MailAccount.objects.filter(state="active").exclude(imap_host="").exists()


def watch_inbox(
    *,
    account: int,
    now: datetime,
    seconds: float,
    stopped: Callable[[], bool],
    ask: Callable[[], None],
    limits: Limits = USUAL,
) -> bool:
    """Ask when connected, and then whenever the server tells of a change, until the connection fails or ``stopped``.

    Each wait lasts ``seconds`` at most, ends with a look whether the connection still lives (H91), and is followed by
    asking. Returns whether it makes sense to go on: not for an account that is paused, put off, gone, or whose server
    cannot tell. Raises `ImapTrouble`.
    """
    row = _open(now).select_related("workspace").filter(pk=account).first()
    inbox = row.folders.filter(role="inbox").first() if row else None
    if row is None:
        return False
    session = _session(row, now, limits)
    if session is None:
        return False
    connections.close_all()
    try:
        session.open(inbox.name if inbox else "INBOX")
        if not session.can_idle:
            return False
        ask()
        while not stopped():
            session.idle(seconds, stopped)
            if not stopped():
                ask()
        return False
    finally:
        session.close()


def _session(row: MailAccount, now: datetime, limits: Limits) -> Session | None:
    """Signed in; None where that has to wait for something. A refused password is told once, and not tried twice."""
    try:
        return signed_in(row, now, limits)
    except (Barred, TokenRefused, TokenUnavailable, SealBroken) as error:
        if failure := failure_of(error):
            settle(account=row.pk, failure=failure, now=now)
    return None


def _open(now: datetime) -> QuerySet[MailAccount]:
    rows = MailAccount.objects.filter(state="active").exclude(imap_host="")
    return rows.filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now))
