"""Messages that a person searches for, newest first, each with the line that was found."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from ashore.core.kernel import Side
from ashore.core.language.search import Query, excerpt, parse
from ashore.core.language.search.folding import words
from ashore.store import search
from ashore.store.models import Client, Message, Workspace
from ashore.usecases.queries.cursors import read_cursor, write_cursor
from ashore.usecases.queries.rows import NO_CLIENT, ClientRef, FoundPage, FoundRow

MAX_LIMIT = 100
FILES_SHOWN = 3


def find(
    *, workspace: Workspace, query: str, client: int | None = None, after: str | None = None, limit: int = 30
) -> FoundPage:
    """One page of what a query finds. ``client``: of this one only; ``after``: a cursor. Raises `BadCursor`."""
    limit = max(1, min(limit, MAX_LIMIT))
    asked = parse(query, workspace.zone)
    below = cast(int, read_cursor(after, (int,))[0]) if after else None
    clients = _clients(workspace, asked, client)
    found = search.newest(workspace=workspace.pk, query=asked, before=below, limit=limit + 1, clients=clients)
    hits = found.hits[:limit]
    rows = _rows(hits, asked)
    if len(found.hits) > limit:
        return FoundPage(rows, write_cursor(hits[-1][0]))
    following = write_cursor(found.reached) if found.reached is not None else None
    back_to = _at(found.reached) if found.reached is not None else None
    return FoundPage(rows, following, back_to)


def find_conversations(
    *, workspace: Workspace, query: str, client: int | None = None, limit: int = 8
) -> tuple[FoundRow, ...]:
    """The newest message of each conversation that a query finds, as many as a palette shows."""
    rows = find(workspace=workspace, query=query, client=client, limit=limit * 6).rows
    newest: dict[int, FoundRow] = {}
    for row in rows:
        newest.setdefault(row.conversation, row)
    return tuple(newest.values())[:limit]


def _clients(workspace: Workspace, asked: Query, client: int | None) -> frozenset[int] | None:
    """Which clients' messages are asked for; None for all."""
    if not asked.clients:
        return None if client is None else frozenset([client])
    named = Client.objects.filter(workspace=workspace)
    named = named if client is None else named.filter(pk=client)
    return frozenset(pk for pk, name, key in named.values_list("pk", "name", "key") if _is_named(name, key, asked))


def _is_named(name: str, key: str, asked: Query) -> bool:
    """Whether each word asked for begins a word of the client's name or address."""
    there = words(f"{name} {key}")
    return all(any(each.startswith(word) for each in there) for word in asked.clients)


def _at(message: int) -> datetime | None:
    """When mail of that arrival number was written, as far as the nearest one that there is."""
    return Message.objects.filter(pk__gte=message).order_by("pk").values_list("at", flat=True).first()


def _rows(hits: Sequence[tuple[int, int]], asked: Query) -> tuple[FoundRow, ...]:
    """What is shown of the messages found, whose workspace the search has made sure of: as many queries however many
    rows."""
    ids = [message for message, _ in hits]
    found = {each.message: each for each in search.shown(ids)}
    return tuple(_row(found[pk], asked) for pk in ids if pk in found)


def _row(found: search.Shown, asked: Query) -> FoundRow:
    """One message. Its own words are shown where they were found, else those that it quotes."""
    line, marks = excerpt(found.new_text, asked)
    if not marks and found.text != found.new_text:
        quoted = excerpt(found.text, asked)
        line, marks = quoted if quoted[1] or not line else (line, marks)
    marked = [(each, *excerpt(each, asked)) for each in found.files if each]
    files = [(said, spans) for each, said, spans in marked if spans and said == each][:FILES_SHOWN]
    return FoundRow(
        message=found.message,
        conversation=found.talk or 0,
        client=ClientRef(found.client, found.client_name) if found.client else NO_CLIENT,
        who=found.name or found.email,
        side=cast(Side, found.side),
        at=found.at,
        subject=excerpt(found.subject, asked),
        line=(line, marks),
        files=tuple(files),
    )
