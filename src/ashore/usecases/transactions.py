"""Transactions that are tried again where another process kept the database locked (H86)."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import Error
from typing import TypeVar

from django.db import DatabaseError, OperationalError, connection, transaction

T = TypeVar("T")
LOCK_TRIES = 5
FIRST_PAUSE = 0.2


def in_a_transaction(action: Callable[[], T]) -> T:
    """What ``action`` gives, done in a transaction of its own. Raises what the database says when it stays locked."""
    for attempt in range(LOCK_TRIES - 1):
        try:
            with transaction.atomic():
                return action()
        except OperationalError as error:
            if not is_lock(error):
                raise
            time.sleep(FIRST_PAUSE * 2**attempt)
    with transaction.atomic():
        return action()


def is_lock(error: DatabaseError | Error) -> bool:
    """Whether another process keeps the database locked."""
    return "locked" in str(error) or "busy" in str(error)


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
