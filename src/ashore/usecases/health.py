"""Whether the desk can be worked with just now, said without a word of what is in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection

from ashore.store import steps
from ashore.usecases import figures

MOST_WAITING = timedelta(minutes=15)
_MIGRATED: set[str] = set()
"""Databases that were seen up to date: they do not go back while this process lives."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """``database``: it answers; ``migrated``: its tables are those of this version; ``workers``: how many live;
    ``queue_seconds``: for how long the oldest task has waited."""

    database: bool = False
    migrated: bool = False
    workers: int = 0
    queue_seconds: int = 0

    @property
    def ready(self) -> bool:
        """Whether all is well."""
        waiting = timedelta(seconds=self.queue_seconds)
        return self.database and self.migrated and self.workers > 0 and waiting <= MOST_WAITING


def readiness(*, now: datetime) -> Readiness:
    """Never raises: a database that does not answer is an answer too."""
    try:
        figures.answers()
        if not _is_migrated():
            return Readiness(database=True)
        return Readiness(True, True, figures.workers_alive(now=now), int(figures.queue_age(now=now)))
    except DatabaseError:
        return Readiness()


def _is_migrated() -> bool:
    name = str(connection.settings_dict["NAME"])
    if name not in _MIGRATED:
        if steps.missing():
            return False
        _MIGRATED.add(name)
    return True
