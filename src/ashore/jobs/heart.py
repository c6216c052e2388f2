"""A worker's heart: a process of its own that gives signs of life while the worker is deep in a task.

No thread does it, because the worker forks children, which is safe in a process of one thread only. The heart ends when
its worker does; it ends a worker that has made no step for a quarter of an hour, so that others take its task over.
"""

import ctypes
import logging
import multiprocessing
import os
import signal
import time
from datetime import UTC, datetime
from typing import Any

from django.db import DatabaseError, connections

from ashore.jobs.systemd import notify
from ashore.usecases import workers

log = logging.getLogger(__name__)
BEAT_SECONDS = 5.0
HUNG_SECONDS = 900.0


class Heart:
    """Beats from `start` to `stop`. The worker calls `step` whenever it got on."""

    def __init__(self, name: str, title: str) -> None:
        self._name, self._title = name, title
        self._pid = 0
        self._last: Any = multiprocessing.get_context("fork").RawValue(ctypes.c_double, time.monotonic())

    def step(self) -> None:
        """The worker lives, and its heart does: one that stopped is replaced."""
        self._last.value = time.monotonic()
        if self._pid and os.waitpid(self._pid, os.WNOHANG)[0]:
            self.start()

    def start(self) -> None:
        """Fork. Both sides open the database for themselves afterwards."""
        connections.close_all()
        worker = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                self._beat(worker)
            finally:
                os._exit(0)

    def stop(self) -> None:
        """End it."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0

    def _beat(self, worker: int) -> None:
        for name in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(name, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the worker too, which then ends us
        while os.getppid() == worker:
            if time.monotonic() - self._last.value > HUNG_SECONDS:
                log.error("The worker has made no step for %d minutes and is ended", HUNG_SECONDS // 60)
                os.kill(worker, signal.SIGKILL)
                return
            notify("WATCHDOG=1")
            try:
                workers.beat(name=self._name, title=self._title, now=datetime.now(UTC))
            except DatabaseError:
                connections.close_all()
            time.sleep(BEAT_SECONDS)
