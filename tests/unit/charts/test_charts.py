"""Charts: right bars, accessible, safe and the same each time."""

from xml.etree import ElementTree

from ashore.charts import Month, months_chart, spread_bins, spread_chart

NASTY = '<script>alert("x")</script>&\x00'


def spread(minutes: list[float], limit: float | None = 120, title: str = "Answer times") -> str:
    bins = spread_bins(minutes, limit)
    return spread_chart(bins, ["x"] * len(bins), title=title, description="How soon", limit_name="agreed: 2 h")


def test_no_bar_mixes_answers_in_time_with_late_ones() -> None:
    bins = spread_bins([99, 100, 101, 102], 100)
    assert sum(each.n for each in bins if not each.late) == 2
    assert sum(each.n for each in bins if each.late) == 2


def test_every_answer_is_in_exactly_one_bar() -> None:
    values = [0, 15, 15.5, 120, 121, 10**7]
    assert sum(each.n for each in spread_bins(values, None)) == len(values)
    assert spread_bins(values, None)[0].n == 2


def test_without_a_limit_nothing_is_late_and_no_limit_is_drawn() -> None:
    assert not any(each.late for each in spread_bins([1, 9999], None))
    assert "agreed" not in spread([1, 9999], None)


def test_a_chart_is_well_formed_with_name_and_description() -> None:
    drawing = ElementTree.fromstring(spread([1, 50, 500], title=NASTY))
    space = "{http://www.w3.org/2000/svg}"
    assert drawing.get("role") == "img"
    ids = {drawing.find(space + "title").get("id"), drawing.find(space + "desc").get("id")}  # type: ignore[union-attr]
    assert set((drawing.get("aria-labelledby") or "").split()) == ids
    assert drawing.find(f".//{space}script") is None


def test_months_show_n_under_each_point() -> None:
    months = [Month(f"{n} 2026", 10.0 * n, 5.0, 20.0 * n, n) for n in range(1, 6)]
    text = months_chart(months, title="t", description="d", scale=[(60, "1 h")], limit=(120, NASTY))
    drawing = ElementTree.fromstring(text)
    shown = [each.text for each in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert shown[shown.index("n") + 1 :][1::2] == [f"{n}" for n in range(1, 6)]


def test_a_gap_between_months_breaks_the_line() -> None:
    months = [Month(f"{n}", 10.0, 5.0, 20.0, 1, follows=n != 3) for n in range(6)]
    assert months_chart(months, title="t", description="d", scale=[]).count("<polyline") == 2


def test_many_years_do_not_crowd_the_axis() -> None:
    months = [Month(f"m{n}", 10.0, 5.0, 20.0, n) for n in range(120)]
    text = months_chart(months, title="t", description="d", scale=[])
    assert text.count(">m") <= 12
    assert text.count("<circle") == 120


def test_empty_and_single_charts_are_drawn() -> None:
    ElementTree.fromstring(spread([]))
    ElementTree.fromstring(months_chart([], title="t", description="d", scale=[]))
    ElementTree.fromstring(months_chart([Month("Jan", 0, 0, 0, 1)], title="t", description="d", scale=[]))


def test_the_same_data_give_the_same_picture() -> None:
    assert spread([1, 2, 300]) == spread([1, 2, 300])
