"""The desk as one file, written while it is in use."""

from pathlib import Path

from django.db import connection

from ashore.usecases.backups import tables
from ashore.usecases.backups.files import Watch, check, copy, fresh
from ashore.usecases.transactions import one_moment


def backup(*, to: Path, watch: Watch | None = None) -> int:
    """Write the whole database into one new file (0600); its size in bytes. ``watch``: pages or rows done, all.

    It holds neither the secret key nor the seal key: passwords of mail accounts in it are sealed. Raises `BadBackup`.
    """
    with fresh(to) as part:
        if connection.vendor == "sqlite":
            copy(Path(str(connection.settings_dict["NAME"])), part, watch)
        else:
            _read_out(part, watch)
        check(part)
    return to.stat().st_size


def _read_out(part: Path, watch: Watch | None) -> None:
    """All tables as they stood at one moment, however long it takes to read them and whatever is written meanwhile."""
    with tables.opened(part) as file:
        tables.migrate(file)
        with one_moment(), tables.in_one(file):
            tables.copy_all("default", file, watch)
