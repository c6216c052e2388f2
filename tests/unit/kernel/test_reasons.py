"""The values that everything else speaks in."""

import json
from datetime import UTC, date, datetime

import pytest

from ashore.core.kernel import CLIENT, US, Finding, Reason, Span, other

WINDOW = Reason(
    "worktime.window", params={"working_minutes": 20, "opens_at": datetime(2026, 1, 16, 17, 40, tzinfo=UTC)}
)
DUE = Reason("worktime.due", "A9", {"named_date": date(2026, 1, 19)}, ("clause:response.answer_within",), (WINDOW,))
REPLY = Reason("ledger.reply", because=(DUE, Reason("ledger.other")))


def test_an_explanation_is_walked_in_telling_order() -> None:
    assert [step.code for step in REPLY.walk()] == ["ledger.reply", "worktime.due", "worktime.window", "ledger.other"]


def test_an_explanation_is_ready_for_json_and_leaves_out_what_is_empty() -> None:
    data = REPLY.as_data()
    assert json.loads(json.dumps(data)) == data
    assert data == {
        "code": "ledger.reply",
        "because": [
            {
                "code": "worktime.due",
                "rule": "A9",
                "params": {"named_date": "2026-01-19"},
                "sources": ["clause:response.answer_within"],
                "because": [
                    {
                        "code": "worktime.window",
                        "params": {"working_minutes": 20, "opens_at": "2026-01-16T17:40:00+00:00"},
                    }
                ],
            },
            {"code": "ledger.other"},
        ],
    }


def test_a_reason_cannot_be_changed_afterwards() -> None:
    with pytest.raises(AttributeError):
        DUE.code = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Reason("x").params["late"] = 1  # type: ignore[index]


def test_each_side_is_bound_to_the_other() -> None:
    assert (other(US), other(CLIENT)) == (CLIENT, US)


def test_a_span_counts_code_points() -> None:
    assert Span(1, 4).of("a🙂éx.") == "🙂éx"


def test_equal_findings_are_equal() -> None:
    assert Finding("c", "error", "f:1", DUE) == Finding("c", "error", "f:1", DUE)
