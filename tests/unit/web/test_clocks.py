"""Clocks in words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from ashore.core.kernel import Reason
from ashore.core.ledger.obligations import Kind
from ashore.usecases.queries.folding import FIRST_TOLD
from ashore.usecases.queries.rows import ClientRef, ClockRow, Today
from ashore.web import clocks, grouping, wording
from ashore.words import moments, speech
from ashore.words.kinds import KINDS

NOW = datetime(2026, 3, 13, 11, 20, tzinfo=UTC)
NORD = ClientRef(1, "Nordlicht")


def row(minutes: int | None, **changed: Any) -> ClockRow:
    """A reply that is due in so many minutes."""
    due = None if minutes is None else NOW + timedelta(minutes=minutes)
    state = "late" if minutes is not None and minutes < 0 else "open"
    given: dict[str, Any] = {
        "obligation": "o", "kind": "reply", "owed_by": "us", "state": state, "due": due,
        "seconds_left": None if minutes is None else minutes * 60, "client": NORD, "conversation": 1,
        "subject": "Text", "quote": "", "because": Reason("x"), "created_at": NOW,
    }  # fmt: skip
    return ClockRow(**given | changed)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (80, "Reply, 1 h 20 min"),
        (5, "Reply, 5 min"),
        (0, "Reply, due now"),
        (-90, "Reply, late by 1 h 30 min"),
        (47 * 60, "Reply, 1 d 23 h"),
        (74 * 1440 + 500, "Reply, 74 d"),
        (None, "Reply, no date named"),
    ],
)
def test_a_clock_is_told_by_name_and_time(minutes: int | None, words: str) -> None:
    assert clocks.clock(row(minutes)).text == words


@pytest.mark.parametrize(
    ("state", "words"),
    [("met", "done in time"), ("waived", "waived"), ("suspended", "clock stands still"), ("missed", "missed")],
)
def test_a_clock_that_does_not_run_says_why(state: str, words: str) -> None:
    told = clocks.clock(row(30, state=state))
    assert told.text == f"Reply, {words}"
    assert told.seconds is None, "nothing ticks"


def test_what_was_done_too_late_is_told_apart_from_what_never_was() -> None:
    assert clocks.clock(row(-30, state="missed", met_at=NOW)).text == "Reply, done late"


def test_the_same_thing_owed_by_the_client_has_its_own_name() -> None:
    assert clocks.clock(row(80, owed_by="client")).text == "Their reply, 1 h 20 min"
    assert clocks.clock(row(80, owed_by="client")).theirs


@pytest.mark.parametrize(("minutes", "look"), [(119, "soon"), (120, "open"), (-1, "late")])
def test_two_hours_before_it_is_due_a_clock_looks_near(minutes: int, look: str) -> None:
    assert clocks.clock(row(minutes)).look == look


def test_every_kind_has_a_name_an_opening_and_a_state_its_icon() -> None:
    from typing import get_args

    from ashore.core.ledger.obligations import State

    assert set(get_args(Kind)) == set(KINDS) == set(FIRST_TOLD)
    assert set(get_args(State)) <= set(clocks.ICONS)


def test_the_clause_of_a_clock_is_found_however_deep_it_lies() -> None:
    deep = Reason("a", because=(Reason("b", sources=("m",)), Reason("c", sources=("clause:response.answer_within",))))
    assert clocks.clause(deep) == "Terms: time to answer"
    assert clocks.clause(Reason("a")) == ""


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        (timedelta(hours=1), "13:20"),
        (timedelta(hours=-24), "yesterday, 12:20"),
        (timedelta(hours=24), "tomorrow, 12:20"),
        (timedelta(days=3), "Mon, 12:20"),
        (timedelta(days=20), "2 Apr"),
        (timedelta(days=-200), "25 Aug 2025"),
    ],
)
def test_the_nearer_a_moment_the_shorter_it_is_told(shift: timedelta, words: str) -> None:
    assert moments.near(NOW + shift, NOW, speech("en", "Europe/Bratislava")) == words


def test_the_day_turns_at_midnight_of_the_reader_and_not_of_the_server() -> None:
    late = datetime(2026, 3, 13, 23, 30, tzinfo=UTC)
    assert moments.near(late, NOW, speech("en", "UTC")) == "23:30"
    assert moments.near(late, NOW, speech("en", "Europe/Bratislava")) == "tomorrow, 00:30"


def day(*due: ClockRow, **changed: Any) -> Today:
    """A day with these things due."""
    late = sum(1 for each in due if each.state == "late")
    given = {"promised": (), "keep_warm": (), "late": late, "due_today": len(due), "clients_waiting": 1,
             "first": due[0] if due else None, "day_clear": not due, "at": NOW}  # fmt: skip
    return Today(due=due, **given | changed)


def test_the_sentence_on_top_speaks_as_a_colleague_would() -> None:
    with timezone.override("Europe/Bratislava"):
        assert wording.first_step(day(row(20))) == "Reply to Nordlicht by 12:40."
        assert wording.first_step(day(row(-60))) == "Reply to Nordlicht first: it was due 11:20."
        assert wording.first_step(day(row(60 * 24), day_clear=True)) == "The day is clear."
        assert wording.first_step(day()) == "The day is clear."


def test_of_things_due_together_the_reply_is_told_first() -> None:
    together = day(row(20, kind="acknowledge", obligation="a"), row(20, obligation="b"))
    with timezone.override("Europe/Bratislava"):
        assert wording.first_step(together) == "Reply to Nordlicht by 12:40."
    (item,) = grouping.grouped(together.due)
    assert (item.row.kind, [each.kind for each in item.others]) == ("reply", ["acknowledge"])


def test_what_both_sides_owe_in_one_conversation_stays_apart() -> None:
    rows = (row(20), row(30, owed_by="client"), row(40, conversation=2))
    assert [len(item.others) for item in grouping.grouped(rows)] == [0, 0, 0]


def test_the_rest_of_the_day_is_counted_in_the_right_number() -> None:
    assert wording.the_rest(day(row(-5), row(5))) == "1 thing is late. 1 thing is due later today."
    assert wording.the_rest(day(row(-5), row(-6), row(5), row(6))) == "2 things are late. 2 things are due later today."
    assert wording.the_rest(day()) == ""


def test_every_refusal_of_the_actions_has_its_words() -> None:
    import re
    from pathlib import Path

    from ashore import usecases

    folder = Path(str(usecases.__file__)).parent
    raised = {code for name in ("recording", "replies", "composing", "happening", "agreements")
              for code in re.findall(r'NotPossible\("([a-z_.]+)"', (folder / f"{name}.py").read_text())}  # fmt: skip
    assert raised
    assert raised <= set(wording.REFUSALS)


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_clocks_and_sentences_hold_in_every_language(language: str) -> None:
    with translation.override(language):
        for kind in KINDS:
            for side in ("us", "client"):
                told = clocks.clock(row(80, kind=kind, owed_by=side))
                assert "{" not in told.text
                assert "{span}" in told.left_text
                assert "{span}" in told.late_text
            assert "Nordlicht" in wording.step(row(20, kind=kind), NOW, NOW)
