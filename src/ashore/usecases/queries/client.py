"""Clients: the list, and the one-page brief."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from ashore.channels.people import channel_of, is_of_a_chat
from ashore.core.kernel import CLIENT, US
from ashore.core.reporting import OF_THEIRS, Share, Times, figures, times_of
from ashore.store.models import Client, ClientKeeper, Conversation, Engagement, Message, Obligation, Person, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.manners import manner_of
from ashore.usecases.queries.channels import channel_refs
from ashore.usecases.queries.clocks import RUNNING, clock, clocks, running
from ashore.usecases.queries.coach import manner_row, silences_with
from ashore.usecases.queries.cursors import read_cursor, write_cursor
from ashore.usecases.queries.inbox import WITH_CLIENT, inbox_rows
from ashore.usecases.queries.notes import notes_of, suspensions_of
from ashore.usecases.queries.reporting import ground, read_rows
from ashore.usecases.queries.rows import (
    NO_KEEPER,
    AnswerTimes,
    ClientRow,
    ClientsPage,
    ClientView,
    EngagementRef,
    KeeperRef,
    PersonRow,
)
from ashore.usecases.records import read_finding

SHOWN_CONVERSATIONS = 50
SHOWN_CLOCKS = 30
SHOWN_PEOPLE = 30
SHOWN_HABITS = 20
OF_THE_CLIENT = (
    "rename",
    "merge",
    "same_person",
    "suspension",
    "resume",
    "manner",
    "silence",
    "silence_lifted",
    "keeper",
)


def client(*, workspace: Workspace, id: int, now: datetime) -> ClientView:
    """Everything about one client on one page. Raises `NotThere`."""
    row = Client.objects.filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"client {id}")
    engagements = list(row.engagements.all())
    owed = running(workspace).filter(engagement__in=engagements).order_by("dormant", "due", "id")
    talks = Conversation.objects.filter(client=row).select_related(*WITH_CLIENT)
    figures = talks.aggregate(first=Min("first_at"), last=Max("last_at"), messages=Sum("messages_count"))
    shown = list(talks.order_by("sort_at", "recency", "id")[:SHOWN_CONVERSATIONS])
    answers = _answers(workspace, engagements, now)
    notes = notes_of(workspace, engagements=tuple(each.pk for each in engagements))
    habits = [read_finding(each) for engagement in engagements for each in engagement.habits]
    return ClientView(
        id=row.pk,
        name=row.name,
        key=row.key,
        people=_people(row),
        we_owe=clocks(owed.filter(owed_by=US)[:SHOWN_CLOCKS], now),
        they_owe=clocks(owed.filter(owed_by=CLIENT)[:SHOWN_CLOCKS], now),
        habits=tuple(habits[-SHOWN_HABITS:]),
        conversations=inbox_rows(workspace, shown, now),
        answers=answers[US],
        their_answers=answers[CLIENT],
        first_at=figures["first"],
        last_at=figures["last"],
        messages=figures["messages"] or 0,
        calls=tuple(each for each in notes if each.kind == "call"),
        suspensions=suspensions_of(workspace, tuple(each.pk for each in engagements)),
        log=tuple(each for each in notes if each.kind in OF_THE_CLIENT),
        engagements=_engagements(row),
        keeper=_keeper(workspace, row.pk),
        manner=manner_row(manner_of(row.pk)),
        silences=silences_with(workspace, row.pk),
    )


def _keeper(workspace: Workspace, client: int) -> KeeperRef:
    kept = ClientKeeper.objects.filter(workspace=workspace, client=client).select_related("user").first()
    return KeeperRef(kept.user_id, kept.user.name or kept.user.email, kept.since) if kept else NO_KEEPER


def _engagements(row: Client) -> tuple[EngagementRef, ...]:
    found = row.engagements.annotate(newest=Max("agreementtext__version")).order_by("-pk")
    return tuple(EngagementRef(each.pk, each.title or row.name, each.newest or 0) for each in found)


def clients(*, workspace: Workspace, now: datetime, after: str | None = None, limit: int = 50) -> ClientsPage:
    """Clients by name. Raises `BadCursor`."""
    rows = Client.objects.filter(workspace=workspace, hidden=False)
    if after:
        name, last = read_cursor(after, (str, int))
        rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=last))
    page = list(rows.order_by("name", "pk")[: limit + 1])
    following = write_cursor(page[limit - 1].name, page[limit - 1].pk) if len(page) > limit else None
    return ClientsPage(_client_rows(page[:limit], now), following)


def _client_rows(page: list[Client], now: datetime) -> tuple[ClientRow, ...]:
    ids = [each.pk for each in page]
    talks = Conversation.objects.filter(client__in=ids).values_list("client").annotate(Count("pk"), Max("last_at"))
    seen = {client: (count, last) for client, count, last in talks}
    owed = Obligation.objects.filter(RUNNING, engagement__client__in=ids)
    open_counts, firsts = _figures(owed)
    nearest = _nearest(owed, firsts)
    return tuple(
        ClientRow(
            id=each.pk,
            name=each.name,
            conversations=seen.get(each.pk, (0, None))[0],
            last_at=seen.get(each.pk, (0, None))[1],
            open_ours=open_counts.get((each.pk, US), 0),
            open_theirs=open_counts.get((each.pk, CLIENT), 0),
            clock=clock(nearest[each.pk], now) if each.pk in nearest else None,
        )
        for each in page
    )


def _figures(owed: QuerySet[Obligation]) -> tuple[dict[tuple[int, str], int], dict[int, datetime]]:
    """How much is open by client and side, and the first due time of each client; out of the index alone."""
    counts: dict[tuple[int, str], int] = {}
    firsts: dict[int, datetime] = {}
    rows = owed.order_by().values_list("engagement__client", "owed_by").annotate(Count("pk"), Min("due"))
    for client, side, count, due in rows:
        counts[client, side] = count
        if due is not None:
            firsts[client] = min(due, firsts.get(client, due))
    return counts, firsts


def _nearest(owed: QuerySet[Obligation], firsts: dict[int, datetime]) -> dict[int, Obligation]:
    """The next clock of each client: only the rows that have their first due times."""
    found: dict[int, Obligation] = {}
    rows = owed.filter(due__in=set(firsts.values())).select_related("engagement__client", "conversation")
    for row in rows.order_by("due", "id"):
        if row.due == firsts.get(row.engagement.client_id):
            found.setdefault(row.engagement.client_id, row)
    return found


def _people(row: Client) -> tuple[PersonRow, ...]:
    found = list(Person.objects.filter(client=row).prefetch_related("addresses").order_by("name", "pk")[:SHOWN_PEOPLE])
    emails = [address.email for person in found for address in person.addresses.all()]
    wrote = Message.objects.filter(conversation__client=row, sender_email__in=emails)
    last = dict(wrote.values_list("sender_email").annotate(last=Max("at")))
    of_chats = any(is_of_a_chat(each) for each in emails)
    names = {key: ref.name for key, ref in channel_refs(row.workspace).items()} if of_chats else {}
    return tuple(_person(each, last, names) for each in found)


def _person(row: Person, last: dict[str, datetime], names: dict[str, str]) -> PersonRow:
    """A person with their addresses; in place of those that chats alone have stands the channel's name."""
    emails = tuple(address.email for address in row.addresses.all())
    shown = tuple(names.get(channel_of(each), "") if is_of_a_chat(each) else each for each in emails)
    return PersonRow(
        row.pk, row.name or next(iter(shown), ""), shown, max((last[e] for e in emails if e in last), default=None)
    )


def _answers(workspace: Workspace, engagements: Iterable[Engagement], now: datetime) -> dict[str, AnswerTimes]:
    """How replies of ours and what the client owed went, by side: read and counted as reports do."""
    rows = Obligation.objects.filter(engagement__in=engagements, state__in=("open", "late", "met", "missed"))
    wanted = rows.filter(Q(owed_by=US, kind="reply") | Q(owed_by=CLIENT, kind__in=OF_THEIRS))
    owed = read_rows(ground(workspace), wanted, now)
    found, took = figures(owed), [each.minutes for each in owed if each.owed_by == CLIENT and each.minutes is not None]
    return {US: _told(found.in_time, found.times), CLIENT: _told(found.theirs, times_of(took))}


def _told(share: Share, times: Times) -> AnswerTimes:
    return AnswerTimes(share.part, share.whole, None if times.median is None else round(times.median))
