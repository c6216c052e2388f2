"""Whatever stands in a log: each line is an event or a finding with its place, and nothing is raised."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashore.core.ledger.jsonl import read_events
from ashore.words import say

LINES = (Path(__file__).resolve().parents[3] / "examples" / "agreements" / "standard.jsonl").read_bytes().splitlines()
spoilt = st.tuples(st.sampled_from(LINES), st.integers(0, 400), st.integers(0, 30), st.binary(max_size=8))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.binary(max_size=60), spoilt), max_size=6))
def test_spoilt_lines_are_told_one_by_one(lines: list[bytes | tuple[bytes, int, int, bytes]]) -> None:
    raw = [
        each if isinstance(each, bytes) else each[0][: each[1]] + each[3] + each[0][each[1] + each[2] :]
        for each in lines
    ]
    events, found = read_events(raw, "log.jsonl")
    errors = [each for each in found if each.severity == "error"]
    assert len(events) + len(errors) <= len(raw)
    for each in found:
        place, _, number = each.where.partition(":")
        assert (place, 1 <= int(number) <= len(raw)) == ("log.jsonl", True)
        assert say(each.reason) != each.code


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(LINES[:25]))
def test_the_order_of_the_lines_does_not_matter(lines: list[bytes]) -> None:
    events, _ = read_events(lines, "log.jsonl")
    known, _ = read_events(LINES[:25], "log.jsonl")
    assert sorted(events, key=lambda each: each.id) == sorted(known, key=lambda each: each.id)
