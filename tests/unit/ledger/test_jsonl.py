"""Logs as people write them: what is wrong is told with its line, and nothing is dropped in silence."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import pytest

from ashore.core.ledger import MessageEvent
from ashore.core.ledger.dealings import Amended, PaymentReceived, StageDelivered
from ashore.core.ledger.event_types import TYPES
from ashore.core.ledger.eventdata import event_data
from ashore.core.ledger.jsonl import canonical, read_events
from ashore.words import say

AT = "2026-03-16T10:00:00+01:00"
DELIVERED = {"type": "stage_delivered", "id": "d", "at": AT, "by": "us", "stage": "design"}


def line(**changes: object) -> bytes:
    return json.dumps({**DELIVERED, **changes}).encode()


def complaint(raw: bytes) -> str:
    """The only thing that is wrong with one line, as it is said."""
    events, found = read_events([raw], "log.jsonl")
    assert events == ()
    assert [each.severity for each in found] == ["error"]
    return f"{found[0].where}: {say(found[0].reason)}"


def test_a_good_line_is_an_event() -> None:
    events, found = read_events([line(actor="Jana", source="mail/17")], "log.jsonl")
    at = datetime.fromisoformat(AT)
    assert events == (StageDelivered(id="d", at=at, by="us", actor="Jana", source="mail/17", stage="design"),)
    assert found == ()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (line(type="stage_deliverd"), 'there is no event of type "stage_deliverd"; did you mean "stage_delivered"?'),
        (line(stge="x"), '"stage_delivered" knows no "stge"; did you mean "stage"?'),
        (b'{"type":"extra","id":"x","at":"2026-03-16T10:00:00Z","by":"us"}', '"extra" needs "minutes"'),
        (
            line(at="2026-02-30T10:00:00Z"),
            '"at" cannot be 2026-02-30T10:00:00Z; write e.g. "2026-03-16T10:00:00+01:00"',
        ),
        (
            line(at="2026-03-16T10:00:00"),
            '"at" = 2026-03-16T10:00:00 does not say in which time zone; write e.g. 2026-03-16T10:00:00+01:00',
        ),
        (line(by="them"), '"by" cannot be them; write e.g. "us" / "client"'),
        (line(id=""), 'the "id" of an event may not be empty'),
        (line()[:-9], "column 94: the line ends in the middle of an event; was the file cut off?"),
        (b'{"type" "x"}', "column 9: this is not JSON; an event is one object a line"),
        (b'["a"]', "an event is a JSON object: {...}"),
        (b'{"id":"a","id":"b"}', '"id" stands twice in this line; keep one'),
        ('{"type":"\xe9"}'.encode("latin-1"), "column 10: this is not UTF-8 text; save the log as UTF-8"),
        (b"[" * 100_000, "column 1: this is not JSON; an event is one object a line"),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_advice(raw: bytes, said: str) -> None:
    assert complaint(raw) == f"log.jsonl:1: {said}"


@pytest.mark.parametrize(
    ("key", "value"),
    [("amount", "many"), ("amount", "NaN"), ("amount", "1e99"), ("amount", True), ("amount", "0.0000000000001")],
)
def test_a_sum_that_is_none_is_refused(key: str, value: object) -> None:
    data = {"type": "payment_received", "id": "p", "at": AT, "by": "client", "amount": "1", "currency": "EUR"}
    assert '"amount" cannot be' in complaint(json.dumps({**data, key: value}).encode())


def test_a_sum_written_as_a_number_is_read_without_losing_a_digit() -> None:
    raw = b'{"type":"payment_received","id":"p","at":"2026-03-16T10:00:00Z","by":"us","amount":100.10,"currency":"EUR"}'
    (event,), _ = read_events([raw], "log.jsonl")
    assert isinstance(event, PaymentReceived)
    assert event.amount == Decimal("100.10")


def test_a_month_that_does_not_exist_is_refused() -> None:
    raw = b'{"type":"sale","id":"s","at":"2026-03-16T10:00:00Z","by":"client","month":"2026-13"}'
    assert '"month" cannot be 2026-13' in complaint(raw)


def test_the_same_event_twice_is_one() -> None:
    events, found = read_events([line(), line()], "log.jsonl")
    assert len(events) == 1
    assert found == ()


@pytest.mark.parametrize("turned", [False, True])
def test_an_id_for_two_events_is_a_conflict_and_the_first_by_its_text_counts_in_any_order(turned: bool) -> None:
    lines = [line(stage="build"), line(stage="design")]
    events, found = read_events(lines[::-1] if turned else lines, "log.jsonl")
    assert [each.stage for each in events if isinstance(each, StageDelivered)] == ["build"]
    assert [(each.severity, each.where) for each in found] == [("warning", "log.jsonl:2")]
    assert say(found[0].reason).startswith('the id "d" stands for different events here and in line 1;')


def test_empty_lines_are_skipped_and_lines_keep_their_numbers() -> None:
    _, found = read_events([b"\n", b"   \n", line(type="?")], "log.jsonl")
    assert [each.where for each in found] == ["log.jsonl:3"]


def test_a_message_with_its_text_is_read_for_what_it_asks() -> None:
    raw = {"type": "message", "id": "m", "at": AT, "by": "client", "conversation": "c", "text": "When do we launch?"}
    (event,), _ = read_events([json.dumps(raw).encode()], "log.jsonl")
    assert isinstance(event, MessageEvent)
    assert [ask.text for ask in event.said.asks] == ["When do we launch?"]
    assert event.starts


def test_the_oldest_message_of_a_conversation_opens_it_wherever_it_stands_in_the_log() -> None:
    raws = [
        {"type": "message", "id": "b", "at": "2026-03-17T10:00:00Z", "by": "us", "conversation": "c", "text": "Hello."},
        {"type": "message", "id": "a", "at": "2026-03-16T10:00:00Z", "by": "us", "conversation": "c", "text": "Hello."},
    ]
    events, _ = read_events([json.dumps(raw).encode() for raw in raws], "log.jsonl")
    assert {each.id: each.starts for each in events if isinstance(each, MessageEvent)} == {"a": True, "b": False}


def test_an_amendment_names_single_terms() -> None:
    raw = {"type": "amendment", "id": "a", "at": AT, "by": "us", "changes": {"stages.design.within": "7 working days"}}
    (event,), _ = read_events([json.dumps(raw).encode()], "log.jsonl")
    assert isinstance(event, Amended)
    assert event.changes == (("stages.design.within", "7 working days"),)


def test_an_event_as_data_reads_back_as_itself() -> None:
    message = {"type": "message", "id": "m", "at": AT, "by": "us", "conversation": "c",
               "text": "> When?\nTomorrow.\n\nCould you send the logo by Friday? I will send the draft."}  # fmt: skip
    raws = [json.dumps(message).encode(), *(example(name) for name in TYPES if name != "message")]
    events, found = read_events(raws, "log.jsonl")
    assert found == ()
    again, found = read_events([canonical(each).encode() for each in events], "again")
    assert (again, found) == (events, ())
    assert {str(event_data(each)["type"]) for each in events} == set(TYPES)


def example(name: str) -> bytes:
    """A line of a kind, with all that it needs."""
    more: dict[str, dict[str, object]] = {
        "call_planned": {"scheduled": "2026-03-16T10:00:00+01:00", "topic": "the launch", "people": ["Eva"]},
        "stage_delivered": {"stage": "design"},
        "stage_approved": {"stage": "design"},
        "stage_rejected": {"stage": "design"},
        "information_asked": {"information": "texts"},
        "information_given": {"information": "texts"},
        "edit_estimated": {"edit": "e", "promised": "2026-03-18"},
        "edit_delivered": {"edit": "e"},
        "report_sent": {"report": "weekly"},
        "payment_received": {"amount": "10.50", "currency": "EUR"},
        "invoice_sent": {"payment": "advance"},
        "level_measured": {"of": "level", "level": "99.7"},
        "hours_worked": {"hours": "7.5"},
        "waiver": {"obligation": "1234567890abcdef"},
        "amendment": {"changes": {"edits.count": 2}},
        "extra": {"minutes": 30},
        "no_answer_needed": {"message": "m"},
    }
    return json.dumps({"type": name, "id": f"x-{name}", "at": AT, "by": "us", **more.get(name, {})}).encode()


def test_a_long_log_is_read_line_by_line() -> None:
    asked = 0

    def lines() -> Iterator[bytes]:
        nonlocal asked
        for number in range(3_000):
            asked += 1
            yield line(type="nonsense", id=str(number))

    events, found = read_events(lines(), "log.jsonl")
    assert events == ()
    assert len(found) == 1_000
    assert asked == 1_000, "a file of nothing but faults is not read to its end"
