"""The import of an archive: idempotent, resumable at the byte, nothing lost and nothing doubled by a kill at any point.

First mail is taken in. Each batch is one transaction: contents, copies, messages, words and the marks of how far every
file got. Conversations and clients follow in one transaction of their own; if a run ends before it, the next one does
it. From here on mail can be read and found. Then it is understood (`usecases.understanding`), at once or later.
"""

import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import InterfaceError, OperationalError, connection, transaction

from ashore.intake.pool import Lost, run
from ashore.intake.worker import Craft
from ashore.mail.reading.sources import Unreadable
from ashore.store.bulk import insert
from ashore.store.models import ImportRun, RawMessage, SourceMark, Workspace
from ashore.usecases.importing import items
from ashore.usecases.importing.items import Item
from ashore.usecases.importing.placing import place
from ashore.usecases.importing.progress import Progress
from ashore.usecases.importing.sources import File, Plan, mark_rows, pieces, plan
from ashore.usecases.importing.storing import Stored, store
from ashore.usecases.importing.trusting import ours_of
from ashore.usecases.transactions import in_a_transaction, is_full, is_gone, is_lock
from ashore.usecases.understanding import Understanding, left_to_understand, understand

BATCH_ITEMS = 1000
BATCH_BYTES = 16 * 1024 * 1024
MARKED = ("fingerprint", "offset", "done")


class ImportStopped(Exception):
    """The import cannot go on; all that was counted so far is stored, and the same command resumes. ``code``: why."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


Watcher = Callable[[Progress], None]


def import_archive(
    *,
    workspace: Workspace,
    paths: Sequence[str | Path],
    now: datetime,
    processes: int = 2,
    watch: Watcher | None = None,
    later: bool = False,
) -> Progress:
    """Read everything below ``paths`` into the workspace; what is there already is passed over.

    ``processes``: children that read mail while this process writes; 0 does all here. ``later``: mail is only taken in;
    `understand` and so the clocks are left to the background. Raises `ImportStopped` when the disk is full or the
    database stays locked; nothing of the batch in hand is then stored.
    """
    tell = watch or (lambda _: None)
    with _plain_words(), _rare_collections():
        todo = plan(workspace, paths)
        progress = Progress(bytes_all=todo.size, files_skipped=todo.skipped, files_lost=len(todo.lost))
        tell(progress)
        record = ImportRun.objects.create(workspace=workspace, started_at=now, paths=[str(path) for path in paths])
        _keep_lost(workspace, todo.lost, now, progress)
        _read_all(workspace, todo, now, processes, progress, tell)
        progress.stage = "placing"
        tell(progress)
        record.ended_at = now
        record.counts = {"read": progress.read, "new": progress.new, "unreadable": progress.unreadable}
        in_a_transaction(partial(_place, workspace, record))
        progress.stage, progress.to_understand = "understanding", left_to_understand(workspace)
        tell(progress)
        if not later:
            _understand(workspace, now, processes, progress, tell)
    progress.stage = "done"
    tell(progress)
    return progress


def _place(workspace: Workspace, record: ImportRun) -> None:
    place(workspace)
    record.save()


def _understand(workspace: Workspace, now: datetime, processes: int, progress: Progress, tell: Watcher) -> None:
    def watch(state: Understanding) -> None:
        progress.understood, progress.to_understand = state.done, state.all
        tell(progress)

    understand(workspace=workspace, now=now, processes=processes, watch=watch)


def _read_all(
    workspace: Workspace, todo: Plan, now: datetime, processes: int, progress: Progress, tell: Watcher
) -> None:
    we = ours_of(workspace)
    units = [(piece, we) for piece in pieces(todo.files)]
    if not units:
        return
    items.KNOWN = _known_hashes(workspace)
    if not connection.in_atomic_block:
        connection.close()  # a child must not inherit an open database
    craft = Craft(items.read_unit, items.make, items.bury)
    ledger = _Marks(workspace, todo.files)
    try:
        for batch in _batches(run(units, craft, processes=processes if len(units) > 1 or todo.size > 65536 else 0)):
            _store_batch(workspace, batch, ledger, now, progress)
            tell(progress)
    finally:
        items.KNOWN = frozenset()  # what is known now may be another workspace's, or gone, by the next message
    with transaction.atomic():
        ledger.finish()


def _store_batch(
    workspace: Workspace, batch: Sequence[Item], ledger: "_Marks", now: datetime, progress: Progress
) -> None:
    ledger.pass_over(batch)

    def write() -> Stored:
        stored = store(workspace, batch, now)
        ledger.save()
        return stored

    stored = in_a_transaction(write)
    progress.read += len(batch)
    progress.new += len(stored.messages)
    progress.known += stored.known
    progress.unreadable += stored.tray
    progress.bytes_done += sum(item.size for item in batch)


class _Marks:
    """How far each file got. Results come in the order of the files, so a file is done when the next one speaks."""

    def __init__(self, workspace: Workspace, files: Sequence[File]) -> None:
        self._workspace = workspace
        self._files = {file.path: file for file in files}
        self._order = list(self._files)
        self._turn = 0
        self._offset = 0
        self._broken: set[str] = set()
        self._changed: list[tuple[File, int, bool]] = []

    def pass_over(self, batch: Sequence[Item]) -> None:
        """Note what a batch brings; `save` writes it in the batch's transaction."""
        self._changed = []
        for item in batch:
            path = item.place.path
            while self._turn < len(self._order) and self._order[self._turn] != path:
                self._close()
            self._offset = max(self._offset, item.place.end)
            if item.lost:
                self._broken.add(path)
        if self._turn < len(self._order) and self._offset:
            self._changed.append((self._files[self._order[self._turn]], self._offset, False))

    def save(self) -> None:
        """Write the marks that `pass_over` noted."""
        insert(
            SourceMark,
            ("workspace_id", "source", *MARKED),
            mark_rows(self._workspace, self._changed),
            over=(("source", "workspace_id"), MARKED),
        )

    def finish(self) -> None:
        """All files were read: the last ones are done too."""
        self._changed = []
        while self._turn < len(self._order):
            self._close()
        self.save()

    def _close(self) -> None:
        file = self._files[self._order[self._turn]]
        if file.fingerprint and file.path not in self._broken:
            self._changed.append((file, file.size, True))
        self._turn += 1
        self._offset = 0


