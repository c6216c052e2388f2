"""Stored bytes into messages: what was fetched is read, placed, and where it is little, its clocks derived at once.

Several processes may do this together: each has some messages in hand, and what a dead one had is taken over. A message
that a process died of is read in a child of its own, so that it cannot end the next one too.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import chain

from django.db import connection

from ashore.intake.pool import Lost, run
from ashore.intake.worker import Craft
from ashore.mail.reading import Source
from ashore.store.bulk import insert
from ashore.store.locks import hold_workspace
from ashore.store.models import Copy, RawMessage, Tray, Workspace
from ashore.usecases import in_hand
from ashore.usecases.changes import in_batches
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.erasing.keeping_out import kept_out, note_redacted
from ashore.usecases.importing import items
from ashore.usecases.importing.items import Item, Original
from ashore.usecases.importing.own_copies import recognised
from ashore.usecases.importing.placing import place
from ashore.usecases.importing.storing import enter
from ashore.usecases.importing.trusting import ours_of
from ashore.usecases.importing.twins import note_copies, told_apart
from ashore.usecases.leasing import holding
from ashore.usecases.rebuilding import read_given
from ashore.usecases.sharing import raw_bytes
from ashore.usecases.transactions import in_a_transaction

CHUNK = 500
CHUNK_BYTES = 32 * 1024 * 1024
UNIT = 50
FEW = 20
"""So many at once are derived in their own transaction; of more the clocks follow in the background."""


def waits(*, workspace: Workspace) -> bool:
    """Whether fetched mail waits to be read."""
    return RawMessage.objects.filter(workspace=workspace, state="waiting").exists()


def take_in(
    *, workspace: Workspace, now: datetime, processes: int = 0, enough: Callable[[], bool] = lambda: False
) -> int:
    """Read and place what waits, the latest first, until nothing is left or ``enough`` says so; the number of messages.
    ``processes``: children that read where there is much; 0 reads here."""
    done = 0
    while not enough():
        with holding() as holder:
            mine, suspects = in_a_transaction(partial(_take, workspace, now, holder))
            if not mine:
                break
            done += _read(workspace, mine, suspects, holder, now, processes)
    return done


def _take(workspace: Workspace, now: datetime, holder: str) -> tuple[list[int], set[int]]:
    """Take some messages in hand: (all of them, those that another process had when it died)."""
    waiting = RawMessage.objects.filter(workspace=workspace, state="waiting")
    hands = in_hand.look("raw", now=now)
    rows = waiting.exclude(pk__in=hands.held).order_by("-pk").values_list("pk", "size")[:CHUNK]
    some: list[int] = []
    weight = 0
    for pk, size in rows:
        weight += size
        if some and weight > CHUNK_BYTES:
            break
        some.append(pk)
    mine = in_hand.take("raw", some, holder=holder, now=now, hands=hands)
    return sorted(mine), mine & hands.suspects


def _read(
    workspace: Workspace, ids: Sequence[int], suspects: set[int], holder: str, now: datetime, processes: int
) -> int:
    plain = [pk for pk in ids if pk not in suspects]
    units = [*in_batches(plain, UNIT), *([pk] for pk in sorted(suspects))]
    places = _places(ids)
    names: dict[str, int] = {}
    sources = [[(each, ours_of(workspace)) for each in _sources(unit, places, names)] for unit in units]
    many = len(plain) > UNIT and not connection.in_atomic_block
    children = max(processes, 1) if suspects else processes if many else 0
    if children and not connection.in_atomic_block:
        connection.close()  # a child must not inherit an open database
    found = _understood(sources, children)
    return in_a_transaction(partial(_write, workspace, ids, found, names, holder, now))


def _understood(sources: Sequence[Sequence[object]], processes: int) -> list[Item]:
    items.KNOWN = frozenset()
    craft = Craft(read_given, items.make, items.bury)
    results = run(sources, craft, processes=processes)
    return list(chain.from_iterable(_opened(each) for each in results))


def _opened(result: bytes | Lost) -> Iterable[Item]:
    """What a child says. Of one that dies again and again nothing comes: its messages go on waiting."""
    return () if isinstance(result, Lost) else (items.unpack(result),)


def _places(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = Copy.objects.filter(raw__in=ids).order_by("-pk").values_list("raw", "source", "place")
    return {raw: (source, place) for raw, source, place in rows}


def _sources(ids: Sequence[int], places: dict[int, tuple[str, str]], names: dict[str, int]) -> list[Source]:
    found = []
    for row in RawMessage.objects.filter(pk__in=ids).order_by("pk"):
        source, place = places.get(row.pk, ("stored", str(row.pk)))
        names[row.sha256] = row.pk
        number = int(place) if place.isdigit() else 0
        found.append(Source(raw_bytes(row), source, number, row.size, None, row.arrived_at))
    return found


def _write(
    workspace: Workspace, ids: Sequence[int], found: Sequence[Item], names: dict[str, int], holder: str, now: datetime
) -> int:
    """The rows of what was read; what somebody else has read meanwhile is left as it stands."""
    hold_workspace(workspace.pk)
    waiting = set(RawMessage.objects.filter(pk__in=ids, state="waiting").values_list("pk", flat=True))
    still = [i for i in found if i.original and names[i.original.sha256] in waiting]
    whole, redacted = kept_out(workspace, _as_sent(workspace, still, names, now))
    mine = [(names[i.original.sha256], i) for i in whole if i.original]
    note_redacted(workspace, whole, redacted, now)
    apart = told_apart(workspace, mine)
    made, changed = enter(workspace, mine, apart)
    RawMessage.objects.filter(pk__in=made).update(state="read")
    note_copies(apart.copies)
    _keep_in_tray(workspace, [(pk, i) for pk, i in mine if not i.ready], now)
    in_hand.let_go("raw", ids, holder=holder)
    touched = changed | place(workspace)
    if len(ids) <= FEW:
        derive_engagements(workspace, touched, now)
    return len(made) + len(apart.copies)


def _as_sent(workspace: Workspace, found: Sequence[Item], names: dict[str, int], now: datetime) -> Sequence[Item]:
    """Copies of our own mail as the very bytes that went out; where those are stored already, only a copy is noted."""
    kept = []
    for old, new in zip(found, recognised(workspace, found, now), strict=True):
        if old.original is None or new.original is None or old.original.sha256 == new.original.sha256:
            kept.append(new)
        elif _take_the_place(workspace, names[old.original.sha256], new.original):
            names[new.original.sha256] = names[old.original.sha256]
            kept.append(new)
    return kept


def _take_the_place(workspace: Workspace, raw: int, sent: Original) -> bool:
    """The sent bytes in the place of the fetched ones; False where they have a place, which then has the copy too."""
    twin = RawMessage.objects.filter(workspace=workspace, sha256=sent.sha256).first()
    if twin is None:
        RawMessage.objects.filter(pk=raw).update(sha256=sent.sha256, size=sent.size, body=sent.body)
        return True
    Copy.objects.filter(raw=raw).update(raw=twin)
    RawMessage.objects.filter(pk=raw).delete()
    return False


def _keep_in_tray(workspace: Workspace, kept: Sequence[tuple[int, Item]], now: datetime) -> None:
    rows = [(workspace.pk, pk, i.place.source, i.place.place, i.reason, i.size, now) for pk, i in kept]
    insert(Tray, ("workspace_id", "raw_id", "source", "place", "reason", "size", "at"), rows, ignore=True)
    RawMessage.objects.filter(pk__in=[pk for pk, _ in kept]).update(state="tray")
