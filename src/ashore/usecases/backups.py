"""One file that holds the whole desk: a consistent copy of the database, taken while it is in use."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connection

PAGES_AT_ONCE = 2000
BUSY_PAUSE = 0.05


class BadBackup(Exception):
    """The file cannot be restored; the message says why."""


def backup(*, to: Path, watch: Callable[[int, int], None] | None = None) -> int:
    """Copy the database into one new file with SQLite's backup; its size in bytes. Raises `BadBackup`."""
    _only_sqlite()
    if to.exists():
        raise BadBackup(f"{to} exists already; give another name, nothing was overwritten")
    if not to.parent.is_dir():
        raise BadBackup(f"{to.parent} is no folder; make it first, or give another one")
    part = to.with_name(f".{to.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(Path(str(connection.settings_dict["NAME"])), part, watch)
        _check(part)
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)
    return to.stat().st_size


def restore(*, source: Path) -> Path | None:
    """Put a backup in the place of the database; where the former one was moved to, None if there was none.

    The copy is checked before anything is touched. Raises `BadBackup`.
    """
    _only_sqlite()
    _check(source)
    target = Path(str(connection.settings_dict["NAME"]))
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    _copy(source, part, None)
    _check(part)
    connection.close()
    former = move_away(target)
    part.rename(target)
    return former


def _copy(source: Path, target: Path, watch: Callable[[int, int], None] | None) -> None:
    def tell(_status: int, remaining: int, total: int) -> None:
        if watch:
            watch(total - remaining, total)

    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=20)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy, pages=PAGES_AT_ONCE, progress=tell, sleep=BUSY_PAUSE)
        copy.execute("PRAGMA journal_mode=DELETE")


def _check(path: Path) -> None:
    """Whether the file is a sound database of this program."""
    if not path.is_file():
        raise BadBackup(f"{path} does not exist")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            sound = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            ours = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'store_rawmessage'").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{path} is no backup of this program: {error}") from error
    if sound != "ok":
        raise BadBackup(f"{path} is damaged: {sound}")
    if ours is None:
        raise BadBackup(f"{path} is no backup of this program: it holds other tables")


def move_away(target: Path) -> Path | None:
    """The former database with its log, under a name of its own."""
    if not target.exists():
        return None
    former = target.with_name(f"{target.name}.before-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}")
    with closing(sqlite3.connect(target)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    target.rename(former)
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    return former


def _only_sqlite() -> None:
    if connection.vendor != "sqlite":
        raise BadBackup("This desk runs on PostgreSQL: use pg_dump and pg_restore, which copy it while it runs.")
