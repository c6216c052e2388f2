"""The child process: reads its stretch of the archive and sends back packed results in batches.

Before each item it notes in shared memory what it works on, so that its parent can name the culprit when it dies.
"""

import contextlib
import gc
import signal
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

BATCH_RESULTS = 64
BATCH_BYTES = 256 * 1024
INDEX, SINCE = 0, 1


class Task(NamedTuple):
    """Work on ``unit`` from item ``first`` on; items in ``poisoned`` are passed by and reported through ``bury``."""

    unit: Any
    first: int = 0
    poisoned: tuple[tuple[int, str], ...] = ()


class Craft(NamedTuple):
    """What to do, as module-level functions so that any start method can carry them.

    ``read(unit)`` gives the items; ``make(item)`` one result as bytes and never raises; ``bury(item, why)`` the result
    for an item that killed a worker.
    """

    read: Callable[[Any], Iterable[Any]]
    make: Callable[[Any], bytes]
    bury: Callable[[Any, str], bytes]


def serve(connection: Connection, note: Any, craft: Craft, inherited: tuple[Connection, ...] = ()) -> None:
    """Take tasks until the parent closes the pipe. Ends quietly when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            _work(connection, note, craft, connection.recv())


def _work(connection: Connection, note: Any, craft: Craft, task: Task) -> None:
    poisoned = dict(task.poisoned)
    most = 1 if poisoned else BATCH_RESULTS  # where one worker died, what the next one finishes is sent at once
    batch: list[bytes] = []
    weight = 0
    note[INDEX], note[SINCE] = 0.0, time.monotonic()
    for index, item in enumerate(craft.read(task.unit)):
        if index >= task.first:
            note[INDEX], note[SINCE] = float(index), time.monotonic()
            why = poisoned.get(index)
            result = craft.make(item) if why is None else craft.bury(item, why)
            batch.append(result)
            weight += len(result)
            if len(batch) >= most or weight >= BATCH_BYTES:
                connection.send(batch)
                batch, weight = [], 0
        note[INDEX], note[SINCE] = float(index + 1), time.monotonic()
    if batch:
        connection.send(batch)
    connection.send(None)
