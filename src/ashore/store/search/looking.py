"""What a search looks at in the rows of messages. In plain SQL, since one search may look at thousands, and by their
numbers alone: beside a workspace's number, SQLite would take that for the narrower one and go through all of its mail.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from django.db import connection

from ashore.core.language.search import FILES, INDEXED, Document, document

AT_ONCE = 200

Hit = tuple[int, int]
"""A message and its conversation."""


def placed(
    ids: Sequence[int],
    workspace: int,
    after: datetime | None,
    before: datetime | None,
    clients: Collection[int] | None,
) -> list[Hit]:
    """Those of some messages that are in a conversation, newest first; written from ``after`` on and before
    ``before``; of these clients."""
    moments = {"at >= %s": after, "at < %s": before}
    asked = {test: connection.ops.adapt_datetimefield_value(moment) for test, moment in moments.items() if moment}
    rows = _rows("raw_id, conversation_id, workspace_id", "store_message", "raw_id", ids, asked)
    found = [(message, talk) for message, talk, here in rows if talk and here == workspace]
    if clients is not None and found:
        talks = sorted({talk for _, talk in found})
        whose = dict(_rows("id, client_id", "store_conversation", "id", talks))
        found = [hit for hit in found if whose.get(hit[1]) in clients]
    return sorted(found, reverse=True)


def documents(ids: Sequence[int]) -> Iterator[tuple[int, int, Document]]:
    """What stored messages are found by: (message, workspace, document), newest first."""
    wanted = sorted(ids, reverse=True)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        files: dict[int, list[tuple[int, str]]] = {}
        for message, position, name in _rows("message_id, position, name", "store_attachment", "message_id", some):
            files.setdefault(message, []).append((position, name))
        columns = f"raw_id, workspace_id, subject, sender_name, sender_email, at, head, substr(text, 1, {INDEXED})"
        for row in sorted(_rows(columns, "store_message", "raw_id", some), reverse=True):
            names = [name for position, name in sorted(files.get(row[0], ())) if position < FILES]
            yield row[0], row[1], _document(row, names)


def envelopes(ids: Sequence[int]) -> Iterator[tuple[int, Document]]:
    """Subject and sender of stored messages alone, which costs a twentieth of reading all of them."""
    for message, subject, name, email, at in _rows(
        "raw_id, subject, sender_name, sender_email, at", "store_message", "raw_id", ids
    ):
        yield message, Document(subject, f"{name} {email}", "", "", "", _at(at))


def _rows(
    columns: str, table: str, key: str, ids: Sequence[int], tests: Mapping[str, Any] = MappingProxyType({})
) -> Sequence[tuple[Any, ...]]:
    """Rows by their numbers, which stand in the statement as they are: they are ours, and whole. ``tests``: what else
    holds of them, with the value that each test leaves open."""
    if not ids:
        return ()
    also = "".join(f" AND {test}" for test in tests)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {table} WHERE {key} IN ({','.join(map(str, ids))}){also}",  # noqa: S608
            list(tests.values()),
        )
        return list(cursor.fetchall())


def _document(row: Sequence[Any], files: Sequence[str]) -> Document:
    _, _, subject, name, email, at, head, text = row
    said = json.loads(head) if isinstance(head, str) else head
    to, cc = said.get("to", ()), said.get("cc", ())
    return document(subject=subject, sender=(name, email), to=to, cc=cc, files=files, text=text, at=_at(at))


def _at(value: datetime) -> datetime:
    """An instant, which SQLite gives without its zone."""
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
