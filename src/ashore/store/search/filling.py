"""The index kept up to date, in the transaction of what it is about."""

from collections.abc import Iterable, Sequence

from django.db import connection

from ashore.core.language.search import lexemes
from ashore.store.models import Message
from ashore.store.search import postgres, sqlite
from ashore.store.search.looking import documents
from ashore.store.search.scope import scoped

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


def tidied(pages: int, go_on: bool = False) -> bool:
    """Take a step in putting together what the index grew in, in a transaction of its own; whether there is more to
    do. PostgreSQL does so as mail comes in. ``pages``: how large the step is; ``go_on``: an earlier one said so."""
    return _on_sqlite() and sqlite.merged(pages, go_on)


def missing() -> int:
    """How many messages the index does not hold."""
    held: int = (sqlite if _on_sqlite() else postgres).count()
    return Message.objects.count() - held
