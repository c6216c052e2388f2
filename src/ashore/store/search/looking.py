"""What a search looks at in the rows of messages. In plain SQL, since one search may look at thousands, and by their
numbers alone: beside a workspace's number, SQLite would take that for the narrower one and go through all of its mail.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

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
        files = _files(some)
        columns = f"raw_id, workspace_id, subject, sender_name, sender_email, at, head, substr(text, 1, {INDEXED})"
        for row in sorted(_rows(columns, "store_message", "raw_id", some), reverse=True):
            yield row[0], row[1], _document(row, files.get(row[0], ()))


def envelopes(ids: Sequence[int]) -> Iterator[tuple[int, Document]]:
    """Subject and sender of stored messages alone, which costs a twentieth of reading all of them."""
    for message, subject, name, email, at in _rows(
        "raw_id, subject, sender_name, sender_email, at", "store_message", "raw_id", ids
    ):
        yield message, Document(subject, f"{name} {email}", "", "", "", _at(at))


class Shown(NamedTuple):
    """A message as a list of hits has it. ``talk``: its conversation; ``client``: of that, with its name."""

    message: int
    talk: int | None
    client: int | None
    client_name: str
    name: str
    email: str
    side: str
    at: datetime
    subject: str
    new_text: str
    text: str
    files: Sequence[str]


def shown(ids: Sequence[int]) -> Iterator[Shown]:
    """What a list shows of some messages, in no order; as many queries however many they are."""
    columns = "raw_id, conversation_id, sender_name, sender_email, side, at, subject, new_text, text"
    rows = _rows(columns, "store_message", "raw_id", ids)
    whose = dict(_rows("id, client_id", "store_conversation", "id", _different(row[1] for row in rows)))
    names = dict(_rows("id, name", "store_client", "id", _different(whose.values())))
    files = _files(ids)
    for message, talk, name, email, side, at, *texts in rows:
        client = whose.get(talk)
        subject, new_text, text = texts
        of = client, names.get(client, "")
        yield Shown(message, talk, *of, name, email, side, _at(at), subject, new_text, text, files.get(message, ()))


def _different(numbers: Iterable[int | None]) -> list[int]:
    return sorted({number for number in numbers if number})


def _files(ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of the first files of messages that have any, in order."""
    found: dict[int, list[tuple[int, str]]] = {}
    some = {"position < %s": FILES}
    for message, position, name in _rows("message_id, position, name", "store_attachment", "message_id", ids, some):
        found.setdefault(message, []).append((position, name))
    return {message: [name for _, name in sorted(files)] for message, files in found.items()}


def first_waiting(workspace: int) -> int | None:
    """The oldest message of a workspace that is in no conversation yet."""
    return _one("SELECT min(raw_id) FROM store_message WHERE conversation_id IS NULL AND workspace_id = %s", workspace)


def last() -> int:
    """The newest message of all."""
    return _one("SELECT max(raw_id) FROM store_message") or 0


def _one(query: str, *values: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        found: int | None = cursor.fetchone()[0]
        return found


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
