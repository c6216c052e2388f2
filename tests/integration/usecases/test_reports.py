"""Reports count the rows that lists show, each figure opens into what it counts, and lateness has its price."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ashore.core.kernel import CLIENT, US
from ashore.core.ledger.obligations import State
from ashore.core.reporting import FIGURES
from ashore.store.models import Engagement, Obligation
from ashore.usecases.agreements import add_version
from ashore.usecases.happening import Details, record_happening
from ashore.usecases.queries.client import client as client_page
from ashore.usecases.queries.clocks import clocks, of
from ashore.usecases.queries.reports import behind, report
from ashore.usecases.queries.rows.reports import Period
from ashore.usecases.reportfiles import report_paper, report_table, rows_table

JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))
DAY = timedelta(days=1)
TERMS = """
version = 1
title = "Harbour site"
[money]
currency = "EUR"
[term]
start = 2026-01-01
[hours.us]
zone = "Europe/Bratislava"
mon = "09:00-17:00"
tue = "09:00-17:00"
wed = "09:00-17:00"
thu = "09:00-17:00"
fri = "09:00-17:00"
[counting]
by = "end of working day"
fraction = "started"
first_late_day = "one-off and rate"
[[stages]]
id = "design"
name = "Design"
due = 2026-01-30
needs = ["logo"]
[[information]]
id = "logo"
name = "The logo"
due = 2026-01-08
[lateness]
shift = "full"
[fees]
kind = "fixed"
sum = "8000.00"
[[penalties]]
id = "late-logo"
side = "client"
breach = "information late"
one_off = "100.00"
"""


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=UTC)


@pytest.fixture
def month(workspace: Any, arrive: Any, letter: Any, user: Any) -> Any:
    """Eva asks three times: answered in time, answered late over a night, and not at all; Pavel asks once, in time."""
    arrive(letter(1, "Could you send us the price?", at=at(5, 9)))  # Monday, 10:00 on our wall
    us = {"sender": "Anna <anna@studio.example>", "to": "eva@client.example"}
    arrive(letter(2, "The price is 900 EUR.", after=1, at=at(5, 10), **us))
    arrive(letter(3, "When will the pages be ready?", subject="Pages", at=at(6, 15)))  # Tuesday, 16:00
    arrive(letter(4, "They will be ready on 30 January.", after=3, subject="Pages", at=at(7, 12), **us))
    arrive(letter(5, "Which colour do you suggest?", subject="Colour", at=at(12, 9)))
    arrive(letter(6, "How much is hosting?", sender="Pavel <pavel@other.example>", subject="Hosting", at=at(13, 9)))
    arrive(
        letter(7, "Hosting is 10 EUR.", sender="Ben <ben@studio.example>", to="pavel@other.example", after=6,
               subject="Hosting", at=at(13, 10))
    )  # fmt: skip
    return workspace


def test_answers_are_counted_in_working_minutes_of_our_calendar(month: Any, now: datetime) -> None:
    whole = report(workspace=month, period=JANUARY, now=now).whole.figures
    assert (whole.counts["answers.in_time"], whole.counts["answers.late"]) == (2, 2)
    from ashore.usecases.deriving import house_agreement

    clock = house_agreement(month).clock(US)
    took = sorted(
        clock.elapsed(*pair) for pair in ((at(5, 9), at(5, 10)), (at(6, 15), at(7, 12)), (at(13, 9), at(13, 10)))
    )
    assert whole.times.n == 3
    assert whole.times.median == took[1]
    assert whole.times.p90 is not None
    assert took[1] < whole.times.p90 <= took[2] < 21 * 60, "a night is no working time"


def test_every_figure_opens_into_just_what_it_counts_and_lists_judge_it_alike(month: Any, now: datetime) -> None:
    found = report(workspace=month, period=JANUARY, now=now)
    ends: dict[int, tuple[State, ...]] = {0: ("met",), 1: ("missed", "late"), 2: ("open", "suspended")}
    shown = {(row.engagement, row.obligation): row for row in clocks(of(month), now)}
    for figure in FIGURES:
        page = behind(workspace=month, period=JANUARY, now=now, figure=figure)
        assert page.all == len(page.rows) == found.whole.figures.counts[figure]
        for row in page.rows:
            end = ("in_time", "kept", "said").count(figure.rpartition(".")[2]) or (
                2 if figure.endswith(("open", "waiting")) else 1
            )
            states = ends[0] if end == 1 and figure.endswith(("in_time", "kept", "said")) else ends[end]
            assert row.clock.state in states
            assert row.clock == shown[row.clock.engagement, row.clock.obligation]
            assert row.asked is not None
    late = behind(workspace=month, period=JANUARY, now=now, figure="answers.late").rows
    assert [row.answered and row.answered.who for row in late] == [None, "Anna"]
    assert all(row.late_minutes for row in late)


def test_groups_tell_who_answered_and_add_up(month: Any, now: datetime) -> None:
    found = report(workspace=month, period=JANUARY, now=now)
    assert {each.name: each.figures.counts["answers.in_time"] for each in found.by_person} == {"Anna": 1, "Ben": 1}
    assert [each.key for each in found.by_month] == ["2026-01"]
    by_client = {each.name: each.wrote_last for each in found.by_client}
    assert sum(each.whole for each in by_client.values()) == found.whole.wrote_last.whole == 4
    assert found.whole.wrote_last.part == 3
    pavel = next(each for each in found.by_client if each.wrote_last.whole == 1)
    alone = report(workspace=month, period=JANUARY, now=now, client=int(pavel.key))
    assert alone.whole.figures == pavel.figures
    ben = report(workspace=month, period=JANUARY, now=now, person="Ben")
    assert ben.whole.figures.counts["answers.in_time"] == 1
    assert report(workspace=month, period=Period(date(2025, 1, 1), date(2025, 12, 31)), now=now).by_client == ()


def test_the_client_s_page_tells_the_same_figures(month: Any, now: datetime) -> None:
    eva = Engagement.objects.get(client__key="client.example").client_id
    figures = report(workspace=month, period=JANUARY, now=now, client=eva).whole.figures
    answers = client_page(workspace=month, id=eva, now=now).answers
    assert (answers.met, answers.all) == figures.in_time
    assert answers.median_minutes == round(figures.times.median or 0)


def test_what_runs_out_between_two_derivations_is_late_in_figures_too(month: Any, arrive: Any, letter: Any) -> None:
    """Clocks that list, badge and report compute differently are what people complain of (Zammad #3837)."""
    arrive(letter(8, "And the footer?", subject="Footer", at=at(16, 12)), now=at(16, 12))
    row = Obligation.objects.get(kind="reply", created_at=at(16, 12))
    assert row.state == "open"
    assert row.due is not None
    for now, figure in ((row.due, "answers.waiting"), (row.due + timedelta(seconds=1), "answers.late")):
        page = behind(workspace=month, period=JANUARY, now=now, figure=figure)
        assert row.uid in {each.clock.obligation for each in page.rows}


def agreed(month: Any, user: Any, now: datetime) -> int:
    """Eva's work with an agreement; the logo came four working days late."""
    work = Engagement.objects.get(client__key="client.example").pk
    assert not add_version(workspace=month, user=user, now=now, engagement=work, text=TERMS)
    record_happening(
        workspace=month, user=user, now=now, engagement=work, choice="information_given:client:logo", at=at(14, 10),
        details=Details(),
    )  # fmt: skip
    return work


def test_a_client_s_lateness_costs_days_of_the_plan_and_money_with_reasons(
    month: Any, user: Any, now: datetime
) -> None:
    work = agreed(month, user, now)
    found = report(workspace=month, period=JANUARY, now=now)
    (cost,) = found.costs
    assert (cost.engagement, cost.days) == (work, 4)
    (delay,) = cost.delays
    assert delay.name == "Design"
    assert [each.code for each in delay.because] == ["ledger.shift.information_full"]
    (line,) = cost.sums
    assert (str(line.amount), line.owed_by) == ("100.00 EUR", CLIENT)
    assert dict(found.totals) == {"EUR": line.amount.amount}
    before = report(workspace=month, period=Period(date(2025, 12, 1), date(2025, 12, 31)), now=now)
    assert before.costs == ()


def test_the_table_and_the_paper_tell_the_same_rows(month: Any, user: Any, now: datetime) -> None:
    agreed(month, user, now)
    given = {"workspace": month, "period": JANUARY, "now": now}
    lines = list(csv.DictReader(io.StringIO(report_table(**given).content.decode("utf-8-sig"))))
    whole = report(**given).whole.figures
    first = lines[0]
    assert first["group"] == "all"
    assert float(first["median_working_minutes"]) == whole.times.median
    assert int(first["answers_late"]) == whole.counts["answers.late"]
    rows = list(csv.DictReader(io.StringIO(rows_table(**given).content.decode("utf-8-sig"))))
    assert sum(row["kind"] == "reply" and row["state"] == "met" for row in rows) == whole.counts["answers.in_time"]
    for language in ("en", "ru", "sk", "fil"):
        made = report_paper(**given, language=language, zone="Europe/Bratislava")
        assert made.content.startswith(b"%PDF")


def test_the_report_asks_no_more_of_the_database_the_more_there_is(
    month: Any, user: Any, arrive: Any, letter: Any, now: datetime, django_assert_max_num_queries: Any
) -> None:
    agreed(month, user, now)
    for number in range(20, 32):
        arrive(letter(number, "When?", sender=f"P <p@c{number}.example>", subject=f"S{number}", at=at(9, 9)))
    with django_assert_max_num_queries(12):
        found = report(workspace=month, period=JANUARY, now=now)
    assert len(found.by_client) > 12
    with django_assert_max_num_queries(12):
        behind(workspace=month, period=JANUARY, now=now, figure="answers.late")
