"""Fetching in the background: a task per account, and a thread per account that waits for the server's word of new
mail. The clock is read here, at the edge."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import DatabaseError, close_old_connections, connections
from django_tasks import task

from ashore.mail.imap import ImapTrouble
from ashore.usecases.fetching import fetch_account
from ashore.usecases.fetching.watching import accounts_to_fetch, watch_inbox, watchable

POLL_SECONDS = 9 * 60.0
"""So long at most an account goes without a look, whatever its server says or does not say (H91)."""
LOOK_SECONDS = 15.0
AFTER_TROUBLE_SECONDS = 60.0
log = logging.getLogger(__name__)


@task(queue_name="mail")
def fetch(account: int) -> int:
    """Fetch one account now; how many messages are new."""
    return fetch_account(account=account, clock=_now, processes=2).new


def fetch_at_once(account: int) -> None:
    """Fetch what is new here and now; of much old mail a slice, and the rest in the background."""
    if fetch_account(account=account, clock=_now, enough=lambda: True).unfinished:
        fetch.enqueue(account)


def due(*, now: datetime) -> list[int]:
    """Accounts that nobody has looked into for `POLL_SECONDS`, and that are not put off: one `fetch` for each."""
    return accounts_to_fetch(now=now, seconds=POLL_SECONDS)


class Watchers:
    """One thread for each active account's inbox. ``ask`` is called with the account whenever there may be new mail:
    at once when the server says so, and when a connection was made anew.

    Threads come and go with the accounts; a thread never ends for what its server does.
    """

    def __init__(self, ask: Callable[[int], object], *, idle_seconds: float = POLL_SECONDS) -> None:
        self._ask, self._idle_seconds = ask, idle_seconds
        self._stop = threading.Event()
        self._threads: dict[int, threading.Thread] = {}
        self._main: threading.Thread | None = None

    def run(self, stop: threading.Event) -> None:
        """Watch until ``stop`` is set."""
        self.start()
        stop.wait()
        self.stop()

    def start(self) -> None:
        """Begin to watch, in the background."""
        self._main = threading.Thread(target=self._look_after, name="watchers", daemon=True)
        self._main.start()

    def stop(self, seconds: float = 5.0) -> None:
        """End all threads, waiting at most so long."""
        self._stop.set()
        if self._main:
            self._main.join(seconds)
        for each in self._threads.values():
            each.join(seconds)

    def _look_after(self) -> None:
        """Have a thread for each account that is active now; each ends by itself when its account is not."""
        while not self._stop.is_set():
            try:
                for account in watchable(now=_now()):
                    self._have(account)
            except DatabaseError:
                log.warning("accounts cannot be listed now; it is tried again")
            finally:
                connections.close_all()
            self._stop.wait(LOOK_SECONDS)

    def _have(self, account: int) -> None:
        thread = self._threads.get(account)
        if thread is None or not thread.is_alive():
            thread = threading.Thread(target=self._watch, args=(account,), name=f"watch-{account}", daemon=True)
            self._threads[account] = thread
            thread.start()

    def _watch(self, account: int) -> None:
        try:
            while not self._stop.is_set():
                try:
                    if not self._wait_for_news(account):
                        return
                except ImapTrouble as trouble:
                    log.info("account %s: %s", account, trouble.reason.code)
                    self._stop.wait(AFTER_TROUBLE_SECONDS)
        except Exception:
            log.exception("account %s is watched no more for now", account)
            self._stop.wait(AFTER_TROUBLE_SECONDS)
        finally:
            connections.close_all()

    def _wait_for_news(self, account: int) -> bool:
        """Ask for a fetch whenever there may be something; whether to go on watching."""
        close_old_connections()

        def ask() -> None:
            try:
                self._ask(account)
            finally:
                connections.close_all()  # the thread waits for minutes now, and keeps no connection meanwhile

        return watch_inbox(account=account, now=_now(), seconds=self._idle_seconds, stopped=self._stop.is_set, ask=ask)


def _now() -> datetime:
    return datetime.now(UTC)
