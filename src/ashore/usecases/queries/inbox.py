"""The list of conversations, ordered by the next due time, not by arrival; where only debts of long ago stand open, at
the end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from django.db.models import BigIntegerField, DateTimeField, Func, QuerySet, Value

from ashore.core.kernel import Side
from ashore.store.models import Conversation, Obligation, User, Workspace
from ashore.usecases.changes import LONG_AGO
from ashore.usecases.queries.channels import channel_refs
from ashore.usecases.queries.clocks import RUNNING, clock_of
from ashore.usecases.queries.cursors import BadCursor, read_cursor, write_cursor
from ashore.usecases.queries.narrowing import ALL, narrowed
from ashore.usecases.queries.owners import Ours, ours, shown_owner
from ashore.usecases.queries.rows import (
    NO_CLIENT,
    Chosen,
    ClientRef,
    ClockRow,
    InboxPage,
    InboxRow,
    TagRow,
    WaitingFor,
)
from ashore.usecases.queries.rowvalues import above
from ashore.usecases.team.taglist import tags

MAX_LIMIT = 200
WITH_CLIENT = ("client__kept__user",)
"""What is fetched along with conversations that are to be listed: their client, and who of us keeps it."""


def inbox(
    *,
    workspace: Workspace,
    now: datetime,
    after: str | None = None,
    client: int | None = None,
    limit: int = 50,
    chosen: Chosen = ALL,
    user: User | None = None,
    older: int | None = None,
) -> InboxPage:
    """One page of the conversations that are ``chosen``; ``user``: who "mine" is; ``older``: that figure, where it was
    counted already. Raises `BadCursor`."""
    limit = max(1, min(limit, MAX_LIMIT))
    rows = narrowed(_listed(workspace, client), workspace, chosen, user, now)
    if after:
        rows = rows.filter(_behind(after))
    page = list(rows.order_by("sort_at", "recency", "id")[: limit + 1])
    following = None
    if len(page) > limit:
        last = page[limit - 1]
        following = write_cursor(last.sort_at.isoformat(), last.recency, last.pk)
    people, known = ours(workspace), tags(workspace=workspace)
    return InboxPage(
        _rows(workspace, page[:limit], now, people, known),
        following,
        older_count(workspace) if older is None else older,
        tuple(sorted(people.by_id.items(), key=lambda pair: pair[1].casefold())),
        known,
    )


def older_count(workspace: Workspace) -> int:
    """In how many conversations only debts of long ago stand open."""
    return Conversation.objects.filter(workspace=workspace, sort_at=LONG_AGO).count()


def inbox_rows(workspace: Workspace, page: Sequence[Conversation], now: datetime) -> tuple[InboxRow, ...]:
    """Conversations, fetched with `WITH_CLIENT`, with their open clocks: as many queries however many rows."""
    known = tags(workspace=workspace) if any(each.tags for each in page) else ()
    return _rows(workspace, page, now, ours(workspace), known)


def _rows(
    workspace: Workspace, page: Sequence[Conversation], now: datetime, people: Ours, known: Sequence[TagRow]
) -> tuple[InboxRow, ...]:
    running = Obligation.objects.filter(RUNNING, conversation__in=[row.pk for row in page]).order_by("due", "id")
    by_conversation: dict[int, list[Obligation]] = {}
    for obligation in running:
        by_conversation.setdefault(obligation.conversation_id or 0, []).append(obligation)
    rows = (_row(each, by_conversation.get(each.pk, []), now, people, known) for each in page)
    if not any(each.channel for each in page):
        return tuple(rows)
    refs = channel_refs(workspace)
    return tuple(
        replace(row, channel=refs.get(each.channel, row.channel)) for row, each in zip(rows, page, strict=True)
    )


def client_ref(conversation: Conversation) -> ClientRef:
    """The client of a conversation, or the empty one."""
    found = conversation.client
    return ClientRef(found.pk, found.name) if found else NO_CLIENT


def _keeper_of(conversation: Conversation) -> str:
    kept = getattr(conversation.client, "kept", None)
    return (kept.user.name or kept.user.email) if kept else ""


def _listed(workspace: Workspace, client: int | None) -> QuerySet[Conversation]:
    rows = Conversation.objects.filter(workspace=workspace).select_related(*WITH_CLIENT)
    return rows.filter(client_id=client) if client else rows


def _behind(after: str) -> Func:
    sort_at, recency, last = read_cursor(after, (str, int, int))
    try:
        at = datetime.fromisoformat(str(sort_at))
    except ValueError as error:
        raise BadCursor(after[:40]) from error
    numbers = (Value(number, output_field=BigIntegerField()) for number in (recency, last))
    return above(("sort_at", "recency", "id"), (Value(at, output_field=DateTimeField()), *numbers))


def _row(
    row: Conversation, obligations: Iterable[Obligation], now: datetime, people: Ours, known: Sequence[TagRow]
) -> InboxRow:
    client = client_ref(row)
    found: list[ClockRow] = sorted(
        (clock_of(each, now, client, row.subject) for each in obligations),
        key=lambda c: (c.dormant, c.due is None, c.due or now, c.obligation),
    )
    return InboxRow(
        conversation=row.pk,
        client=client,
        subject=row.subject,
        snippet=row.snippet,
        last_at=row.last_at,
        last_side=cast(Side, row.last_side),
        waiting_for=cast(WaitingFor, row.waiting_for),
        messages=row.messages_count,
        clock=found[0] if found else None,
        others=tuple(found[1:]),
        owner=people.by_id.get(row.assignee_id or 0) or _keeper_of(row) or shown_owner(row.owner, people.by_email),
        older=row.sort_at == LONG_AGO,
        given=row.assignee_id in people.by_id,
        tags=tuple(each for each in known if each.id in (row.tags or ())),
        snoozed_until=row.snoozed_until if row.snoozed_until and row.snoozed_until > now else None,
    )
