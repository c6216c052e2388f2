"""Core values survive the way through a column."""

import datetime as dt
import json

import pytest

from ashore.core.correspondence.message import Address, Message
from ashore.core.kernel import Finding, Reason
from ashore.core.ledger.heard import Ask, Pledge, Said
from ashore.usecases.plainvalues import read_value, write_value
from ashore.usecases.records import read_finding, read_reason, text_for_database, write_finding, write_reason

AT = dt.datetime(2026, 1, 16, 17, 40, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def through_json(value: object) -> object:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize(
    "value",
    [
        Said(),
        Said(
            language="sk",
            asks=(Ask("Kedy?", frozenset({"kedy"}), True, AT, True),),
            pledges=(Pledge("I will", frozenset()), Pledge("Done by", frozenset({"a", "b"}), AT, certain=False)),
            reports=(frozenset({"x"}), frozenset()),
            under_quotes=((frozenset({"q"}), frozenset({"a"})),),
            topics=frozenset({"b", "a"}),
            words=7,
            complaint=True,
        ),
        Message("k", "id@x", AT, 0, Address("Eva", "eva@x.example")),
        Message(
            "k",
            "",
            AT,
            5,
            Address("", ""),
            (Address("A", "a@x"),),
            (),
            "Subject",
            ("p",),
            ("r", "s"),
            own_text=(1, 2**62),
        ),
    ],
)
def test_what_was_written_reads_back_the_same(value):
    assert read_value(type(value), through_json(write_value(value))) == value


def test_members_at_their_default_take_no_room():
    assert write_value(Said()) == {}


def test_a_row_from_before_a_field_existed_or_after_it_went_still_reads():
    assert read_value(Said, {"words": 3, "no_such_field": 1}) == Said(words=3)


def test_reasons_and_findings_keep_the_types_of_their_parameters():
    step = Reason("ledger.x", params={"due_at": AT, "day_date": AT.date(), "n": 3, "f": 0.5, "b": True, "none": None})
    reason = Reason("ledger.reply", "W1", {"who": "Eva"}, ("k", "clause:a.b"), (step,))
    assert read_reason(through_json(write_reason(reason))) == reason
    finding = Finding("W9-subject-changed", "advice", "k", reason)
    assert read_finding(through_json(write_finding(finding))) == finding


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain", "plain"),
        ("a\x00b", "a\ufffdb"),
        ("\ud83d\ude00", "\U0001f600"),
        ("x\udcff\x00", "x\ufffd\ufffd"),
        ("ž", "ž"),
    ],
)
def test_h27_h28_no_nul_and_no_lone_surrogate_passes(text, clean):
    assert text_for_database(text) == clean
