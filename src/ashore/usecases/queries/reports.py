"""Reports: figures of a period from the rows that lists and badges show, and the list behind each figure (W11, W14)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from ashore.core.kernel import CLIENT, US
from ashore.core.reporting import FIGURES, Owed, Share, counted_in, delays, figures, grouped, longest, trend
from ashore.store.models import Client, Conversation, Message, Obligation, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.clocks import clocks
from ashore.usecases.queries.inbox import WITH_CLIENT, inbox_rows
from ashore.usecases.queries.reporting import Ground, Quiet, ground, owed_in, quiet_in, window
from ashore.usecases.queries.rows import NO_CLIENT, ClientRef, ClockRow, InboxRow
from ashore.usecases.queries.rows.reports import (
    BehindPage,
    BehindRow,
    Cost,
    Group,
    Period,
    ReportView,
    SaidRef,
)
from ashore.usecases.queries.work import ledgers_of

ROWS = 40
WROTE_LAST = tuple(f"wrote_last.{side}" for side in (US, CLIENT))
MOST_CHOICES = 500
_Row = Owed | Quiet


def report(*, workspace: Workspace, period: Period, now: datetime, client: int = 0, person: str = "") -> ReportView:
    """The figures of a period, of all or of one client, of all of us or of one person. Raises `NotThere`."""
    names = dict(Client.objects.filter(workspace=workspace).values_list("pk", "name"))
    if client and client not in names:
        raise NotThere(f"client {client}")
    by = ground(workspace)
    rows, talks = owed_in(by, period, now, client), quiet_in(by, period, client)
    if person:
        rows, talks = [each for each in rows if each.person == person], [e for e in talks if e.person == person]
    costs = () if person else _costs(by, period, now, client)
    months = _without_gaps(_groups(rows, talks, lambda each: each.month, str))
    by_client = _groups(rows, talks, lambda each: each.client, lambda key: names.get(int(key), ""))
    return ReportView(
        period=period,
        at=now,
        whole=_group("", "", rows, talks),
        by_client=tuple(sorted(by_client, key=_busiest)),
        by_person=tuple(sorted(_groups(rows, talks, lambda each: each.person, str), key=_busiest)),
        by_month=months,
        trend=trend([each.figures.in_time for each in months]),
        costs=costs,
        totals=_totals(costs),
        clients=tuple(
            ClientRef(pk, name) for pk, name in sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
        )[:MOST_CHOICES],
        client=ClientRef(client, names[client]) if client else NO_CLIENT,
        person=person,
    )


def behind(
    *,
    workspace: Workspace,
    period: Period,
    now: datetime,
    figure: str,
    client: int = 0,
    person: str = "",
    month: str = "",
    number: int = 1,
) -> BehindPage:
    """What was counted in a figure of `report`, page by page, the newest first. Raises `NotThere`."""
    if figure not in (*FIGURES, *WROTE_LAST):
        raise NotThere(f"figure {figure[:40]}")
    start, by = (max(1, number) - 1) * ROWS, ground(workspace)
    if figure in WROTE_LAST:
        side = figure.rpartition(".")[2]
        quiet = [each for each in quiet_in(by, period, client) if each.last_side == side]
        found: Sequence[_Row] = [each for each in quiet if _fits(each, person, month)]
    else:
        owed = [each for each in owed_in(by, period, now, client, figure) if counted_in(each) == figure]
        found = [each for each in owed if _fits(each, person, month)]
    page = list(reversed(found))[start : start + ROWS]
    rows = _behind(workspace, [each for each in page if isinstance(each, Owed)], now)
    talks = _talks(workspace, [each.id for each in page if isinstance(each, Quiet)], now)
    return BehindPage(figure, rows, talks, len(found), max(1, number), len(found) > start + ROWS)


def _fits(row: _Row, person: str, month: str) -> bool:
    return (not person or row.person == person) and (not month or row.month == month)


def _group(key: str, name: str, rows: Iterable[Owed], talks: Iterable[Quiet]) -> Group:
    ended = [each.last_side for each in talks]
    return Group(key, name, figures(rows), Share(sum(side == US for side in ended), len(ended)))


def _groups(
    rows: Sequence[Owed],
    talks: Sequence[Quiet],
    by: Callable[[_Row], str | int],
    named: Callable[[str | int], str],
) -> list[Group]:
    """The groups in which anything was counted, or a conversation ended."""
    counted = grouped(rows, by)
    ended: dict[str | int, list[bool]] = {}
    for each in talks:
        if key := by(each):
            ended.setdefault(key, []).append(each.last_side == US)
    return [
        Group(
            str(key),
            named(key),
            counted.get(key) or figures(()),
            Share(sum(ended.get(key, ())), len(ended.get(key, ()))),
        )
        for key in dict.fromkeys((*counted, *ended))
    ]


def _without_gaps(months: Sequence[Group]) -> tuple[Group, ...]:
    """The months in order from the first to the last in which there was anything, with those in between."""
    found = {each.key: each for each in months}
    if not found:
        return ()
    names, last = [min(found)], max(found)
    while names[-1] < last:
        year, month = map(int, names[-1].split("-"))
        names.append(f"{year + month // 12:04d}-{month % 12 + 1:02d}")
    return tuple(found.get(name) or _group(name, name, (), ()) for name in names)


def _busiest(group: Group) -> tuple[int, str, str]:
    return -sum(group.figures.counts.values()), group.name.casefold(), group.key


def _costs(by: Ground, period: Period, now: datetime, client: int) -> tuple[Cost, ...]:
    """What clients' lateness cost in the period, where it cost anything; the longest wait first."""
    start, end = window(by.workspace, period)
    found = []
    for pk, (terms, ledger) in ledgers_of(by.workspace, by.agreed, now, [client] if client else None).items():
        moved = delays(ledger.plan, terms.clock(US), start, end)
        sums = tuple(
            line
            for line in ledger.statement
            if line.kind == "penalty" and line.owed_by == CLIENT and line.at is not None and start <= line.at < end
        )
        if moved or sums:
            row = by.agreed.works[pk]
            whose = ClientRef(row.client_id, row.client.name)
            found.append(Cost(pk, row.title, whose, moved, longest(moved), sums))
    return tuple(sorted(found, key=lambda each: (-each.days, each.client.name.casefold(), each.engagement)))


