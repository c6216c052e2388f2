"""``ashore report``: how answers, promises and deadlines went, in the terminal."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ashore.cli.desk_common import at, home_option, json_option, now_option, print_json, workspace_in

if TYPE_CHECKING:
    from ashore.usecases.queries.rows.reports import Cost, Group, ReportView
    from ashore.words import Speech

NAME_WIDTH = 28
SHOWN = ("answers.in_time", "answers.late", "", "")
"""Of the columns of a report those that a line of a terminal has room for: in time, late, median, nine of ten."""


class Day(click.ParamType[date]):
    """A day as ``2026-01-31``."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; what is none is refused with an example."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value}: write it as 2026-01-31", param, ctx)


@click.command()
@click.option("--from", "first", type=Day(), help="First day. [the first of the month two months ago]")
@click.option("--to", "last", type=Day(), help="Last day. [today]")
@click.option("--client", "who", metavar="NAME", default="", help="Only this client, by name or domain.")
@click.option("--person", default="", metavar="NAME", help="Only what this person of ours answered or has to answer.")
@click.option("--by", type=click.Choice(["client", "person", "month"]), default="client", help="A line each. [client]")
@click.option(
    "--language", type=click.Choice(["en", "ru", "sk", "fil"]), help="Language of the words. [the workspace's]"
)
@home_option
@now_option
@json_option
def report(
    first: date | None,
    last: date | None,
    who: str,
    person: str,
    by: str,
    language: str | None,
    folder: str | None,
    moment: str | None,
    as_json: bool,
) -> int:
    """Answers, promises, last words, and what clients' lateness cost, over a period.

    Times are working time of the side that owed. The same rows as on the page Reports.

    \b
    Examples:
      ashore report --by month --from 2026-01-01
      ashore report --client nordlicht.example --json
    """
    workspace = workspace_in(folder)
    from zoneinfo import ZoneInfo

    from ashore.usecases.queries.lookup import client_named
    from ashore.usecases.queries.reports import report as read_report
    from ashore.usecases.queries.rows.reports import Period
    from ashore.words import speech

    now = at(moment)
    until = last or now.astimezone(ZoneInfo(workspace.zone)).date()
    period = Period(first or _months_before(until, 2), until)
    if period.last < period.first:
        raise click.UsageError(f"--to {period.last} lies before --from {period.first}")
    client = client_named(workspace=workspace, name=who) if who else 0
    if client is None:
        raise click.ClickException(f"{who}: no client has this name or domain; ashore contacts export lists them.")
    found = read_report(workspace=workspace, period=period, now=now, client=client, person=person)
    if as_json:
        print_json(_data(found))
    else:
        _show(found, by, speech(language or workspace.language, workspace.zone))
    return 0


def _show(found: "ReportView", by: str, reader: "Speech") -> None:
    from ashore.words import say
    from ashore.words.reporting import COLUMNS, cells, heading, month_name

    heads = [heading(column, reader) for _, column in COLUMNS]
    for name, text in zip(heads, cells(found.whole.figures, found.whole.wrote_last, reader), strict=True):
        click.echo(f"{name:<{NAME_WIDTH}}  {text}")
    click.echo(say(found.trend, reader))
    groups = {"client": found.by_client, "person": found.by_person, "month": found.by_month}[by]
    if groups:
        click.echo()
        click.secho(_line("", heads[: len(SHOWN)]), bold=True)
    for each in groups:
        name = month_name(each.key, reader) if by == "month" else each.name
        click.echo(_line(name, cells(each.figures, each.wrote_last, reader)[: len(SHOWN)]))
    for cost in found.costs:
        _show_cost(cost, reader)


def _line(name: str, texts: Any) -> str:
    return f"{name[:NAME_WIDTH]:<{NAME_WIDTH}}  " + "  ".join(f"{text:>24}" for text in texts)


def _show_cost(cost: "Cost", reader: "Speech") -> None:
    from ashore.words import say_lines
    from ashore.words.reporting import lost_days, stage_days

    click.echo()
    click.secho(f"{cost.client.name}: {lost_days(cost.days, reader)}" if cost.days else cost.client.name, bold=True)
    told = [(stage_days(each.name, each.days, reader), each.because) for each in cost.delays]
    told += [(reader.money(str(line.amount)), (line.because,)) for line in cost.sums]
    for head, reasons in told:
        click.echo(f"  {head}")
        for reason in reasons:
            for depth, sentence, _ in say_lines(reason, reader):
                click.echo(f"    {'  ' * depth}{sentence}")


def _data(found: "ReportView") -> dict[str, Any]:
    return {
        "at": found.at,
        "from": str(found.period.first),
        "to": str(found.period.last),
        "client": found.client.name or None,
        "person": found.person or None,
        "all": _group(found.whole),
        "by_client": [{"client": each.name, **_group(each)} for each in found.by_client],
        "by_person": [{"person": each.name, **_group(each)} for each in found.by_person],
        "by_month": [{"month": each.key, **_group(each)} for each in found.by_month],
        "trend": found.trend.as_data(),
        "costs": [_cost(each) for each in found.costs],
        "totals": {currency: f"{amount:f}" for currency, amount in found.totals},
    }


def _group(group: "Group") -> dict[str, Any]:
    from ashore.core.reporting import FIGURES

    times = group.figures.times
    return {
        "counts": {name: group.figures.counts[name] for name in FIGURES},
        "answers": times.n,
        "median_working_minutes": times.median,
        "p90_working_minutes": times.p90,
        "client_late_working_minutes": group.figures.late_minutes,
        "wrote_last": {"us": group.wrote_last.part, "client": group.wrote_last.whole - group.wrote_last.part},
    }


def _cost(cost: "Cost") -> dict[str, Any]:
    from ashore.core.ledger.data import line_data

    stages = [
        {"stage": each.stage, "name": each.name, "days": each.days, "because": [r.as_data() for r in each.because]}
        for each in cost.delays
    ]
    sums = [line_data(line) for line in cost.sums]
    whose = {"engagement": cost.engagement, "client": cost.client.name}
    return {**whose, "days": cost.days, "stages": stages, "sums": sums}


def _months_before(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
