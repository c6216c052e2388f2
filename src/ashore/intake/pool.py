"""A few child processes over stretches of an archive: results in order, bounded memory, no hang.

A worker that dies or sits on one item for longer than ``patience`` is replaced; the item is reported and the rest goes
on. The standard pools lose the whole run (or wait for ever) when a child is killed.
"""

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from ashore.intake.worker import INDEX, SINCE, Craft, Task, serve

AHEAD = 4
PATIENCE_SECONDS = 60.0
STALLED = "stalled"
DIED = "died"


class Lost(NamedTuple):
    """The rest of a unit that could not even be read: which unit, after how many items, and why."""

    unit: Any
    after: int
    why: str


class _Worker:
    """One child and what it is busy with."""

    def __init__(self, craft: Craft, others: Sequence["_Worker"]) -> None:
        context = _context()
        self.connection, theirs = context.Pipe()
        self.note: Any = context.RawArray("d", 2)
        forked = context.get_start_method() == "fork"
        inherited = (self.connection, *(other.connection for other in others)) if forked else ()
        self.process = context.Process(target=serve, args=(theirs, self.note, craft, inherited), daemon=True)
        self.process.start()
        theirs.close()
        self.number = -1

    def begin(self, number: int, task: Task) -> None:
        self.number = number
        self.note[INDEX], self.note[SINCE] = float(task.first), time.monotonic()
        self.connection.send(task)

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class _Unit:
    """What is known of one unit: the results received, which items killed a worker, whether it is done."""

    def __init__(self, units: Sequence[Any], number: int) -> None:
        self._units, self._number = units, number
        self.results: deque[bytes | Lost] = deque()
        self.received = 0
        self.poisoned: dict[int, str] = {}
        self.done = False

    @property
    def unit(self) -> Any:
        """The unit itself, fetched only when needed: a sequence may make its units on demand."""
        return self._units[self._number]

    def task(self) -> Task:
        return Task(self.unit, self.received, tuple(self.poisoned.items()))


def run(
    units: Sequence[Any], craft: Craft, *, processes: int = 2, patience: float = PATIENCE_SECONDS, ahead: int = AHEAD
) -> Iterator[bytes | Lost]:
    """The results of ``craft`` over all items of all units, in order. ``processes`` 0 works in this process.

    ``ahead``: how many units further than the one in turn may be begun; their results wait in memory.
    """
    if processes <= 0:
        yield from _alone(units, craft)
        return
    states = [_Unit(units, number) for number in range(len(units))]
    waiting = deque(range(len(states)))
    workers: list[_Worker] = []
    try:
        for turn in range(len(states)):
            while True:
                while states[turn].results:
                    yield states[turn].results.popleft()
                if states[turn].done:
                    break
                _employ(states, waiting, workers, craft, turn + ahead, processes)
                _listen(states, waiting, workers, patience)
            states[turn].results.clear()
    finally:
        for worker in workers:
            worker.end()


def _alone(units: Sequence[Any], craft: Craft) -> Iterator[bytes | Lost]:
    for unit in units:
        for item in craft.read(unit):
            yield craft.make(item)


def _employ(
    states: list[_Unit], waiting: deque[int], workers: list[_Worker], craft: Craft, last: int, processes: int
) -> None:
    """Give work to idle children, hiring as needed; units behind the ``last`` one have to wait."""
    while waiting and waiting[0] <= last:
        idle = next((worker for worker in workers if worker.number < 0), None)
        if idle is None:
            if len(workers) >= processes:
                return
            idle = _Worker(craft, workers)
            workers.append(idle)
        number = waiting.popleft()
        try:
            idle.begin(number, states[number].task())
        except OSError:
            _bury(states, waiting, workers, idle, DIED)


def _listen(states: list[_Unit], waiting: deque[int], workers: list[_Worker], patience: float) -> None:
    """Wait for news of the children for at most a second; replace those that died or stalled."""
    busy = {worker.connection: worker for worker in workers if worker.number >= 0}
    for connection in wait(list(busy), timeout=min(1.0, patience)):
        assert isinstance(connection, Connection)
        worker = busy.pop(connection)
        state = states[worker.number]
        try:
            batch = connection.recv()
        except (EOFError, OSError):
            _bury(states, waiting, workers, worker, DIED)
            continue
        if batch is None:
            state.done, worker.number = True, -1
        else:
            state.results.extend(batch)
            state.received += len(batch)
    now = time.monotonic()
    for worker in busy.values():
        if now - worker.note[SINCE] > patience and not worker.connection.poll():
            _bury(states, waiting, workers, worker, STALLED)


def _bury(states: list[_Unit], waiting: deque[int], workers: list[_Worker], worker: _Worker, why: str) -> None:
    """Dismiss a child; its unit is taken up again, or given up where reading itself fails."""
    state = states[worker.number]
    culprit = max(int(worker.note[INDEX]), state.received)
    if culprit in state.poisoned:
        state.results.append(Lost(state.unit, state.received, why))
        state.done = True
    else:
        state.poisoned[culprit] = why
        waiting.appendleft(worker.number)
    workers.remove(worker)
    worker.end()


def forks() -> bool:
    """Whether children are forked, and so have what their parent has: where that is safe (no other thread)."""
    return hasattr(os, "fork") and threading.active_count() == 1


def _context() -> Any:
    """Fork where that can be done, for it starts in milliseconds; a fresh interpreter elsewhere."""
    return multiprocessing.get_context("fork" if forks() else "spawn")
