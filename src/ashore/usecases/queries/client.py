"""Clients: the list, and the one-page brief."""

from collections.abc import Iterable
from datetime import datetime
from statistics import median

from django.db.models import Count, Max, Min, Q, Sum

from ashore.core.kernel import CLIENT, US, Side
from ashore.store.models import Client, Conversation, Message, Obligation, Person, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.clocks import clock, clocks, running
from ashore.usecases.queries.cursors import read_cursor, write_cursor
from ashore.usecases.queries.inbox import inbox_rows
from ashore.usecases.queries.notes import notes_of
from ashore.usecases.queries.rows import AnswerTimes, ClientRow, ClientsPage, ClientView, PersonRow
from ashore.usecases.records import read_finding

SHOWN_CONVERSATIONS = 50
SHOWN_CLOCKS = 30
SHOWN_PEOPLE = 30
SHOWN_HABITS = 20
ANSWER_KINDS = {US: "reply", CLIENT: "information"}


def client(*, workspace: Workspace, id: int, now: datetime) -> ClientView:
    """Everything about one client on one page. Raises `NotThere`."""
    row = Client.objects.filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"client {id}")
    engagements = list(row.engagements.all())
    owed = running(workspace).filter(engagement__in=engagements).order_by("due", "id")
    talks = Conversation.objects.filter(client=row).select_related("client")
    figures = talks.aggregate(first=Min("first_at"), last=Max("last_at"), messages=Sum("messages_count"))
    habits = [read_finding(each) for engagement in engagements for each in engagement.habits]
    return ClientView(
        id=row.pk,
        name=row.name,
        key=row.key,
        people=_people(row),
        we_owe=clocks(owed.filter(owed_by=US)[:SHOWN_CLOCKS], now),
        they_owe=clocks(owed.filter(owed_by=CLIENT)[:SHOWN_CLOCKS], now),
        habits=tuple(habits[-SHOWN_HABITS:]),
        conversations=inbox_rows(talks.order_by("sort_at", "recency", "id")[:SHOWN_CONVERSATIONS], now),
        answers=_answers(engagements, US),
        their_answers=_answers(engagements, CLIENT),
        first_at=figures["first"],
        last_at=figures["last"],
        messages=figures["messages"] or 0,
        calls=notes_of(workspace, engagements=tuple(each.pk for each in engagements), kind="call"),
    )


def clients(*, workspace: Workspace, now: datetime, after: str | None = None, limit: int = 50) -> ClientsPage:
    """Clients by name. Raises `BadCursor`."""
    rows = Client.objects.filter(workspace=workspace)
    if after:
        name, last = read_cursor(after, (str, int))
        rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=last))
    page = list(rows.order_by("name", "pk")[: limit + 1])
    following = write_cursor(page[limit - 1].name, page[limit - 1].pk) if len(page) > limit else None
    return ClientsPage(_client_rows(workspace, page[:limit], now), following)


def _client_rows(workspace: Workspace, page: list[Client], now: datetime) -> tuple[ClientRow, ...]:
    ids = [each.pk for each in page]
    talks = Conversation.objects.filter(client__in=ids).values("client").annotate(n=Count("pk"), last=Max("last_at"))
    by_client = {each["client"]: each for each in talks}
    nearest: dict[int, list[Obligation]] = {}
    for row in running(workspace).filter(engagement__client__in=ids).order_by("due", "id"):
        nearest.setdefault(row.engagement.client_id, []).append(row)
    return tuple(_client_row(each, by_client.get(each.pk, {}), nearest.get(each.pk, []), now) for each in page)


def _client_row(row: Client, talks: dict[str, object], owed: list[Obligation], now: datetime) -> ClientRow:
    dated = [each for each in owed if each.due is not None]
    last = talks.get("last")
    count = talks.get("n", 0)
    assert last is None or isinstance(last, datetime)
    assert isinstance(count, int)
    return ClientRow(
        id=row.pk,
        name=row.name,
        conversations=count,
        last_at=last,
        open_ours=sum(1 for each in owed if each.owed_by == US),
        open_theirs=sum(1 for each in owed if each.owed_by == CLIENT),
        clock=clock(dated[0], now) if dated else None,
    )


def _people(row: Client) -> tuple[PersonRow, ...]:
    found = list(Person.objects.filter(client=row).prefetch_related("addresses").order_by("name", "pk")[:SHOWN_PEOPLE])
    emails = [address.email for person in found for address in person.addresses.all()]
    wrote = Message.objects.filter(conversation__client=row, sender_email__in=emails)
    last = dict(wrote.values_list("sender_email").annotate(last=Max("at")))
    return tuple(_person(each, last) for each in found)


def _person(row: Person, last: dict[str, datetime]) -> PersonRow:
    emails = tuple(address.email for address in row.addresses.all())
    return PersonRow(row.pk, row.name, emails, max((last[e] for e in emails if e in last), default=None))


def _answers(engagements: Iterable[object], side: Side) -> AnswerTimes:
    done = Obligation.objects.filter(
        engagement__in=engagements, owed_by=side, kind=ANSWER_KINDS[side], state__in=("met", "missed")
    ).values_list("state", "created_at", "met_at")
    rows = list(done)
    minutes = [(met - asked).total_seconds() / 60 for _, asked, met in rows if met is not None]
    return AnswerTimes(
        met=sum(1 for state, _, _ in rows if state == "met"),
        all=len(rows),
        median_minutes=round(median(minutes)) if minutes else None,
    )
