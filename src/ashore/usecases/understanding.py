"""The second stage of an import: what mail says, and then what is owed, newest conversations first.

Children read texts and work out obligations; this process only writes, each batch in a transaction of its own with its
marks: a reading that is there is not made again, and an engagement whose clocks are derived is no longer marked. So a
kill at any point loses and doubles nothing, and whoever comes next goes on where it stood. Several processes share the
work: each holds the engagements that it has in hand (`in_hand`).
"""

import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import F, Max, QuerySet, Sum

from ashore.intake import forks
from ashore.intake.hearing import warm
from ashore.intake.pool import Lost, run
from ashore.intake.worker import Craft
from ashore.store.models import Engagement, Workspace
from ashore.usecases import in_hand
from ashore.usecases.changes import Changes, in_batches
from ashore.usecases.deriving import SOON, changes_of, derive_engagements
from ashore.usecases.hearing import backlog, give_up, listen, note, opened, read_texts, waiting
from ashore.usecases.leasing import holding
from ashore.usecases.transactions import in_a_transaction, patiently

SLICE = 2000
"""Messages of the engagements that are understood before their clocks are derived."""
TEXTS = 50
GROUP = 200
"""Messages of the engagements whose clocks are derived in one piece of work."""
WRITTEN_AT_ONCE = 500
PAUSE = 0.2
"""Seconds between looks at what others have in hand."""


@dataclass(slots=True)
class Understanding:
    """How far it is, in messages of clients' conversations whose texts waited."""

    done: int = 0
    all: int = 0


Watcher = Callable[[Understanding], None]


def understand(
    *,
    workspace: Workspace,
    now: datetime,
    processes: int = 2,
    watch: Watcher | None = None,
    enough: Callable[[], bool] = lambda: False,
    share: int = 0,
) -> Understanding:
    """Read what waits and derive what it changes, until nothing is left or ``enough`` says so.

    Mail that concerns none of ours has no engagement; its texts are not read. ``processes``: children; 0 does all here.
    ``share``: at most so many messages at a time, and what others have in hand is left to them; 0 takes large slices,
    and waits until others are ready too.
    """
    state = Understanding(all=left_to_understand(workspace))
    start = time.monotonic()
    while not enough():
        moment = now + timedelta(seconds=time.monotonic() - start)
        hands = in_hand.look("engagement", now=moment)
        some = list(_next(workspace, hands.held, share or SLICE))
        if some:
            with _taken(some, hands, moment) as mine:
                _hear(workspace, [each for each, _ in mine], now, processes, state, watch)
                _derive(workspace, mine, now, processes)
        elif share or not pending(workspace).filter(pk__in=hands.held).exists():
            break
        else:
            time.sleep(PAUSE)
    return state


@contextmanager
def _taken(some: Sequence[tuple[int, int]], hands: in_hand.Hands, now: datetime) -> Iterator[Sequence[tuple[int, int]]]:
    """Those of them that are ours now, and are let go at the end of the block."""
    numbers = [each for each, _ in some]
    with holding() as holder:
        take = partial(in_hand.take, "engagement", numbers, holder=holder, now=now, hands=hands)
        mine = in_a_transaction(take)
        try:
            yield [each for each in some if each[0] in mine]
        finally:
            in_a_transaction(partial(in_hand.let_go, "engagement", mine, holder=holder))


def left_to_understand(workspace: Workspace) -> int:
    """How many texts of clients' conversations wait."""
    return waiting(workspace, message__conversation__engagement__next_at__lte=SOON).count()


def pending(workspace: Workspace) -> QuerySet[Engagement]:
    """Engagements with mail that is not understood yet, or with anything else to derive anew."""
    return Engagement.objects.filter(workspace=workspace, next_at__lte=SOON)


def _next(workspace: Workspace, others: Set[int], most: int) -> Iterator[tuple[int, int]]:
    """(engagement, its messages), those with the newest conversations first, up to ``most`` messages; ``others``: those
    in other hands."""
    rows = pending(workspace).annotate(last=Max("conversations__last_at"), size=Sum("conversations__messages_count"))
    taken = 0
    for each, size in rows.order_by(F("last").desc(nulls_last=True), "pk").values_list("pk", "size"):
        if each in others:
            continue
        yield each, size or 0
        taken += size or 1
        if taken >= most:
            return


def _hear(
    workspace: Workspace,
    engagements: Sequence[int],
    now: datetime,
    processes: int,
    state: Understanding,
    watch: Watcher | None,
) -> None:
    messages = list(
        waiting(workspace, message__conversation__engagement__in=engagements)
        .order_by("-pk")
        .values_list("pk", flat=True)
    )
    if not messages:
        return
    warm()
    units = list(in_batches(messages, TEXTS))
    craft = Craft(read_texts, listen, give_up)
    for some in _batches(_results(units, craft, processes), WRITTEN_AT_ONCE):
        heard = [opened(each) for each in some]
        in_a_transaction(partial(note, workspace, heard, now))
        state.done += len(heard)
        if watch:
            watch(state)


def _derive(workspace: Workspace, sizes: Sequence[tuple[int, int]], now: datetime, processes: int) -> None:
    units = [(workspace, some, now) for some in _groups(sizes)]
    for packed in _results(units, Craft(_alone, _work_out, _leave), processes):
        in_a_transaction(partial(_keep, workspace, pickle.loads(packed), now))  # noqa: S301 - from our own child


def _groups(sizes: Iterable[tuple[int, int]]) -> Iterator[Sequence[int]]:
    """Engagements by the handful: of some hundred messages together, or a single large one."""
    held: list[int] = []
    weight = 0
    for each, size in sizes:
        held.append(each)
        weight += size + 1
        if weight >= GROUP:
            yield held
            held, weight = [], 0
    if held:
        yield held


Work = tuple[Workspace, Sequence[int], datetime]


def _alone(unit: Work) -> Iterator[Work]:
    yield unit


def _work_out(unit: Work) -> bytes:
    return pickle.dumps(patiently(partial(changes_of, *unit)))


def _leave(unit: Work, _why: str) -> bytes:
    """What killed a child is worked out in the parent, where an error can be seen."""
    return pickle.dumps(unit[1])


def _keep(workspace: Workspace, found: Changes | Sequence[int], now: datetime) -> None:
    """Write what was worked out; where something changed meanwhile, work it out anew behind the locked door."""
    if not isinstance(found, Changes):
        derive_engagements(workspace, found, now)
    elif found.still_hold() and not backlog(workspace, found.engagements):
        found.write()
    else:
        derive_engagements(workspace, found.engagements, now)


def _results(units: Sequence[Any], craft: Craft, processes: int) -> Iterator[bytes]:
    """What children make of the units. They open the database for themselves, so this process lets go of it first."""
    shared = processes > 0 and forks() and _can_be_shared() and len(units) > 1
    if shared:
        connection.close()
    for result in run(units, craft, processes=min(processes, len(units)) if shared else 0):
        if isinstance(result, Lost):
            raise RuntimeError(f"texts that are stored cannot be read: {result.why}")
        yield result


def _can_be_shared() -> bool:
    """Whether another process sees the same database: not within a transaction, and not one in memory."""
    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()  # type: ignore[attr-defined]
    return not connection.in_atomic_block and not in_memory


def _batches(results: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    held: list[bytes] = []
    for each in results:
        held.append(each)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
