"""Threads that wait for word from outside, one for each mailbox or bot, begun and looked after in one place."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from django.db import DatabaseError, connections

log = logging.getLogger(__name__)


class Keeper:
    """Keeps a thread for each number that is ``wanted``. ``work`` is called with it in the thread, and with the event
    that ends all; when it returns or fails the thread ends, and is begun anew at the next look while it is wanted.

    ``name``: for logs; ``every``: seconds between looks.
    """

    def __init__(
        self,
        name: str,
        wanted: Callable[[datetime], Iterable[int]],
        work: Callable[[int, threading.Event], object],
        *,
        every: float,
    ) -> None:
        self._name, self._wanted, self._work, self._every = name, wanted, work, every
        self._stop = threading.Event()
        self._threads: dict[int, threading.Thread] = {}
        self._main: threading.Thread | None = None

    @property
    def count(self) -> int:
        """How many run."""
        return sum(each.is_alive() for each in list(self._threads.values()))

    def start(self) -> None:
        """Begin, in the background."""
        self._main = threading.Thread(target=self._look_after, name=self._name, daemon=True)
        self._main.start()

    def stop(self, seconds: float = 5.0) -> None:
        """End all, waiting at most so long; what is under way then ends by itself, or with the process."""
        end = time.monotonic() + seconds
        self._stop.set()
        for each in (self._main, *self._threads.values()):
            if each:
                each.join(max(0.0, end - time.monotonic()))

    def keep(self, now: datetime) -> int:
        """Begin what is wanted and does not run; how many run."""
        self._threads = {number: each for number, each in self._threads.items() if each.is_alive()}
        for number in self._wanted(now):
            if number not in self._threads:
                thread = threading.Thread(target=self._run, args=(number,), name=f"{self._name}-{number}", daemon=True)
                self._threads[number] = thread
                thread.start()
        return len(self._threads)

    def _look_after(self) -> None:
        while not self._stop.is_set():
            try:
                self.keep(datetime.now(UTC))
            except DatabaseError:
                log.warning("%s: what to wait for cannot be listed now; it is tried again", self._name)
            finally:
                connections.close_all()
            self._stop.wait(self._every)

    def _run(self, number: int) -> None:
        try:
            self._work(number, self._stop)
        except Exception:
            log.exception("%s %d is left alone for now", self._name, number)
        finally:
            connections.close_all()
