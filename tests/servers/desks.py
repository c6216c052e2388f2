"""Desks that tests start as commands: each has a folder, and so a database, of its own."""

import os
import shutil
import sqlite3
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
