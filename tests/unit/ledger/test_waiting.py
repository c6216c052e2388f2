"""Whose turn it is, and when something changes by itself."""

import pickle
from datetime import UTC, datetime

from ashore.core.kernel import Reason
from ashore.core.ledger import next_change, waiting_for
from ashore.core.ledger.deriving import derive


def turn(story, when: str, conversation: str = "c") -> str:
    return waiting_for(conversation, story.ledger(when).obligations)


def test_an_unanswered_client_waits_for_us(story) -> None:
    """
    Mon 10:00 client asks when launch
    """
    assert turn(story, "Mon 11:00") == "us"


def test_after_our_question_we_wait_for_the_client(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us requests logo file
    """
    assert turn(story, "Mon 11:00") == "client"


def test_a_dated_promise_keeps_its_owner_in_turn(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    """
    assert turn(story, "Mon 11:00") == "us"


def test_after_all_was_said_nobody_waits(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us says launch monday
    Mon 10:40 client thanks
    """
    assert turn(story, "Mon 11:00") == "nobody"


def test_the_next_change_is_the_nearest_due_or_reminder(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:00 us requests @other logo file by Tue
    """
    owed = story.ledger("Mon 10:30").obligations
    assert next_change(owed, datetime(2026, 3, 2, 10, 30, tzinfo=UTC)) == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert next_change(owed, datetime(2026, 3, 2, 12, 30, tzinfo=UTC)) == datetime(2026, 3, 3, 9, 30, tzinfo=UTC)


def test_what_is_due_this_moment_is_late_in_the_next(story) -> None:
    """
    Mon 10:00 client asks when launch
    """
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    owed = [each for each in story.ledger("Mon 12:00").obligations if each.due == noon]
    assert owed and {each.state for each in owed} == {"open"}
    then = next_change(owed, noon)
    assert then == datetime(2026, 3, 2, 12, 0, 1, tzinfo=UTC)
    assert {each.state for each in story.ledger("Mon 12:01").obligations if each.due == noon} == {"late"}


def test_a_suspended_clock_changes_when_the_suspension_ends(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 us suspends us until Wed 09:30
    """
    held = [each for each in story.ledger("Tue 10:00").obligations if each.kind == "reply"]
    assert next_change(held, datetime(2026, 3, 3, 10, tzinfo=UTC)) == datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def test_nothing_owed_never_changes(story) -> None:
    """Nothing happened."""
    assert derive(story.agreement, [], datetime(2026, 3, 3, tzinfo=UTC)).obligations == ()
    assert next_change((), datetime(2026, 3, 3, tzinfo=UTC)) is None


def test_an_explanation_travels_between_processes_as_a_plain_value(story) -> None:
    """
    Mon 10:00 client asks when launch
    """
    owed = story.ledger("Mon 10:30")
    carried = pickle.loads(pickle.dumps(owed))
    assert carried == owed
    assert type(carried.obligations[0].because) is Reason
    assert carried.obligations[0].because.as_data() == owed.obligations[0].because.as_data()
