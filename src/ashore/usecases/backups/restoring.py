"""A backup in the place of the desk: checked before anything is touched, all of it or nothing."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from ashore.store.models import Workspace
from ashore.usecases.backups import tables
from ashore.usecases.backups.files import BadBackup, Watch, beside, check, copy, forget, put_in_place, stamp
from ashore.usecases.reindexing import index_again, is_whole


@dataclass(frozen=True, slots=True)
class Former:
    """Where the desk that stood here before lies now. ``kind``: ``file`` or ``schema``."""

    kind: str
    name: str


def restore(*, source: Path, watch: Watch | None = None) -> Former | None:
    """Put a backup in the place of the desk; where the former one was moved to, None if there was none.

    The file may come from the other database. An interrupted run leaves the former desk. Raises `BadBackup`.
    """
    known = MigrationLoader(None).disk_migrations
    newer = [name for name in check(source) if ("store", name) not in known]
    if newer:
        raise BadBackup(f"{source} was written by a newer version ({newer[-1]} is not known here): update Ashore first")
    return _into_sqlite(source, watch) if connection.vendor == "sqlite" else _into_postgresql(source, watch)


def _into_sqlite(source: Path, watch: Watch | None) -> Former | None:
    """A copy is made, brought to the newest shape and given its word index before it takes the desk's name."""
    target = Path(str(connection.settings_dict["NAME"]))
    part = beside(target)
    try:
        copy(source, part, watch)
        with tables.opened(part) as file:
            tables.migrate(file)
        check(part)
        former = put_in_place(part, target, keep=_is_used())
    finally:
        forget(part)
    if not is_whole():
        index_again()
    return Former("file", str(former)) if former else None


def _into_postgresql(source: Path, watch: Watch | None) -> Former | None:
    """In one transaction: the former tables are put aside, new ones made and filled, the words indexed."""
    copied = beside(Path(str(source)))
    try:
        newest = source
        if _is_older(source):
            copy(source, copied)
            newest = copied
        with tables.opened(newest) as file:
            if newest is copied:
                tables.migrate(file)
            with tables.in_one(file), tables.in_one("default"):
                former = _room()
                tables.copy_all(file, "default", watch)
                index_again()
    finally:
        forget(copied)
    return Former("schema", former) if former else None


def _is_used() -> bool:
    """Whether there is a desk already; the connection is let go of, as the file beneath it changes."""
    made = "store_workspace" in connection.introspection.table_names()
    used = made and Workspace.objects.exists()
    connection.close()
    return used


def _is_older(source: Path) -> bool:
    """Whether the file lacks a step that this program has."""
    has = set(check(source))
    return any(app == "store" and name not in has for app, name in MigrationLoader(None).disk_migrations)


def _room() -> str:
    """Empty tables in the newest shape; the name under which the former ones lie now, empty if nothing was in them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = cursor.fetchone()[0]
        made = "store_workspace" in connection.introspection.table_names(cursor)
        if made:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM store_workspace)")
        if not made or not cursor.fetchone()[0]:
            tables.migrate("default")
            return ""
        former = f"{schema}_before_{stamp().replace('-', '_')}"
        quote = connection.ops.quote_name
        cursor.execute(f"ALTER SCHEMA {quote(schema)} RENAME TO {quote(former)}")
        cursor.execute(f"CREATE SCHEMA {quote(schema)}")
    tables.migrate("default")
    return former