def _totals(costs: Iterable[Cost]) -> tuple[tuple[str, Decimal], ...]:
    sums: dict[str, Decimal] = {}
    for cost in costs:
        for line in cost.sums:
            sums[line.amount.currency] = sums.get(line.amount.currency, Decimal(0)) + line.amount.amount
    return tuple(sorted(sums.items()))


def _behind(workspace: Workspace, page: Sequence[Owed], now: datetime) -> tuple[BehindRow, ...]:
    stored = Obligation.objects.filter(workspace=workspace, uid__in=[each.uid for each in page])
    rows = {(row.engagement_id, row.uid): row for row in stored.select_related("engagement__client", "conversation")}
    keys = {key for row in rows.values() for key in (row.anchor, row.met_by) if key}
    said = Message.objects.filter(workspace=workspace, key__in=keys)
    columns = said.values_list("key", "sender_name", "sender_email", "at")
    refs = {key: SaidRef(key, name or email, at) for key, name, email, at in columns}
    return tuple(
        BehindRow(
            _as_counted(rows[each.engagement, each.uid], now),
            each.person,
            each.minutes,
            each.late_minutes,
            refs.get(rows[each.engagement, each.uid].anchor),
            refs.get(rows[each.engagement, each.uid].met_by),
        )
        for each in page
        if (each.engagement, each.uid) in rows
    )


def _as_counted(row: Obligation, now: datetime) -> ClockRow:
    return clocks([row], now)[0]


def _talks(workspace: Workspace, page: Sequence[int], now: datetime) -> tuple[InboxRow, ...]:
    rows = Conversation.objects.filter(workspace=workspace).select_related(*WITH_CLIENT).in_bulk(page)
    return tuple(inbox_rows(workspace, [rows[pk] for pk in page if pk in rows], now)) if page else ()
