"""Transactions that are tried again where another process kept the database locked, or the server was restarted (H86).

PostgreSQL says what is wrong by a code that does not depend on its language; SQLite by its words.
"""

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Error
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

T = TypeVar("T")
LOCK_TRIES = 6
FIRST_PAUSE = 0.2
"""Seconds; each pause is twice the one before, so that a server has some six seconds to come back."""
LOCKED = ("40001", "40P01", "55P03")
"""serialization_failure, deadlock_detected, lock_not_available."""
FULL = ("53100",)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
GONE = ("57P01", "57P02", "57P03", "08")
"""admin_shutdown, crash_shutdown, cannot_connect_now; all of class 08, connection exceptions."""


def in_a_transaction(action: Callable[[], T]) -> T:
    """What ``action`` gives, done in a transaction of its own. It may be done again after a connection was lost while
    it was being committed, so it must find what it did before. Raises what the database says when it stays locked or
    away."""

    def whole() -> T:
        with transaction.atomic():
            return action()

    return patiently(whole)


def patiently(action: Callable[[], T]) -> T:
    """What ``action`` gives, in whatever transaction there is; tried again as `in_a_transaction` is."""
    for attempt in range(LOCK_TRIES - 1):
        try:
            return action()
        except (OperationalError, InterfaceError) as error:
            if not is_lock(error):
                if not is_gone(error) or connection.in_atomic_block:
                    raise
                connection.close()
            time.sleep(FIRST_PAUSE * 2**attempt)
    return action()


def is_lock(error: DatabaseError | InterfaceError | Error) -> bool:
    """Whether another process keeps the database locked."""
    code = _code(error)
    return code in LOCKED if code else "locked" in str(error) or "busy" in str(error)


def is_full(error: DatabaseError | InterfaceError | Error | OSError) -> bool:
    """Whether the disk is full."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    code = _code(error)
    return code in FULL if code else "full" in str(error) or "No space" in str(error)


def no_room(to: Path) -> str:
    """What to tell of a file that could not be written for want of room, and was taken away again."""
    return f"the disk of {to.parent} is full; nothing was left there, give a place with more room"


def is_gone(error: DatabaseError | InterfaceError | Error) -> bool:
    """Whether the server ended, restarts or cannot be reached: nothing that was asked of it stands or ever will,
    save perhaps the last commit."""
    if connection.vendor == "sqlite":
        return False
    code = _code(error)
    return code.startswith(GONE) if code else isinstance(error, OperationalError | InterfaceError)


def _code(error: BaseException) -> str:
    """SQLSTATE, empty where no server said one."""
    return getattr(error.__cause__, "sqlstate", None) or ""


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read within is of one moment, and nobody who writes meanwhile waits for it. Nothing may be written.
    Within a transaction that stands already it is that one's moment."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # Django's own would be IMMEDIATE, which shuts all writers out
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
