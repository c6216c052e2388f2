"""Fetched bytes into the database before anybody reads them: contents, copies and the folder's cursor in one
transaction, so that a kill at any point loses and doubles nothing.

A content is stored once, by the SHA-256 of its bytes. Archives often hold the same message with bare line feeds where
IMAP has CRLF; such a content is known too, and only gains a copy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from ashore.core.kernel import Reason
from ashore.store.bulk import insert
from ashore.store.locks import hold_workspace
from ashore.store.models import Copy, MailFolder, RawMessage, Tray
from ashore.store.numbers import take
from ashore.usecases.importing.items import Original, original
from ashore.usecases.importing.storing import known_contents
from ashore.usecases.leasing import Overtaken, keep_lease
from ashore.usecases.records import write_reason_text
from ashore.usecases.transactions import in_a_transaction


class Letter(NamedTuple):
    """One message as it was fetched. ``raw``: None where the server gave none; ``why``: what is amiss, for the tray."""

    uid: int
    size: int
    arrived_at: datetime | None
    raw: bytes | None
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a folder stands: all from ``first`` to ``last`` under ``validity`` is stored."""

    validity: int
    first: int
    last: int


@dataclass(slots=True)
class Kept:
    """What a batch added."""

    new: int = 0
    known: int = 0
    tray: int = 0


class _Ready(NamedTuple):
    letter: Letter
    original: Original | None
    plain: str


def source_of(folder: MailFolder, validity: int) -> str:
    """How copies of a folder's mail are named; with the UID as the place it is the identity of a copy."""
    return f"imap:{folder.account.address}/{folder.name};{validity}"


def keep(
    *,
    folder: MailFolder,
    letters: Sequence[Letter],
    before: Cursor,
    after: Cursor,
    now: datetime,
    holder: str,
    old_bytes: int = 0,
) -> Kept:
    """Store a batch and move the cursor from ``before`` to ``after``. ``old_bytes``: what counts against the day.

    Raises `Overtaken` (nothing is stored then) where somebody else moved the cursor or took the account.
    """
    ready = [_ready(each) for each in letters]  # hashed and compressed before the database is locked

    def write() -> Kept:
        keep_lease(account=folder.account_id, holder=holder, now=now)
        found = _store(folder, ready, after.validity, now, once_more=before == after)
        _move(folder, before, after, now, old_bytes)
        return found

    return in_a_transaction(write)


def _ready(letter: Letter) -> _Ready:
    if letter.raw is None:
        return _Ready(letter, None, "")
    plain = sha256(letter.raw.replace(b"\r\n", b"\n")).hexdigest()
    return _Ready(letter, original(letter.raw), plain)


def _store(folder: MailFolder, ready: Sequence[_Ready], validity: int, now: datetime, *, once_more: bool) -> Kept:
    workspace, here = folder.account.workspace, folder.account.workspace_id
    hold_workspace(here)
    hashes = {each.original.sha256 for each in ready if each.original}
    known = known_contents(workspace, hashes | {each.plain for each in ready if each.plain})
    numbers = iter(take(RawMessage, len(hashes - known.keys())))
    source, result = source_of(folder, validity), Kept()
    raws: list[tuple[Any, ...]] = []
    copies: list[tuple[Any, ...]] = []
    tray: list[tuple[Any, ...]] = []
    for letter, kept, plain in ready:
        raw_id = None
        if kept:
            raw_id = known.get(kept.sha256) or known.get(plain)
            result.known += raw_id is not None
            if raw_id is None:
                raw_id = known[kept.sha256] = next(numbers)
                at = _arrival(letter.arrived_at, now)
                raws.append((raw_id, here, kept.sha256, kept.size, at, "waiting", kept.body))
            copies.append((here, raw_id, source, str(letter.uid)))
        if letter.why:
            tray.append((here, raw_id, source, str(letter.uid), write_reason_text(letter.why), letter.size, now))
    insert(RawMessage, ("id", "workspace_id", "sha256", "size", "arrived_at", "state", "body"), raws)
    insert(Copy, ("workspace_id", "raw_id", "source", "place"), copies, ignore=True)
    given = [str(each.letter.uid) for each in ready if each.original and not each.letter.why]
    if once_more:
        Tray.objects.filter(workspace=workspace, source=source, place__in=given, raw__isnull=True).delete()
    insert(Tray, ("workspace_id", "raw_id", "source", "place", "reason", "size", "at"), tray, ignore=True)
    result.new, result.tray = len(raws), len(tray)
    return result


def _move(folder: MailFolder, before: Cursor, after: Cursor, now: datetime, old_bytes: int) -> None:
    row = MailFolder.objects.filter(
        pk=folder.pk, uidvalidity=before.validity, first_uid=before.first, last_uid=before.last
    )
    day = now.astimezone(UTC).date()
    spent = (folder.day_bytes if folder.day == day else 0) + old_bytes
    moved = row.update(uidvalidity=after.validity, first_uid=after.first, last_uid=after.last, day=day, day_bytes=spent)
    if moved != 1:
        raise Overtaken(f"folder {folder.pk}")
    folder.uidvalidity, folder.first_uid, folder.last_uid = after.validity, after.first, after.last
    folder.day, folder.day_bytes = day, spent


def _arrival(told: datetime | None, now: datetime) -> datetime:
    """When it came in, by the server; never later than now (H93)."""
    return min(told, now) if told else now
