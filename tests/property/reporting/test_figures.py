"""Figures against counting one by one, and shares against their definition."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from math import comb
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from ashore.core.kernel import CLIENT, US
from ashore.core.ledger.obligations import Kind, State
from ashore.core.reporting import FIGURES, Owed, Share, counted_in, figures, grouped, trend

AT = datetime(2026, 3, 2, tzinfo=UTC)
ROWS = st.lists(
    st.builds(
        lambda number, kind, side, state, minutes, late, client, month: Owed(
            f"{number}", 1, kind, side, state, AT, AT, AT + timedelta(1) if minutes is not None else None, minutes,
            late, client, "Anna" if side == US else "", month,
        ),
        st.integers(0, 10**6), st.sampled_from(get_args(Kind)), st.sampled_from((US, CLIENT)),
        st.sampled_from(get_args(State)), st.none() | st.integers(0, 5000), st.integers(0, 500), st.integers(1, 3),
        st.sampled_from(("2026-01", "2026-02")),
    ),
    max_size=40,
)  # fmt: skip


@given(ROWS)
def test_a_figure_is_as_large_as_the_list_behind_it(rows: list[Owed]) -> None:
    found = figures(rows)
    for name in FIGURES:
        assert found.counts[name] == len([row for row in rows if counted_in(row) == name])
    assert set(found.counts) <= set(FIGURES)


@given(ROWS)
def test_groups_add_up_to_the_whole(rows: list[Owed]) -> None:
    for by in (lambda row: row.client, lambda row: row.month):
        summed: Counter[str] = Counter()
        for each in grouped(rows, by).values():
            summed.update(each.counts)
        assert summed == Counter(figures(rows).counts)


@given(ROWS)
def test_half_of_the_answers_took_no_longer_than_the_median_and_nine_of_ten_no_longer_than_the_ninetieth(
    rows: list[Owed],
) -> None:
    times = figures(rows).times
    took = sorted(row.minutes for row in rows if counted_in(row).startswith("answers") and row.minutes is not None)
    assert times.n == len(took)
    if took:
        assert times.median is not None
        assert times.p90 is not None
        assert 2 * sum(each <= times.median for each in took) >= len(took)
        assert 2 * sum(each >= times.median for each in took) >= len(took)
        assert min(took) <= times.median <= times.p90 <= max(took)


@given(st.integers(0, 60), st.integers(0, 60))
def test_an_interval_holds_its_share_and_lies_within_nought_and_one(part: int, more: int) -> None:
    share = Share(part, part + more)
    low, high = share.interval()
    assert 0 <= low <= (share.value if share.value is not None else 0.5) <= high <= 1


@given(st.integers(11, 40), st.integers(2, 38))
def test_an_interval_covers_what_may_be_by_chance_about_nineteen_times_in_twenty(whole: int, hundredths: int) -> None:
    """The exact binomial coverage; Wilson's interval lies near 95 % for shares that are not at the ends."""
    p = 0.2 + 0.6 * hundredths / 40
    inside = 0.0
    for part in range(whole + 1):
        low, high = Share(part, whole).interval()
        if low <= p <= high:
            inside += comb(whole, part) * p**part * (1 - p) ** (whole - part)
    assert inside > 0.89


@given(st.lists(st.integers(0, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=8))
def test_what_rises_falls_when_it_is_turned_round(pairs: list[tuple[int, int]]) -> None:
    shares = [Share(*pair) for pair in pairs]
    turned = {"better": "worse", "worse": "better"}
    code, back = (trend(each).code.rpartition(".")[2] for each in (shares, shares[::-1]))
    assert back == turned.get(code, code)


def test_chance_is_no_change_and_a_clear_change_is_one() -> None:
    assert trend([Share(8, 10), Share(7, 10), Share(9, 10)]).code == "report.trend.no_clear_change"
    assert trend([Share(4, 20), Share(10, 20), Share(18, 20)]).code == "report.trend.better"
    assert trend([Share(18, 20), Share(10, 20), Share(4, 20)]).code == "report.trend.worse"
    assert trend([Share(1, 3), Share(2, 3)]).code == "report.trend.too_few"
    assert trend([Share(30, 30)]).code == "report.trend.too_few"
    assert trend([Share(30, 30), Share(30, 30)]).code == "report.trend.no_clear_change"
