"""What the client owes us: answers to our questions and requests (A11, W11)."""


def test_the_client_has_three_working_days(story) -> None:
    """
    Thu 10:00 us requests logo file
    """
    assert story.at("Fri 10:00", "information") == "open by Tue+ 18:00"
    assert story.at("Wed+ 09:00", "information") == "late by Tue+ 18:00"
    owed = story.all("Fri 10:00", "information")[0]
    assert (owed.owed_by, owed.quote) == ("client", "logo file")


def test_the_day_we_named_counts_instead(story) -> None:
    """
    Mon 10:00 us requests logo file by Tue
    """
    assert story.at("Mon 12:00", "information") == "open by Tue 18:00"
    assert "ledger.information.named" in story.codes("Mon 12:00", "information")


def test_a_reminder_is_sensible_halfway_in_working_time(story) -> None:
    """
    Mon 10:00 us requests logo file by Tue
    """
    remind_at = story.all("Mon 12:00", "information")[0].remind_at
    assert f"{remind_at:%a %H:%M}" == "Tue 09:30"


def test_the_answer_is_judged_by_its_time(story) -> None:
    """
    Mon 10:00 us requests logo file by Tue
    Wed 09:30 client attaches logo file
    """
    assert story.at("Wed 10:00", "information") == "missed by Tue 18:00, done Wed 09:30"
    assert story.all("Wed 10:00", "information")[0].remind_at is None


def test_partly_answered_it_stays_open_for_what_is_missing(story) -> None:
    """
    Mon 10:00 us asks which logo size / who writes texts
    Mon 12:00 client says logo size large
    """
    owed = story.all("Mon 13:00", "information")[0]
    assert (owed.state, owed.quote) == ("open", "who writes texts?")
    assert "ledger.information.partly" in story.codes("Mon 13:00", "information")


def test_the_rest_of_the_answer_meets_it(story) -> None:
    """
    Mon 10:00 us asks which logo size / who writes texts
    Mon 12:00 client says logo size large
    Tue 10:00 client says peter writes texts
    """
    assert story.at("Tue 12:00", "information") == "met by Thu 18:00, done Tue 10:00"


def test_our_second_asking_is_a_reminder_and_no_second_debt(story) -> None:
    """
    Mon 10:00 us requests logo file
    Wed 10:00 us requests logo file
    """
    assert story.at("Wed 12:00", "information") == "open by Thu 18:00"
    assert "ledger.information.reminded" in story.codes("Wed 12:00", "information")


def test_thanks_bring_nothing_that_was_requested(story) -> None:
    """
    Mon 10:00 us requests logo file
    Mon 11:00 client thanks
    """
    assert story.at("Mon 12:00", "information") == "open by Thu 18:00"


def test_thanks_settle_a_mere_question(story) -> None:
    """
    Mon 10:00 us asks anything else
    Mon 11:00 client thanks
    """
    assert story.at("Mon 12:00", "information") == "met by Thu 18:00, done Mon 11:00"


def test_a_day_that_the_client_announces_in_time_is_the_new_due(story) -> None:
    """
    Mon 10:00 us requests logo file
    Tue 10:00 client acknowledges by Fri
    """
    assert story.at("Wed 10:00", "information") == "open by Fri 18:00"


def test_an_auto_reply_of_the_client_is_no_answer(story) -> None:
    """
    Mon 10:00 us requests logo file
    Mon 10:01 client auto-replies logo file
    """
    assert story.at("Fri 10:00", "information") == "late by Thu 18:00"


def test_a_suspension_of_the_client_stops_their_clock(story) -> None:
    """
    Mon 10:00 us requests logo file
    Tue 09:00 client suspends client
    """
    assert story.at("Fri+ 10:00", "information") == "suspended by Thu 18:00"
