"""Signs of life (W3), call summaries (W6) and last words (W7)."""


def test_while_a_promise_is_open_the_client_hears_from_us_every_three_days(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed+
    """
    assert story.at("Tue 10:00", "sign_of_life") == "open by Thu 18:00"
    assert story.at("Fri 10:00", "sign_of_life") == "late by Thu 18:00"
    assert "ledger.sign_of_life.in_progress" in story.codes("Fri 10:00", "sign_of_life")


def test_where_nothing_is_promised_nobody_is_chased(story) -> None:
    """
    Mon 10:00 us says launch done
    Mon 11:00 client says fine weather
    Mon 12:00 us requests logo file
    """
    assert story.at("Fri 10:00", "sign_of_life") == "nothing"


def test_a_promise_without_a_day_chases_nobody(story) -> None:
    """
    Mon 10:00 us promises logo draft
    """
    assert story.at("Fri 10:00", "sign_of_life") == "nothing"


def test_an_unanswered_client_is_the_business_of_the_reply(story) -> None:
    """
    Mon 10:00 client asks when launch
    """
    assert story.at("Fri 10:00", "sign_of_life") == "nothing"
    assert story.at("Fri 10:00", "reply") == "late by Mon 12:00"


def test_each_word_of_ours_carries_the_contact_on(story) -> None:
    """
    Mon 10:00 us promises @a logo draft by Fri+
    Wed 10:00 us calls @b work
    Thu 10:00 us says @c work goes
    """
    assert story.at("Fri 10:00", "sign_of_life") == "open by Mon+ 18:00"


def test_the_clients_words_are_no_sign_of_life_of_ours(story) -> None:
    """
    Mon 10:00 us promises logo draft by Fri+
    Wed 10:00 client says fine weather
    """
    assert story.at("Fri 10:00", "sign_of_life") == "late by Thu 18:00"


def test_a_gap_is_missed_and_a_new_run_begins(story) -> None:
    """
    Mon 10:00 us promises logo draft by Fri+
    Fri 10:00 us says work goes
    """
    assert story.at("Fri 12:00", "sign_of_life") == "missed by Thu 18:00, done Fri 10:00; open by Mon+ 18:00"


def test_when_the_promise_is_kept_the_silence_may_begin(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    Tue 10:00 us attaches logo draft
    """
    assert story.at("Fri+ 10:00", "sign_of_life") == "met by Fri 18:00, done Tue 10:00"


def test_a_delivery_after_a_long_silence_tells_of_one_silence_and_no_second_one(story) -> None:
    """
    Mon 10:00 us promises logo draft by Fri+
    Thu+ 10:00 us attaches logo draft
    """
    assert story.at("Fri++ 10:00", "sign_of_life") == "missed by Thu 18:00, done Thu+ 10:00"


def test_a_goodbye_of_the_client_does_not_end_our_work(story) -> None:
    """
    Mon 10:00 us promises logo draft by Fri+
    Tue 10:00 client thanks
    """
    assert story.at("Fri 10:00", "sign_of_life") == "late by Thu 18:00"


def test_after_its_day_the_late_promise_speaks_for_itself(story) -> None:
    """
    Mon 10:00 us promises logo draft by Tue
    Mon 12:00 us promises @other hosting price by Fri
    """
    assert story.at("Fri 17:00", "sign_of_life") == "late by Thu 18:00"
    assert story.at("Mon+ 10:00", "sign_of_life") == "missed by Thu 18:00"
    assert story.at("Mon+ 10:00", "promise") == "late by Tue 18:00; late by Fri 18:00"


def test_a_promise_for_within_three_days_needs_no_word_in_between(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    """
    assert story.at("Fri 10:00", "sign_of_life") == "met by Thu 18:00, done Wed 18:00"


def test_a_promise_that_moves_keeps_the_work_in_progress(story) -> None:
    """
    Mon 10:00 us promises logo draft by Tue
    Tue 10:00 us promises logo draft by Fri++
    """
    assert story.at("Wed++ 10:00", "sign_of_life") == "late by Fri 18:00"


def test_waiting_for_the_first_day_of_work_is_no_silence(tell) -> None:
    told = tell("Mon 10:00 us starts by Mon+\nMon+ 10:00 us says work begins")
    assert told.at("Tue+ 10:00", "sign_of_life") == "nothing"


def test_a_waived_sign_of_life_begins_anew_with_the_next_word(story) -> None:
    """
    Mon 10:00 us promises logo draft by Fri++
    Tue 10:00 us waives sign_of_life
    Fri+ 10:00 us says work goes
    """
    assert story.at("Sat+ 10:00", "sign_of_life") == "waived by Thu 18:00; open by Mon++ 18:00"


def test_a_call_wants_a_written_summary_within_a_working_day(story) -> None:
    """
    Mon 10:00 us calls launch plan
    """
    assert story.at("Mon 12:00", "call_summary") == "open by Tue 18:00"


def test_a_message_about_the_call_is_its_summary(story) -> None:
    """
    Mon 10:00 us calls @phone launch plan
    Mon 15:00 us says @other invoice sent
    Tue 10:00 us says @mail launch plan agreed
    """
    assert story.at("Wed 10:00", "call_summary") == "met by Tue 18:00, done Tue 10:00"


def test_the_last_word_is_ours(story) -> None:
    """
    Mon 10:00 us says launch done
    Mon 11:00 client thanks
    """
    assert story.at("Mon 12:00", "last_word") == "open by Tue 18:00"
    assert story.at("Wed 10:00", "last_word") == "late by Tue 18:00"


def test_a_kind_line_in_return_is_enough_and_politeness_has_an_end(story) -> None:
    """
    Mon 10:00 us says launch done
    Mon 11:00 client thanks
    Mon 12:00 us thanks
    Mon 12:30 client thanks
    """
    assert story.at("Fri 10:00", "last_word") == "met by Tue 18:00, done Mon 12:00"


def test_a_new_question_takes_the_place_of_the_last_word(story) -> None:
    """
    Mon 10:00 us says launch done
    Mon 11:00 client thanks
    Mon 12:00 client asks what price
    """
    assert story.at("Mon 12:30", "last_word") == "nothing"
    assert story.at("Mon 12:30", "reply") == "open by Mon 15:00"
