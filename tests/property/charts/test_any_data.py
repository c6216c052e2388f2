"""Charts of any data are well-formed drawings."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ashore.charts import (
    LoadBar,
    Month,
    Point,
    load_chart,
    months_chart,
    shares_chart,
    spread_bins,
    spread_chart,
)

numbers = st.floats(0, 1e7, allow_nan=False)
names = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.lists(numbers, max_size=50), st.none() | st.floats(1, 1e5), names)
def test_every_value_is_counted_once_on_its_side_of_the_limit(
    values: list[float], limit: float | None, name: str
) -> None:
    bins = spread_bins(values, limit)
    assert sum(each.n for each in bins) == len(values)
    assert sum(each.n for each in bins if each.late) == (sum(value > limit for value in values) if limit else 0)
    ElementTree.fromstring(spread_chart(bins, [name] * len(bins), title=name, description=name, limit_name=name))


@given(st.lists(st.builds(Month, names, numbers, numbers, numbers, st.integers(0, 999), st.booleans()), max_size=60))
def test_any_months_can_be_drawn(months: list[Month]) -> None:
    ElementTree.fromstring(months_chart(months, title="t", description="d", scale=[(60, "1 h")], limit=(120, "agreed")))


parts = st.floats(0, 1)


@given(st.lists(st.builds(Point, names, st.none() | parts, parts, parts, st.integers(0, 999)), max_size=60))
def test_any_shares_can_be_drawn_and_each_that_is_known_has_its_point(points: list[Point]) -> None:
    drawn = shares_chart(points, title="t", description="d", scale=["none", "half", "all"], styled=False)
    circles = ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}circle")
    assert len(list(circles)) == sum(each.value is not None for each in points)
    assert "style=" not in drawn, "pages forbid it"


@given(st.lists(st.builds(LoadBar, names, numbers, numbers, names), max_size=20))
def test_any_weeks_can_be_drawn_and_what_does_not_fit_is_drawn_apart(bars: list[LoadBar]) -> None:
    drawn = ElementTree.fromstring(load_chart(bars, title="t", description="d", styled=False))
    over = [each for each in drawn.iter() if "--late" in (each.get("stroke") or "")]
    assert len(over) == sum(each.need > each.free for each in bars)
