"""The reply and its acknowledgement (W1, W2)."""

from collections.abc import Callable

import pytest


def test_a_question_is_answered_within_two_working_hours(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:30 us says launch monday
    """
    assert story.at("Mon 10:30", "reply") == "open by Mon 12:00"
    assert story.at("Mon 13:00", "reply") == "met by Mon 12:00, done Mon 11:30"


def test_lunch_and_the_weekend_are_nobodys_time(story) -> None:
    """
    Fri 17:00 client asks when launch
    """
    assert story.at("Sat 12:00", "reply") == "open by Mon+ 10:00"
    assert story.at("Mon+ 10:00", "reply") == "open by Mon+ 10:00"
    assert story.at("Mon+ 10:01", "reply") == "late by Mon+ 10:00"


def test_an_answer_between_two_looks_is_judged_by_its_own_time(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:59 us says launch monday
    """
    assert story.at("Fri 10:00", "reply") == "met by Mon 12:00, done Mon 11:59"


def test_an_answer_after_the_due_time_stays_missed(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 12:01 us says launch monday
    """
    assert story.at("Mon 12:02", "reply") == "missed by Mon 12:00, done Mon 12:01"


def test_later_messages_of_the_client_do_not_restart_the_clock(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 client asks what price
    Mon 11:50 client asks hello anybody there
    """
    assert story.at("Mon 12:30", "reply") == "late by Mon 12:00"
    steps = [step for step in story.all("Mon 12:30", "reply")[0].because.walk() if step.code.endswith("later_messages")]
    assert steps[0].sources == ("e002", "e003")


def test_our_second_message_does_not_answer_twice(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 us says launch monday
    Mon 15:00 us says launch tuesday
    """
    assert story.at("Tue 10:00", "reply") == "met by Mon 12:00, done Mon 11:00"


def test_a_goodbye_does_not_restart_the_clock(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 us says launch monday
    Mon 11:10 client thanks
    """
    assert story.at("Tue 10:00", "reply") == "met by Mon 12:00, done Mon 11:00"


def test_thanks_in_between_leaves_the_question_waiting(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:10 us acknowledges
    Mon 10:20 client thanks
    """
    assert story.at("Mon 13:00", "reply") == "late by Mon 12:00"


def test_a_mere_note_within_a_conversation_needs_no_answer(story) -> None:
    """
    Mon 10:00 us says here is the draft
    Mon 11:00 client says draft received
    """
    assert story.at("Tue 10:00", "reply") == "nothing"


@pytest.mark.parametrize("verb", ["asks", "requests", "complains", "says"])
def test_questions_requests_complaints_and_new_matters_want_a_reply(verb: str, tell: Callable) -> None:
    told = tell(f"Mon 10:00 client {verb} the new site")
    assert told.at("Mon 10:30", "reply") == "open by Mon 12:00"


@pytest.mark.parametrize("verb", ["auto-replies", "bounces"])
def test_h71_an_automatic_message_neither_starts_nor_stops_a_clock(verb: str, tell: Callable) -> None:
    told = tell(f"Mon 10:00 client asks when launch\nMon 10:05 us {verb} absent\nMon 10:06 client {verb} absent")
    assert told.at("Mon 12:30", "reply") == "late by Mon 12:00"
    assert tell(f"Mon 10:00 client {verb} absent").ledger("Tue 10:00").obligations == ()


def test_h39_an_outsider_starts_and_stops_nothing(story) -> None:
    """
    Mon 10:00 client! asks when launch
    Mon 10:10 client asks what price
    """
    assert story.at("Mon 13:00", "reply") == "late by Mon 12:10"


def test_an_acknowledgement_that_names_a_day_makes_it_the_due_of_the_reply(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us acknowledges by Fri
    Fri 17:00 us says launch monday
    """
    assert story.at("Thu 10:00", "reply") == "open by Fri 18:00"
    assert story.at("Sat 10:00", "reply") == "met by Fri 18:00, done Fri 17:00"
    assert story.at("Mon 11:00", "acknowledge") == "met by Mon 12:00, done Mon 10:30"
    assert "ledger.reply.acknowledged_until" in story.codes("Thu 10:00", "reply")


def test_an_acknowledgement_that_names_an_hour_moves_the_reply_to_it(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us acknowledges at Mon 16:30
    """
    assert story.at("Mon 16:31", "reply") == "late by Mon 16:30"


def test_an_acknowledgement_without_a_time_meets_only_itself(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us acknowledges
    """
    assert story.at("Mon 13:00", "acknowledge") == "met by Mon 12:00, done Mon 10:30"
    assert story.at("Mon 13:00", "reply") == "late by Mon 12:00"


def test_a_time_announced_when_it_is_late_already_heals_nothing(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 15:00 us acknowledges by Fri
    """
    assert story.at("Tue 10:00", "reply") == "late by Mon 12:00"
    assert story.at("Tue 10:00", "acknowledge") == "missed by Mon 12:00, done Mon 15:00"
    assert "ledger.reply.acknowledged_too_late" in story.codes("Tue 10:00", "reply")


def test_a_second_announcement_in_time_moves_the_due_again(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us acknowledges by Tue
    Tue 10:00 us acknowledges by Thu
    """
    assert story.at("Wed 10:00", "reply") == "open by Thu 18:00"


def test_the_full_answer_in_time_meets_both_clocks(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us says launch monday
    """
    assert story.at("Mon 11:00", "acknowledge") == story.at("Mon 11:00", "reply") == "met by Mon 12:00, done Mon 10:30"


def test_our_counter_question_is_a_reply(story) -> None:
    """
    Mon 10:00 client requests new banner
    Mon 10:30 us asks which size
    """
    assert story.at("Mon 13:00", "reply") == "met by Mon 12:00, done Mon 10:30"


def test_each_conversation_has_its_own_clock(story) -> None:
    """
    Mon 10:00 client asks @launch when launch
    Mon 10:30 client asks @bill what price
    Mon 11:00 us says @launch launch monday
    """
    assert story.at("Mon 13:00", "reply") == "met by Mon 12:00, done Mon 11:00; late by Mon 12:30"


def test_a_waived_reply_names_who_and_why(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 15:00 us waives reply
    Tue 10:00 us says launch monday
    """
    waived = story.all("Tue 12:00", "reply")[0]
    assert (waived.state, waived.met_at) == ("waived", None)
    told = [step.params for step in waived.because.walk() if step.code == "ledger.waived"]
    assert told[0]["why"] == "settled by phone"
    assert story.at("Mon 14:00", "reply") == "late by Mon 12:00"


def test_after_a_waiver_the_next_question_starts_its_own_clock(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us waives reply
    Mon 11:00 client asks what price
    """
    assert story.at("Mon 12:00", "reply") == "waived by Mon 12:00; open by Mon 13:00"


def test_a_waiver_after_the_answer_changes_nothing(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:20 client asks @other what price
    Mon 11:00 us says launch monday
    Mon 11:30 us waives reply
    """
    assert story.at("Mon 12:00", "reply").startswith("met by Mon 12:00, done Mon 11:00; waived")


def test_no_answer_needed_lets_go_of_one_message_and_the_next_one_counts(story) -> None:
    """
    Mon 10:00 client asks how are you
    Mon 10:30 client asks when launch
    Mon 11:00 us needs-no-answer Mon 10:00
    """
    assert story.at("Mon 10:45", "reply") == "open by Mon 12:00"
    assert story.at("Mon 11:30", "reply") == "waived by Mon 12:00; open by Mon 12:30"


def test_a_suspension_stops_the_clock_and_moves_the_due_by_working_time(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 us suspends us until Wed 09:30
    """
    assert story.at("Tue 10:00", "reply") == "suspended by Wed 10:30"
    assert story.at("Wed 10:00", "reply") == "open by Wed 10:30"
    assert story.at("Wed 11:00", "reply") == "late by Wed 10:30"


def test_a_pause_counts_from_its_own_start_and_not_from_the_creation(story) -> None:
    """
    Mon 09:00 us suspends us until Mon 10:30
    Mon 10:00 client asks when launch
    """
    assert story.at("Mon 11:00", "reply") == "open by Mon 12:30"


def test_a_suspension_does_not_heal_what_is_late(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 15:00 us suspends us until Wed 09:00
    """
    assert story.at("Tue 10:00", "reply") == "late by Mon 12:00"


def test_the_other_sides_suspension_leaves_our_clock_alone(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us suspends client
    """
    assert story.at("Mon 13:00", "reply") == "late by Mon 12:00"


def test_what_happens_after_now_is_not_known_yet(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 us says launch monday
    """
    assert story.at("Mon 10:59", "reply") == "open by Mon 12:00"
