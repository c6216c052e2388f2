"""The index kept up to date, in the transaction of what it is about."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models.functions import Substr

from ashore.core.language.search import FILES, INDEXED, Document, document, lexemes
from ashore.store.models import Attachment, Message
from ashore.store.search import postgres, sqlite
from ashore.store.search.scope import scoped

AT_ONCE = 200
COLUMNS = ("pk", "workspace_id", "subject", "sender_name", "sender_email", "head", "at", "found_in")

Entry = tuple[int, int, str]


def _on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def add(entries: Iterable[Entry]) -> None:
    """Index messages that the index does not hold: (message, workspace, lexemes)."""
    rows = [(message, scoped(workspace, message, found)) for message, workspace, found in entries]
    (sqlite if _on_sqlite() else postgres).insert(rows)


def remove(ids: Sequence[int]) -> None:
    """Take messages out while their rows still say what the index holds of them: before they are changed or erased."""
    if not _on_sqlite():
        postgres.delete(ids)
    elif there := sorted(sqlite.held(ids)):
        sqlite.delete(
            [(message, scoped(workspace, message, lexemes(of))) for message, workspace, of in documents(there)]
        )


def add_stored(ids: Sequence[int]) -> None:
    """Index stored messages anew, from their rows."""
    add((message, workspace, lexemes(of)) for message, workspace, of in documents(ids))


def forget_all() -> None:
    """Empty the index before a rebuild fills it anew."""
    (sqlite if _on_sqlite() else postgres).clear()


def missing() -> int:
    """How many messages the index does not hold."""
    held: int = (sqlite if _on_sqlite() else postgres).count()
    return Message.objects.count() - held


def documents(ids: Sequence[int]) -> Iterator[tuple[int, int, Document]]:
    """What stored messages are found by: (message, workspace, document), newest first."""
    wanted = sorted(ids, reverse=True)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        files: dict[int, list[str]] = {}
        names = Attachment.objects.filter(message__in=some, position__lt=FILES).order_by("message_id", "position")
        for message, name in names.values_list("message_id", "name"):
            files.setdefault(message, []).append(name)
        rows = Message.objects.filter(pk__in=some).annotate(found_in=Substr("text", 1, INDEXED)).order_by("-pk")
        for row in rows.values_list(*COLUMNS):
            yield row[0], row[1], _document(row, files.get(row[0], ()))


def envelopes(ids: Sequence[int]) -> Iterator[tuple[int, Document]]:
    """Subject and sender of stored messages alone, which costs a twentieth of reading all of them."""
    rows = Message.objects.filter(pk__in=ids).values_list("pk", "subject", "sender_name", "sender_email", "at")
    for message, subject, name, email, at in rows:
        yield message, Document(subject, f"{name} {email}", "", "", "", at)


def _document(row: Sequence[Any], files: Sequence[str]) -> Document:
    _, _, subject, name, email, head, at, text = row
    to, cc = head.get("to", ()), head.get("cc", ())
    return document(subject=subject, sender=(name, email), to=to, cc=cc, files=files, text=text, at=at)
