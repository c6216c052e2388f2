"""The index in SQLite: FTS5 without a copy of the text and without places, since phrases are read in the text."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

from ashore.core.language.search import Alternatives, Plan
from ashore.store.search.scope import scope

CREATE = "CREATE VIRTUAL TABLE store_search USING fts5(lexemes, content='', detail=none, tokenize='ascii')"
DROP = "DROP TABLE IF EXISTS store_search"
IDS_AT_ONCE = 500
LEAST_CHANGES = 2
"""Of a step that did anything; so FTS5 tells it (sqlite.org/fts5.html, the 'merge' command)."""

Row = tuple[int, str]


def insert(rows: Iterable[Row]) -> None:
    """Add (message, its lexemes as the index has them)."""
    with connection.cursor() as cursor:
        cursor.cursor.executemany("INSERT INTO store_search(rowid, lexemes) VALUES (?, ?)", rows)


def delete(rows: Iterable[Row]) -> None:
    """Take out what was added in the same words."""
    with connection.cursor() as cursor:
        cursor.cursor.executemany(
            "INSERT INTO store_search(store_search, rowid, lexemes) VALUES ('delete', ?, ?)", rows
        )


def held(ids: Sequence[int]) -> set[int]:
    """Which of these messages the index holds."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(ids), IDS_AT_ONCE):
            some = ids[start : start + IDS_AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"SELECT id FROM store_search_docsize WHERE id IN ({marks})", some)  # noqa: S608
            found.update(row[0] for row in cursor.fetchall())
    return found


def count() -> int:
    """How many messages the index holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM store_search_docsize")
        return int(cursor.fetchone()[0])


def clear() -> None:
    """Forget all."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO store_search(store_search) VALUES ('delete-all')")


def merged(pages: int, go_on: bool = False) -> bool:
    """Take a step in making one of the parts that the index grew in, each of which a search has to look through;
    whether there is more to do. ``pages``: so many are written. ``go_on``: it has begun."""
    with connection.cursor() as cursor:
        if not go_on and not _is_scattered(cursor):
            return False
        before = cursor.connection.total_changes
        cursor.execute(
            "INSERT INTO store_search(store_search, rank) VALUES ('merge', %s)", [pages if go_on else -pages]
        )
        return bool(cursor.connection.total_changes - before >= LEAST_CHANGES)


def _is_scattered(cursor: CursorWrapper) -> bool:
    """Whether a tenth of the index lies outside its largest part. Less is not worth writing the whole anew."""
    cursor.execute("SELECT count(*) FROM store_search_idx GROUP BY segid")
    parts = [row[0] for row in cursor.fetchall()]
    return len(parts) > 1 and (sum(parts) - max(parts)) * 10 >= sum(parts)


def ids(plan: Plan, workspace: int, segments: Sequence[int], below: int, limit: int) -> list[int]:
    """Messages of these segments (newest first) that have the plan's lexemes, older than ``below``, newest first."""
    match = " OR ".join(f"({_match(plan, scope(workspace, number))})" for number in segments)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM store_search WHERE store_search MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s",
            (match, below, limit),
        )
        return [row[0] for row in cursor.fetchall()]


def _match(plan: Plan, before: str) -> str:
    """The plan in FTS5's language; each lexeme is quoted, and none can hold a quote."""
    every = " AND ".join(_any(each, before) for each in plan.every)
    none = " OR ".join(_any(each, before) for each in plan.none)
    return f"({every}) NOT ({none})" if none else every


def _any(alternatives: Alternatives, before: str) -> str:
    words = [f'"{before}{each.text}"' + ("*" if each.beginning else "") for each in alternatives]
    return words[0] if len(words) == 1 else f"({' OR '.join(words)})"
