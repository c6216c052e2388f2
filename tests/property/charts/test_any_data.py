"""Charts of any data are well-formed drawings."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ashore.charts import Month, months_chart, spread_bins, spread_chart

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
