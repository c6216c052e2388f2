"""Word search over messages, behind one door: FTS5 on SQLite; nothing else knows its language.

The index is contentless (words only, no copy of the text). Each row carries its workspace as a word of its own, so that
no query can reach another workspace's messages (H94, H95).
"""

import re
from collections.abc import Iterable, Sequence

from django.db import connection

from ashore.store.models import Message

CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS store_search USING fts5("
    "scope, subject, people, words, content='', tokenize='unicode61 remove_diacritics 2')"
)
DROP = "DROP TABLE IF EXISTS store_search"
INSERT = "INSERT INTO store_search(rowid, scope, subject, people, words) VALUES (?, ?, ?, ?, ?)"
MAX_WORDS = 12
MAX_WORD = 64
_WORD = re.compile(r"\w+")

Entry = tuple[int, str, str, str, str]


def scope(workspace: int) -> str:
    """The word that stands for a workspace in the index."""
    return f"workspace{workspace}"


def add(entries: Iterable[Entry]) -> None:
    """Index messages: (message id, scope, subject, people, words). On PostgreSQL the text columns are searched
    instead."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.cursor.executemany(INSERT, entries)


def words_of(query: str) -> list[str]:
    """The words a person typed; operators and punctuation mean nothing here."""
    return [word[:MAX_WORD] for word in _WORD.findall(query[:2000].replace("\x00", " "))][:MAX_WORDS]


def newest(
    workspace: int, query: str, *, before: int | None, limit: int, client: int | None = None
) -> list[tuple[int, int]]:
    """(message id, conversation id) of matches, newest arrival first, stopping early; all words must occur, the last
    one as a beginning."""
    words = words_of(query)
    if not words:
        return []
    ids = _sqlite_ids if connection.vendor == "sqlite" else _scan_ids
    return ids(workspace, words, before, limit, client)


def _sqlite_ids(
    workspace: int, words: Sequence[str], before: int | None, limit: int, client: int | None
) -> list[tuple[int, int]]:
    match = f'scope:"{scope(workspace)}" AND {{subject people words}}: ('
    match += " AND ".join([f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}"*']) + ")"
    sql = (  # fixed words only; what was typed goes in as values
        "SELECT s.rowid, m.conversation_id FROM store_search s CROSS JOIN store_message m ON m.raw_id = s.rowid"  # noqa: S608
        + (" JOIN store_conversation c ON c.id = m.conversation_id AND c.client_id = %s" if client else "")
        + " WHERE store_search MATCH %s AND m.workspace_id = %s AND m.conversation_id IS NOT NULL"
        + (" AND s.rowid < %s" if before is not None else "")
        + " ORDER BY s.rowid DESC LIMIT %s"
    )
    values: list[str | int] = [
        *([client] if client else []),
        match,
        workspace,
        *([before] if before is not None else []),
        limit,
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(int(message), int(conversation)) for message, conversation in cursor.fetchall()]


def _scan_ids(
    workspace: int, words: Sequence[str], before: int | None, limit: int, client: int | None
) -> list[tuple[int, int]]:
    """Without a word index: a scan from the newest on, by the database's own case folding."""
    rows = Message.objects.filter(workspace_id=workspace, conversation__isnull=False)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if client:
        rows = rows.filter(conversation__client_id=client)
    for word in words:
        rows = rows.filter(text__icontains=word) | rows.filter(subject__icontains=word)
    return list(rows.order_by("-pk").values_list("pk", "conversation_id")[:limit])


def missing() -> int:
    """How many messages the word index does not hold; 0 on PostgreSQL, which has none."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM store_message) - (SELECT count(*) FROM store_search_docsize)")
        return int(cursor.fetchone()[0])


def forget_all() -> None:
    """Empty the index before a rebuild fills it anew."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO store_search(store_search) VALUES ('delete-all')")
