"""Who may write where, on a database that many write to at once.

SQLite has one writer: every transaction begins with BEGIN IMMEDIATE, and nothing here is needed. On PostgreSQL whoever
stores or places mail of a workspace holds the workspace's lock, and whoever derives what is owed holds the rows of the
engagements. All take them in this order, the rows by ascending id, before they write anything else: so nobody waits
for somebody who waits for them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models

from ashore.store.models import Engagement, Reading

OURS = 0x41736872
"""Of the two numbers of a lock the one that says whose it is, so that other programs may use the same database."""
AT_ONCE = 1000


def hold_workspace(workspace: int) -> None:
    """From here to the end of the transaction nobody else stores or places mail of this workspace."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OURS, workspace % 2**31])


def hold_engagements(engagements: Iterable[int]) -> None:
    """From here to the end of the transaction nobody else derives or changes what is owed in these. What is read after
    it stands until then."""
    _hold(Engagement, engagements)


def hold_readings(messages: Iterable[int]) -> None:
    """The same for what these messages say, for those who write that of many."""
    _hold(Reading, messages)


@contextmanager
def alone_with_tables() -> Iterator[None]:
    """Nobody else makes or changes tables meanwhile; who wants to waits here, and then finds them changed."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # however long the other one takes
        cursor.execute("SELECT pg_advisory_lock(%s, -1)", [OURS])
        cursor.execute("RESET lock_timeout")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, -1)", [OURS])


def _hold(model: type[models.Model], rows: Iterable[int]) -> None:
    if connection.vendor != "postgresql":
        return
    wanted = sorted(set(rows))
    for start in range(0, len(wanted), AT_ONCE):
        some = model._default_manager.select_for_update(no_key=True).filter(pk__in=wanted[start : start + AT_ONCE])
        list(some.order_by("pk").values_list("pk", flat=True))
