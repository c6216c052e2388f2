"""Which database: SQLite in the installation folder, or PostgreSQL by ``DATABASE_URL``."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from ashore.conf.home import BadSettings

# WAL: readers never wait for the writer. FULL: a commit is on the disk when it returns; mail that is marked as
# imported survives a power cut. Measured cost on batches of hundreds of messages is below the noise.
# Mail is long: with pages of 8 kB (of a new database; it must be said before WAL) fewer of them are written a message.
# The log is folded into the database every 32 MB rather than 4: an import writes the same pages of its indexes again
# and again, and each fold writes them to the database and waits for the disk.
_SQLITE_START = (
    "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=4000; PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA journal_size_limit=67108864;"
)

LOCK_SECONDS = 20
"""So long one process waits for another one's lock before it is told that the database is locked."""


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings for one database. ``url``: empty for ``desk.sqlite3`` in ``folder``."""
    if not url:
        return _sqlite(folder / "desk.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(parts)
    raise BadSettings(
        f"DATABASE_URL: {parts.scheme}:// is not known; write sqlite:///path or postgres://user@host/name"
    )


def _postgres(parts: SplitResult) -> dict[str, Any]:
    """What follows ``?`` goes to libpq as it is: ``sslmode=require``, ``host=/run/postgresql``."""
    if find_spec("psycopg") is None:
        raise BadSettings("PostgreSQL needs one more package: pip install 'ashore[postgres]'")
    try:
        port = str(parts.port or "")
    except ValueError:
        raise BadSettings("DATABASE_URL: the port is no number; write postgres://user@host:5432/name") from None
    given = dict(parse_qsl(parts.query))
    waits = f"-c lock_timeout={LOCK_SECONDS}s {given.pop('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "ashore", "connect_timeout": "10", **given, "options": waits},
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": LOCK_SECONDS, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_START},
        "TEST": {"NAME": None},
    }
