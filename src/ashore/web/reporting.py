"""A report for the eye: tables whose figures open into what was counted, and charts with their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ashore.charts import Month, Point, months_chart, shares_chart
from ashore.usecases.queries.rows.reports import Group, Period, ReportView
from ashore.web.forms.reports import months_before
from ashore.words import Speech, say
from ashore.words.reporting import COLUMNS, MORE, cells, figure_name, heading, month_name

T = TypeVar("T")
OF_US = (0, 1, 2, 3, 4, 5, 11)
"""The columns of answers, of our promises, and of whether we wrote last."""
SCALE = (60.0, 540.0, 2700.0, 5400.0)
"""Rules of the chart of answer times: an hour, a day, a week, two weeks of nine hours a day."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as text, with the page of what is behind it; empty where it sums up."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One client, person or month with its figures. ``url``: the report of it alone."""

    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """A period that one may choose at once."""

    name: str
    query: str
    chosen: bool


def asked_query(found: ReportView, **more: str | int) -> str:
    """The report as part of an address; ``more`` overrides."""
    given: dict[str, str | int] = {"first": str(found.period.first), "last": str(found.period.last)}
    given |= {"client": found.client.id} if found.client.id else {}
    given |= {"person": found.person} if found.person else {}
    return urlencode(given | more)


def headings(reader: Speech) -> list[str]:
    """The headings of the columns."""
    return [heading(column, reader) for _, column in COLUMNS]


def line(found: ReportView, group: Group, reader: Speech, axis: str = "", name: str = "") -> Line:
    """The figures of a group. ``axis``: client, person or month, by which its addresses name it."""
    own: dict[str, str | int] = {axis: group.key} if axis else {}
    texts = cells(group.figures, group.wrote_last, reader)
    told = tuple(
        Cell(text, behind_url(found, figure, own) if figure and text not in ("0", "–") else "")
        for (figure, _), text in zip(COLUMNS, texts, strict=True)
    )
    if axis == "month":
        alone = urlencode({"first": f"{group.key}-01", "last": str(last_day(group.key))})
        return Line(name or group.name, f"?{alone}", told)
    return Line(name or group.name, f"?{asked_query(found, **own)}" if own else "", told)


def of_us(told: Sequence[T]) -> tuple[T, ...]:
    """Of what stands in all columns, that which tells of one of us: what a client owes is nobody's of ours."""
    return tuple(told[place] for place in OF_US)


def rest(found: ReportView, reader: Speech) -> list[tuple[str, Cell]]:
    """What is open, and the closing words: named figures beside those of the columns."""
    counts = found.whole.figures.counts
    return [
        (
            figure_name(figure, reader),
            Cell(str(counts[figure]), behind_url(found, figure, {}) if counts[figure] else ""),
        )
        for figure in MORE
    ]


def behind_url(found: ReportView, figure: str, own: dict[str, str | int]) -> str:
    """The page of what a figure counts."""
    return f"{reverse('reports_behind')}?{asked_query(found, figure=figure, **own)}"


def last_day(month: str) -> date:
    """The last day of ``2026-03``."""
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def presets(period: Period, today: date) -> list[Preset]:
    """Periods that people ask about."""
    before = date.fromordinal(today.replace(day=1).toordinal() - 1)
    choices = (
        (_("This month"), today.replace(day=1), today),
        (_("Last month"), before.replace(day=1), before),
        (_("Three months"), months_before(today, 2), today),
        (_("Twelve months"), months_before(today, 11), today),
    )
    return [
        Preset(name, urlencode({"first": str(first), "last": str(last)}), (period.first, period.last) == (first, last))
        for name, first, last in choices
    ]


def times_chart(groups: Sequence[Group], reader: Speech) -> SafeString:
    """How long answers took, month by month: median and quartiles; empty without answers."""
    told, follows = [], False
    for each in groups:
        times = each.figures.times
        if times.median is None or times.low is None or times.high is None:
            follows = False
            continue
        told.append(Month(month_name(each.key, reader), times.median, times.low, times.high, times.n, follows))
        follows = True
    if not told:
        return SafeString("")
    chart = months_chart(
        told,
        title=_("How long our answers took"),
        description=_("The median of each month in working time, with the middle half of the answers as a band"),
        scale=[(minutes, reader.working(minutes)) for minutes in SCALE],
        styled=False,
    )
    return mark_safe(chart)  # noqa: S308 - made by us, every text in it escaped


def in_time_chart(found: ReportView, reader: Speech) -> SafeString:
    """The share of answers in time, month by month, with its 95 % band; empty without answers."""
    points = []
    for each in found.by_month:
        share = each.figures.in_time
        points.append(Point(month_name(each.key, reader), share.value, *share.interval(), share.whole))
    if not any(each.n for each in points):
        return SafeString("")
    chart = shares_chart(
        points,
        title=_("Answers in time"),
        description=say(found.trend, reader),
        scale=[_("none"), _("half"), _("all")],
        styled=False,
    )
    return mark_safe(chart)  # noqa: S308 - made by us, every text in it escaped
