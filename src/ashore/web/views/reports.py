"""Reports: the figures of a period, what is behind each, and the same as table and on paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ashore.usecases import reportfiles
from ashore.usecases.queries.reports import behind as read_behind
from ashore.usecases.queries.reports import report as read_report
from ashore.usecases.queries.rows import Download
from ashore.usecases.queries.rows.reports import Period
from ashore.web import reporting
from ashore.web.clocks import reader
from ashore.web.desk import Desk, at_desk, language_of, page, zone_of
from ashore.web.forms.reports import ReportChoice
from ashore.web.views.files import hand_out
from ashore.words.reporting import figure_name, month_name

MOST_ROWS = 200


@require_safe
@at_desk
def reports(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The figures of a period: of all, by client, by person, by month; what clients' lateness cost."""
    asked = choice(request, desk)
    found, speech = read_report(**desk.asks(), **about(asked)), reader()
    months = [reporting.line(found, each, speech, "month", month_name(each.key, speech)) for each in found.by_month]
    context = {
        "r": found,
        "headings": reporting.headings(speech),
        "whole": list(zip(reporting.headings(speech), reporting.line(found, found.whole, speech).cells, strict=True)),
        "rest": reporting.rest(found, speech),
        "by_client": [reporting.line(found, each, speech, "client") for each in found.by_client[:MOST_ROWS]],
        "by_person": [
            replace(row, cells=reporting.of_us(row.cells))
            for row in (reporting.line(found, each, speech, "person") for each in found.by_person[:MOST_ROWS])
        ],
        "headings_of_us": reporting.of_us(reporting.headings(speech)),
        "by_month": months,
        "more_clients": max(0, len(found.by_client) - MOST_ROWS),
        "times_chart": reporting.times_chart(found.by_month, speech),
        "in_time_chart": reporting.in_time_chart(found, speech),
        "presets": reporting.presets(found.period, timezone.localtime(desk.now).date()),
        "query": reporting.asked_query(found),
        "people": sorted({each.name for each in found.by_person}, key=str.casefold),
    }
    return page(request, desk, "ashore/reports.html", context, at="reports")


@require_safe
@at_desk
def reports_behind(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The obligations, or conversations, that a figure counts, with their messages."""
    asked = choice(request, desk)
    more = {name: asked[name] for name in ("figure", "month")} | {"number": asked["number"] or 1}
    found = read_behind(**desk.asks(), **about(asked), **more)
    given = request.GET.copy()
    given["number"] = str(found.number + 1)
    period: Period = about(asked)["period"]
    context = {
        "b": found,
        "named": figure_name(found.figure, reader()),
        "period": period,
        "person": asked["person"],
        "month": month_name(asked["month"], reader()) if asked["month"] else "",
        "next_query": given.urlencode(),
        "report_query": "&".join(
            part for part in request.GET.urlencode().split("&") if not part.startswith(("figure=", "month=", "number="))
        ),
    }
    return page(request, desk, "ashore/behind.html", context, at="reports")


@require_safe
@at_desk
def reports_csv(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The figures as a table for spreadsheets; ``?rows=1``: the obligations that they count."""
    make: Callable[..., Download] = reportfiles.rows_table if "rows" in request.GET else reportfiles.report_table
    return hand_out(make(**desk.asks(), **about(choice(request, desk))))


@require_safe
@at_desk
def reports_pdf(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The report on paper, in the reader's language."""
    spoken: dict[str, Any] = {"language": language_of(desk.user), "zone": str(zone_of(desk))}
    return hand_out(reportfiles.report_paper(**desk.asks(), **about(choice(request, desk)), **spoken))


def choice(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """What was asked for: the period, of whom, and which figure."""
    form = ReportChoice(request.GET)
    form.is_valid()
    first, last = form.days(timezone.localtime(desk.now).date())
    given = form.cleaned_data
    return {
        "period": Period(first, last),
        "client": given.get("client") or 0,
        "person": given.get("person", ""),
        "month": given.get("month", ""),
        "figure": given.get("figure") or "answers.late",
        "number": given.get("number"),
    }


def about(asked: dict[str, Any]) -> dict[str, Any]:
    """Of when and of whom a report is."""
    return {name: asked[name] for name in ("period", "client", "person")}
