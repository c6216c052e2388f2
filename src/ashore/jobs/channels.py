"""Messengers in the background: what waits to be said in chats, and a listener for each bot."""

import logging
import threading
from datetime import UTC, datetime

from django.db import DatabaseError, connections
from django_tasks import task

from ashore.usecases.channels import outgoing, polling

AT_ONCE = 50
LOOK_SECONDS = 3.0
log = logging.getLogger(__name__)


@task(queue_name="mail")
def send_to_chats() -> int:
    """Say what may be said now; the number of attempts."""
    outgoing.recover(now=datetime.now(UTC))
    for done in range(AT_ONCE):
        parcel = outgoing.claim(now=datetime.now(UTC))
        if parcel is None:
            return done
        delivered = outgoing.deliver(parcel=parcel, now=datetime.now(UTC))
        outgoing.settle(parcel=parcel, handed=delivered, now=datetime.now(UTC))
    return AT_ONCE


class Listeners:
    """A thread for each bot that nobody listens to; it ends when there is nothing to ask, and is begun anew."""

    def __init__(self) -> None:
        self._threads: dict[int, threading.Thread] = {}

    def run(self, stop: threading.Event) -> None:
        """Listen until ``stop`` is set; what is being asked then ends by itself, or with the process."""
        while not stop.is_set():
            try:
                self.keep(datetime.now(UTC))
            except DatabaseError:
                log.warning("channels cannot be listed now; it is tried again")
            finally:
                connections.close_all()
            stop.wait(LOOK_SECONDS)

    def keep(self, now: datetime) -> int:
        """Begin what is not running; how many run."""
        self._threads = {each: thread for each, thread in self._threads.items() if thread.is_alive()}
        for channel in polling.listening(now=now):
            if channel not in self._threads:
                thread = threading.Thread(target=self._listen, args=(channel,), daemon=True)
                self._threads[channel] = thread
                thread.start()
        return len(self._threads)

    @staticmethod
    def _listen(channel: int) -> None:
        """Ask once, waiting for something to come. A kill meanwhile loses nothing: what is not stored is not
        confirmed."""
        try:
            while polling.poll(channel=channel, now=datetime.now(UTC)):
                pass
        except Exception:
            log.exception("a messenger could not be heard (channel %s)", channel)
        finally:
            connections.close_all()
