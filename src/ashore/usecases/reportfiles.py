"""A report as a table for spreadsheets and on paper, from the same rows as the page."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from ashore.core.reporting import FIGURES
from ashore.documents import write
from ashore.documents.report import Chapter, paper
from ashore.store.models import Workspace
from ashore.usecases.exporting.cells import csv_lines
from ashore.usecases.queries.reporting import ground, owed_in
from ashore.usecases.queries.reports import report
from ashore.usecases.queries.rows import Download
from ashore.usecases.queries.rows.reports import Cost, Group, Period, ReportView
from ashore.words import Speech, say_lines, speech
from ashore.words.clauses import clause_name
from ashore.words.reporting import (
    ALL,
    AS_OF,
    BY_CLIENT,
    BY_MONTH,
    BY_PERSON,
    COLUMNS,
    COST,
    COUNTED,
    FIGURE,
    FIRST_COLUMNS,
    NAME,
    NOTHING_LOST,
    PERIOD,
    TITLE,
    VALUE,
    cells,
    heading,
    lost_days,
    month_name,
    stage_days,
)

HEADINGS = (
    "group", "name", "answers_in_time", "answers_late", "answers_waiting", "median_working_minutes",
    "p90_working_minutes", *(each.replace(".", "_") for each in FIGURES if not each.startswith("answers")),
    "client_late_working_minutes", "we_wrote_last", "they_wrote_last",
)  # fmt: skip
ROW_HEADINGS = (
    "id", "client", "person", "month", "kind", "owed_by", "state", "created_at", "due", "met_at", "working_minutes",
    "late_working_minutes",
)  # fmt: skip


def report_table(*, workspace: Workspace, period: Period, now: datetime, client: int = 0, person: str = "") -> Download:
    """The figures of a report, one line a client, person and month, and one of all. Raises `NotThere`."""
    found = report(workspace=workspace, period=period, now=now, client=client, person=person)
    return _csv(f"report-{period.first}-{period.last}.csv", HEADINGS, _lines(found))


def rows_table(*, workspace: Workspace, period: Period, now: datetime, client: int = 0, person: str = "") -> Download:
    """The obligations that the figures count, one line each. Raises `NotThere`."""
    found = report(workspace=workspace, period=period, now=now, client=client, person=person)
    names = {each.id: each.name for each in found.clients}
    rows = (
        (
            row.uid, names.get(row.client, ""), row.person, row.month, row.kind, row.owed_by, row.state,
            row.created_at, row.due, row.met_at, row.minutes, row.late_minutes,
        )
        for row in owed_in(ground(workspace), period, now, client)
        if not person or row.person == person
    )  # fmt: skip
    return _csv(f"obligations-{period.first}-{period.last}.csv", ROW_HEADINGS, rows)


def report_paper(
    *,
    workspace: Workspace,
    period: Period,
    now: datetime,
    language: str,
    zone: str,
    client: int = 0,
    person: str = "",
) -> Download:
    """The report as PDF in the reader's language. Raises `NotThere`."""
    found = report(workspace=workspace, period=period, now=now, client=client, person=person)
    reader = speech(language, zone)
    days = reader.text(PERIOD).format(first=reader.day(period.first), last=reader.day(period.last))
    as_of = reader.text(AS_OF).format(time=reader.moment(now))
    subtitle = (workspace.name, found.client.name, person, f"{days}, {as_of}", reader.text(COUNTED))
    title = reader.text(TITLE)
    document = paper(title, subtitle, tuple(_chapters(found, reader)), reader.language, f"{title}, {days}")
    return Download(f"report-{period.first}-{period.last}.pdf", "application/pdf", write(document, "pdf", now))


def _csv(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Download:
    """A table with the mark by which spreadsheets know UTF-8."""
    text = "\ufeff" + "".join(csv_lines(headings, rows))
    return Download(name, "text/csv; charset=utf-8", text.encode("utf-8", "replace"))


def _lines(found: ReportView) -> Iterator[Sequence[object]]:
    groups = (
        ("all", [found.whole]),
        ("client", found.by_client),
        ("person", found.by_person),
        ("month", found.by_month),
    )
    for kind, some in groups:
        for each in some:
            counts, times = each.figures.counts, each.figures.times
            yield (
                kind, each.name, *(counts[name] for name in FIGURES if name.startswith("answers")), times.median,
                times.p90, *(counts[name] for name in FIGURES if not name.startswith("answers")),
                each.figures.late_minutes, each.wrote_last.part, each.wrote_last.whole - each.wrote_last.part,
            )  # fmt: skip


def _chapters(found: ReportView, reader: Speech) -> Iterator[Chapter]:
    heads = tuple(heading(column, reader) for _, column in COLUMNS)
    texts = cells(found.whole.figures, found.whole.wrote_last, reader)
    told = tuple(zip(heads, texts, strict=True))
    both = (reader.text(FIGURE), reader.text(VALUE))
    yield Chapter(reader.text(ALL), (_sentence(found, reader),), both, told)
    months = tuple(_named(each, month_name(each.key, reader)) for each in found.by_month)
    for title, groups in ((BY_CLIENT, found.by_client), (BY_PERSON, found.by_person), (BY_MONTH, months)):
        yield from _tables(reader.text(title), groups, heads, reader)
    yield Chapter(reader.text(COST), tuple(_costs(found.costs, reader)) or (reader.text(NOTHING_LOST),))


def _sentence(found: ReportView, reader: Speech) -> str:
    return next(sentence for _, sentence, _ in say_lines(found.trend, reader))


def _named(group: Group, name: str) -> Group:
    return Group(group.key, name, group.figures, group.wrote_last)


def _tables(title: str, groups: Sequence[Group], heads: Sequence[str], reader: Speech) -> Iterator[Chapter]:
    """The groups in two tables, for one would be wider than the sheet."""
    others = tuple(n for n in range(len(COLUMNS)) if n not in FIRST_COLUMNS)
    for chosen in (FIRST_COLUMNS, others):
        rows = []
        for each in groups:
            texts = cells(each.figures, each.wrote_last, reader)
            rows.append((each.name, *(texts[n] for n in chosen)))
        yield Chapter(title, (), (reader.text(NAME), *(heads[n] for n in chosen)), tuple(rows))


def _costs(costs: Iterable[Cost], reader: Speech) -> Iterator[str]:
    for cost in costs:
        lines = [f"{cost.client.name}: {lost_days(cost.days, reader)}" if cost.days else f"{cost.client.name}:"]
        for delay in cost.delays:
            lines.append(stage_days(delay.name, delay.days, reader))
            lines += [sentence for reason in delay.because for _, sentence, _ in say_lines(reason, reader)]
        for line in cost.sums:
            lines.append(f"{reader.text(clause_name(line.clause))}: {reader.money(str(line.amount))}")
            lines += [sentence for _, sentence, _ in say_lines(line.because, reader)]
        yield " · ".join(each.rstrip(".") for each in lines) + "."
