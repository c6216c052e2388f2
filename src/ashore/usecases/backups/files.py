"""A SQLite file as a backup: whether it is sound, copied while it is written to, put in another one's place."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DatabaseError

from ashore.usecases.transactions import is_full, no_room

Watch = Callable[[int, int], None]
PAGES_AT_ONCE = 2000
BUSY_PAUSE = 0.05


class BadBackup(Exception):
    """The file cannot be written or restored; the message says why, and what to do."""


@contextmanager
def fresh(to: Path) -> Iterator[Path]:
    """A file (0600) under a passing name, which becomes ``to`` if all goes well and is gone otherwise. Raises
    `BadBackup` where ``to`` stands already, cannot be written, or has no room."""
    if to.exists():
        raise BadBackup(f"{to} exists already; give another name, nothing was overwritten")
    if not to.parent.is_dir():
        raise BadBackup(f"{to.parent} is no folder; make it first, or give another one")
    part = beside(to)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
        flushed(part)
        part.rename(to)
    except (OSError, sqlite3.Error, DatabaseError) as error:
        if not is_full(error):
            raise
        raise BadBackup(no_room(to)) from error
    finally:
        forget(part)


def beside(path: Path) -> Path:
    """The passing name of a file in the making; what an interrupted run left there is gone."""
    part = path.with_name(f".{path.name}.part")
    forget(part)
    return part


def forget(part: Path) -> None:
    """Remove a file in the making with its log."""
    for ending in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def flushed(path: Path) -> None:
    """Wait until the disk has it: a backup that a power cut empties is none."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def copy(source: Path, target: Path, watch: Watch | None = None) -> None:
    """A consistent copy, by SQLite's backup, of a database that others may be writing to. ``watch``: pages
    done, all."""

    def tell(_status: int, remaining: int, total: int) -> None:
        if watch:
            watch(total - remaining, total)

    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=20)) as live,
        closing(sqlite3.connect(target)) as other,
    ):
        live.backup(other, pages=PAGES_AT_ONCE, progress=tell, sleep=BUSY_PAUSE)
        other.execute("PRAGMA journal_mode=DELETE")


def check(path: Path) -> tuple[str, ...]:
    """The migrations of a sound file of this program. Raises `BadBackup` for any other."""
    if not path.is_file():
        raise BadBackup(f"{path} does not exist")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            sound = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            ours = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'store_rawmessage'").fetchone()
            steps = db.execute("SELECT name FROM django_migrations WHERE app = 'store'").fetchall() if ours else []
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{path} is no backup of this program: {error}") from error
    if sound != "ok":
        raise BadBackup(f"{path} is damaged: {sound}")
    if ours is None:
        raise BadBackup(f"{path} is no backup of this program: it holds other tables")
    return tuple(name for (name,) in steps)


def put_in_place(part: Path, target: Path, *, keep: bool) -> Path | None:
    """Let ``part`` be ``target``; under which name the former one lies now, None if there was none or none to ``keep``.
    At any moment a whole database bears the name, the former or the new one."""
    former = None
    if target.exists():
        _fold_log(target)
    if target.exists() and keep:
        former = _former_name(target)
        try:
            os.link(target, former)
        except OSError:  # a file system without hard links
            shutil.copy2(target, former)
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    part.replace(target)
    return former


def move_away(target: Path) -> Path | None:
    """The former database with its log, under a name of its own."""
    if not target.exists():
        return None
    former = _former_name(target)
    _fold_log(target)
    target.rename(former)
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    return former


def stamp() -> str:
    """The moment as part of a name, in UTC."""
    return time.strftime("%Y%m%d-%H%M%S", time.gmtime())


def _former_name(target: Path) -> Path:
    base = target.with_name(f"{target.name}.before-{stamp()}")
    taken = (base, *(base.with_name(f"{base.name}-{number}") for number in range(2, 1000)))
    return next(each for each in taken if not each.exists())


def _fold_log(target: Path) -> None:
    with closing(sqlite3.connect(target)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
