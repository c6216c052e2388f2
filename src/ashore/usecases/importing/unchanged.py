"""Whether an import has anything to do at all, told without Django: giving the same command again should cost nothing.

Only a plain yes is given: every file below the paths was read to its end before and looks as it did then, and nothing
of earlier imports is left to place or to understand. In any doubt the import itself goes and looks.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from ashore import store
from ashore.usecases.importing.progress import Progress

MIGRATIONS = Path(store.__file__).parent / "migrations"
LEFT = (
    "SELECT (SELECT count(*) FROM store_workspace) <> 1"
    " OR EXISTS (SELECT 1 FROM store_message WHERE conversation_id IS NULL)"
    " OR EXISTS (SELECT 1 FROM store_engagement WHERE next_at <= '1970-01-01 00:00:00')"
    " OR NOT EXISTS (SELECT 1 FROM store_message WHERE side = 'us')"
)


class _Doubt(Exception):
    """Something is not plainly as it was."""


def unchanged(database: Path, paths: Sequence[Path]) -> Progress | None:
    """What an import of ``paths`` into the desk in this SQLite file would tell if it found nothing to do; None where it
    has to look for itself."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as desk:
            known = _known(desk)
        return Progress(stage="done", files_skipped=sum(1 for _ in _as_known(paths, known)))
    except (_Doubt, OSError, sqlite3.Error):
        return None


def _known(desk: sqlite3.Connection) -> Mapping[str, str]:
    """Files that were read to their end, with size and time as they were then."""
    applied = {name for (name,) in desk.execute("SELECT name FROM django_migrations WHERE app = 'store'")}
    if applied != {path.stem for path in MIGRATIONS.glob("[0-9]*.py")} or desk.execute(LEFT).fetchone()[0]:
        raise _Doubt
    marks = desk.execute("SELECT source, fingerprint FROM store_sourcemark WHERE done")
    return {source: fingerprint.rpartition(":")[0] for source, fingerprint in marks}


def _as_known(paths: Sequence[Path], known: Mapping[str, str]) -> Iterator[str]:
    """Every file below the paths once. Raises `_Doubt` at the first that is not as it was."""
    seen: set[str] = set()
    for path in dict.fromkeys(_files([str(path.absolute()) for path in paths])):
        info = os.stat(path)  # noqa: PTH116 - ten thousand times
        if known.get(path) != f"{info.st_size}:{info.st_mtime_ns}":
            raise _Doubt
        seen.add(path)
        yield path
    if not seen:
        raise _Doubt


def _files(todo: list[str]) -> Iterator[str]:
    """All files; what a Maildir is still writing is no message yet. Each folder once (symlink loops)."""
    folders: set[tuple[int, int]] = set()
    while todo:
        here = todo.pop()
        info = os.stat(here)  # noqa: PTH116
        if not os.path.isdir(here):  # noqa: PTH112
            yield here
        elif (info.st_dev, info.st_ino) not in folders:
            folders.add((info.st_dev, info.st_ino))
            with os.scandir(here) as listed:
                inside = {entry.name: entry.path for entry in listed}
            if {"cur", "new"} <= inside.keys():
                inside.pop("tmp", None)
            todo.extend(inside.values())
