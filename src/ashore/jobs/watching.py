"""The process that waits for the word of mail servers and messengers, and says that it lives."""

import logging
import os
import platform
import threading
from datetime import UTC, datetime

from django.db import DatabaseError, connections

from ashore.jobs import channels, fetching
from ashore.usecases import workers
from ashore.usecases.processes import own_name

BEAT_SECONDS = 5.0
log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Watch until ``stop`` is set. Its signs of life come from this thread, for it forks nothing."""
    keepers = (fetching.watchers(fetching.fetch_at_once), channels.listeners())
    for each in keepers:
        each.start()
    _beat(0)
    while not stop.wait(BEAT_SECONDS):
        _beat(sum(each.count for each in keepers))
    for each in keepers:
        each.stop()
    try:
        workers.leave(name=own_name())
    except DatabaseError:
        log.warning("The database does not answer; workers will find this process dead")
    connections.close_all()


def _beat(listens: int) -> None:
    title = f"{platform.node()[:40]}:{os.getpid()}"
    try:
        workers.beat(name=own_name(), title=title, now=datetime.now(UTC), kind="watch", listens=listens)
    except DatabaseError:
        log.warning("The database does not answer; signs of life are given again when it does")
    finally:
        connections.close_all()
