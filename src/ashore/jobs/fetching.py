"""Fetching in the background: a task per account, and a thread per account that waits for the server's word of new
mail. The clock is read here, at the edge."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import close_old_connections, connections
from django_tasks import task

from ashore.jobs.keeping import Keeper
from ashore.mail.imap import ImapTrouble
from ashore.usecases.fetching import fetch_account
from ashore.usecases.fetching.watching import accounts_to_fetch, watch_inbox, watchable

POLL_SECONDS = 9 * 60.0
"""So long at most an account goes without a look, whatever its server says or does not say (H91)."""
TURN_SECONDS = 5 * 60.0
"""So long about a worker fetches one account before others may have it."""
LOOK_SECONDS = 15.0
AFTER_TROUBLE_SECONDS = 60.0
log = logging.getLogger(__name__)


@task(queue_name="mail")
def fetch(account: int) -> int:
    """Fetch one account now; how many messages are new. Where that takes long, others have their turn in between."""
    until = time.monotonic() + TURN_SECONDS
    found = fetch_account(account=account, clock=_now, processes=2, enough=lambda: time.monotonic() > until)
    if found.unfinished:
        fetch.enqueue(account)
    return found.new


def fetch_at_once(account: int) -> None:
    """Fetch what is new here and now; of much old mail a slice, and the rest in the background."""
    if fetch_account(account=account, clock=_now, enough=lambda: True).unfinished:
        fetch.enqueue(account)


def due(*, now: datetime) -> list[int]:
    """Accounts that nobody has looked into for `POLL_SECONDS`, and that are not put off: one `fetch` for each."""
    return accounts_to_fetch(now=now, seconds=POLL_SECONDS)


def watchers(ask: Callable[[int], object], *, idle_seconds: float = POLL_SECONDS) -> Keeper:
    """A thread for each active account's inbox. ``ask`` is called with the account whenever there may be new mail: at
    once when the server says so, and when a connection was made anew. A thread never ends for what its server does."""

    def watch(account: int, stop: threading.Event) -> None:
        try:
            while not stop.is_set() and _wait_for_news(account, stop, ask, idle_seconds):
                pass
        except Exception:
            log.exception("account %s is watched no more for now", account)
            stop.wait(AFTER_TROUBLE_SECONDS)

    return Keeper("watch", lambda now: watchable(now=now), watch, every=LOOK_SECONDS)


def _wait_for_news(account: int, stop: threading.Event, ask: Callable[[int], object], seconds: float) -> bool:
    """Ask for a fetch whenever there may be something; whether to go on watching."""
    close_old_connections()

    def asked() -> None:
        try:
            ask(account)
        finally:
            connections.close_all()  # the thread waits for minutes now, and keeps no connection meanwhile

    try:
        return watch_inbox(account=account, now=_now(), seconds=seconds, stopped=stop.is_set, ask=asked)
    except ImapTrouble as trouble:
        log.info("account %s: %s", account, trouble.reason.code)
        stop.wait(AFTER_TROUBLE_SECONDS)
        return True


def _now() -> datetime:
    return datetime.now(UTC)
