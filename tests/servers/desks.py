"""Desks that tests start as commands: each has a folder, and so a database, of its own."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

SERVER = "ASHORE_TEST_SERVER"


def own_database(home: Path, *, like: Path | None = None) -> Path:
    """``home`` with a database of its own on the server of this test run, a copy of another home's where that is named;
    on SQLite nothing is needed, for it lies in the folder."""
    if SERVER in os.environ:
        home.mkdir(parents=True, exist_ok=True)
        name, model = _name(home), _name(like) if like else "template1"
        with psycopg.connect(_address("postgres"), autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
        url = urlsplit(os.environ[SERVER])._replace(path=f"/{name}").geturl()
        (home / "ashore.toml").write_text(f'database_url = "{url}"\n', encoding="utf-8")
    return home


def copied(home: Path, to: Path) -> Path:
    """A desk with all that is in it, to be changed at will."""
    shutil.copytree(home, to)
    return own_database(to, like=home)


def connect(home: Path) -> Any:
    """The desk's database, for a look past Ashore; instants are told in UTC."""
    if SERVER not in os.environ:
        return sqlite3.connect(home / "desk.sqlite3")
    return psycopg.connect(f"{_address(_name(home))} options='-c timezone=UTC'")


def tables(home: Path) -> list[str]:
    """The names of the tables with our rows."""
    sqlite = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'store_%'"
    with connect(home) as db:
        query = sqlite if SERVER not in os.environ else "SELECT tablename FROM pg_tables WHERE tablename LIKE 'store_%'"
        return sorted(name for (name,) in db.execute(query).fetchall())


def _name(home: Path) -> str:
    return "-".join(home.absolute().parts[-3:])[-60:]


def _address(name: str) -> str:
    parts = urlsplit(os.environ[SERVER])
    return f"dbname='{name}' user={parts.username} {parts.query}"


def start(home: Path, *words: str) -> subprocess.Popen[str]:
    """An ``ashore`` command of this desk, running in a process group of its own."""
    return _started(home, ["-m", "ashore", *words])


def start_script(home: Path, script: str, *words: str) -> subprocess.Popen[str]:
    """A few lines of Python with the desk open, e.g. a person at work in another process."""
    opening = "from ashore.conf import boot; boot.start()\n"
    return _started(home, ["-c", opening + script, *words])


def finished(home: Path, *words: str) -> tuple[int, str, str]:
    """An ``ashore`` command to its end: exit code, stdout, stderr."""
    return ended(start(home, *words))


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """How it ended: exit code, stdout, stderr."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def owed(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What a desk understood and what it says is owed, free of row numbers."""
    what = "e.client_id, uid, kind, o.owed_by, state, due, met_at, met_by, c.key, quote"
    queries = {
        "obligation": f"SELECT {what} FROM store_obligation o JOIN store_engagement e ON e.id = o.engagement_id"
        " LEFT JOIN store_conversation c ON c.id = o.conversation_id ORDER BY 1, 2",
        "reading": "SELECT key, r.said FROM store_reading r JOIN store_message m ON m.raw_id = r.message_id ORDER BY 1",
        "conversation": "SELECT key, waiting_for, next_due_at, messages_count FROM store_conversation ORDER BY 1",
    }
    with connect(home) as db:
        return {name: db.execute(query).fetchall() for name, query in queries.items()}


def count(home: Path, table: str) -> int:
    """How many rows a table of ours has."""
    with connect(home) as db:
        return int(db.execute(f"SELECT count(*) FROM store_{table}").fetchone()[0])


def _started(home: Path, command: list[str]) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {"ASHORE_HOME": str(home)}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )
