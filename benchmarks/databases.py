"""Which database a benchmark runs on: SQLite in its scratch folder, or a PostgreSQL of its own, gone afterwards."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DATABASES = ("sqlite", "postgres")


@contextmanager
def fresh_database(kind: str) -> Iterator[str]:
    """DATABASE_URL of an empty database; empty for SQLite. PostgreSQL runs as Debian ships it, each commit on the
    disk."""
    if kind == "sqlite":
        yield ""
        return
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from servers.postgres import Postgres

    server = Postgres(lasting=True).start()
    try:
        yield server.create("desk")
    finally:
        server.end()