def _batches(results: Iterable[bytes | Lost]) -> Iterator[list[Item]]:
    """Results as items, some hundreds or some megabytes at a time."""
    batch: list[Item] = []
    weight = 0
    for result in results:
        item = items.lost(result.unit[0], result.why) if isinstance(result, Lost) else items.unpack(result)
        batch.append(item)
        weight += len(item.original.body) if item.original else 0
        if len(batch) >= BATCH_ITEMS or weight >= BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _keep_lost(workspace: Workspace, lost: Sequence[Unreadable], now: datetime, progress: Progress) -> None:
    found = [items.unreadable(each, each.where) for each in lost]
    if found:
        with transaction.atomic():
            progress.unreadable += store(workspace, found, now).tray


def _known_hashes(workspace: Workspace) -> frozenset[bytes]:
    """Contents that are stored already: children pass them over unread."""
    hashes = RawMessage.objects.filter(workspace=workspace).exclude(state="waiting").values_list("sha256", flat=True)
    return frozenset(bytes.fromhex(each) for each in hashes.iterator(chunk_size=5000))


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Values without cycles by the hundred thousand: looking for cycles among them again and again costs a tenth
    of the run."""
    threshold = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)


class _plain_words:  # noqa: N801 - reads as a statement
    """Turns the database's refusals into one clear sentence (H85, H86)."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OperationalError | InterfaceError | sqlite3.OperationalError):
            if is_full(error):
                raise ImportStopped(
                    "disk_full",
                    "The disk is full. What was imported so far is stored; make room and give the same command again.",
                ) from error
            if is_lock(error):
                raise ImportStopped(
                    "locked",
                    "Another process keeps the database locked. Wait for it, then give the same command again.",
                ) from error
            if is_gone(error):
                raise ImportStopped(
                    "away",
                    "The database server ended or cannot be reached. What was imported so far is stored; start it and"
                    " give the same command again.",
                ) from error
