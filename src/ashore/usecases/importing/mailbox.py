"""One folder of a mailbox, imported once: no account is kept, nothing is watched. Given again, it goes on where it was.

What came is known by folder, UIDVALIDITY and UID; contents that are there already only gain a copy.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial

from django.db import transaction

from ashore.mail.imap import Login, Opened, Server, Session
from ashore.mail.reading import Source
from ashore.store.models import Copy, ImportRun, Tray, Workspace
from ashore.usecases.fetching.letters import Letters
from ashore.usecases.fetching.limits import USUAL, Limits
from ashore.usecases.importing.items import Item, Place, understood
from ashore.usecases.importing.placing import place
from ashore.usecases.importing.progress import Progress
from ashore.usecases.importing.storing import store
from ashore.usecases.importing.trusting import ours_of
from ashore.usecases.keeping import Letter
from ashore.usecases.records import write_reason_text
from ashore.usecases.transactions import in_a_transaction
from ashore.usecases.understanding import left_to_understand, understand

Watcher = Callable[[Progress], None]


def import_mailbox(
    *,
    workspace: Workspace,
    server: Server,
    login: Login,
    folder: str,
    now: datetime,
    watch: Watcher | None = None,
    later: bool = False,
    limits: Limits = USUAL,
) -> Progress:
    """Read a folder over IMAP into the workspace; nothing there is marked as seen. ``later``: as in `import_archive`.

    Raises `ImapTrouble`; what was stored by then stays, and the same call resumes.
    """
    tell, progress = watch or (lambda _: None), Progress()
    record = ImportRun.objects.create(workspace=workspace, started_at=now, paths=[f"imap:{server.host}/{folder}"])
    with ExitStack() as sessions:

        def fresh() -> Session:
            session = sessions.enter_context(Session(server, login))
            session.open(folder)
            return session

        session = sessions.enter_context(Session(server, login))
        opened = session.open(folder)
        letters = Letters(session, fresh, limits)
        source = f"imap:{login.user}@{server.host}/{folder};{opened.uidvalidity}"
        for batch in _batches(workspace, letters, opened, source, limits, progress):
            in_a_transaction(partial(_store, workspace, batch, source, now, progress))
            tell(progress)
    with transaction.atomic():
        place(workspace)
        record.ended_at = now
        record.counts = {"read": progress.read, "new": progress.new, "unreadable": progress.unreadable}
        record.save()
    progress.stage, progress.to_understand = "understanding", left_to_understand(workspace)
    tell(progress)
    if not later and progress.to_understand:
        understand(workspace=workspace, now=now, processes=0)
        progress.understood = progress.to_understand
    progress.stage = "done"
    tell(progress)
    return progress


def _batches(
    workspace: Workspace, letters: Letters, opened: Opened, source: str, limits: Limits, progress: Progress
) -> Iterator[list[Letter]]:
    """What is not here yet, some messages at a time."""
    known = set(Copy.objects.filter(workspace=workspace, source=source).values_list("place", flat=True))
    known |= set(Tray.objects.filter(workspace=workspace, source=source).values_list("place", flat=True))
    wanted = [uid for uid in letters.session.uids(1) if str(uid) not in known] if opened.exists else []
    progress.known = len(known)
    for start in range(0, len(wanted), limits.uids):
        told = letters.session.sizes(wanted[start : start + limits.uids])
        progress.bytes_all += sum(each.size for each in told.values())
        held: list[int] = []
        weight = 0
        for uid in sorted(told):
            if held and (len(held) >= limits.batch or weight + told[uid].size > limits.batch_bytes):
                yield letters.of(held, told)
                held, weight = [], 0
            held.append(uid)
            weight += told[uid].size
        if held:
            yield letters.of(held, told)


def _store(workspace: Workspace, letters: Sequence[Letter], source: str, now: datetime, progress: Progress) -> None:
    stored = store(workspace, [_item(workspace, each, source) for each in letters], now)
    progress.read += len(letters)
    progress.new += len(stored.messages)
    progress.known += stored.known
    progress.unreadable += stored.tray
    progress.bytes_done += sum(each.size for each in letters)


def _item(workspace: Workspace, letter: Letter, source: str) -> Item:
    where = Place(source, source, str(letter.uid))
    if letter.raw is None:
        return Item(where, None, None, write_reason_text(letter.why) if letter.why else "", letter.size)
    found = Source(letter.raw, source, letter.uid, letter.size, letter.why, letter.arrived_at)
    return understood(found, ours_of(workspace))._replace(place=where)
