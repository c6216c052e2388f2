"""Messengers in the background: what waits to be said in chats, and a listener for each bot."""

import threading
from datetime import UTC, datetime

from django_tasks import task

from ashore.jobs.keeping import Keeper
from ashore.usecases.channels import outgoing, polling

AT_ONCE = 50
LOOK_SECONDS = 3.0


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


def listeners() -> Keeper:
    """A thread for each bot that nobody listens to; it ends when there is nothing to ask, and is begun anew."""
    return Keeper("listen", lambda now: polling.listening(now=now), _listen, every=LOOK_SECONDS)


def _listen(channel: int, stop: threading.Event) -> None:
    """Ask again and again, waiting for something to come. A kill meanwhile loses nothing: what is not stored is not
    confirmed."""
    while not stop.is_set() and polling.poll(channel=channel, now=datetime.now(UTC)):
        pass
