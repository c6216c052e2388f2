"""Promises of both sides (W4, W5)."""


def test_a_promise_for_a_day_is_due_at_its_working_end(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    """
    assert story.at("Tue 10:00", "promise") == "open by Wed 18:00"
    assert story.at("Wed 18:01", "promise") == "late by Wed 18:00"


def test_a_report_keeps_the_promise(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    Wed 12:00 us reports logo draft
    """
    assert story.at("Thu 10:00", "promise") == "met by Wed 18:00, done Wed 12:00"


def test_the_thing_itself_keeps_the_promise(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    Wed 12:00 us attaches logo draft
    """
    assert "ledger.promise.attached" in story.codes("Thu 10:00", "promise")


def test_the_other_sides_thanks_keep_the_promise(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    Wed 12:00 client thanks logo draft
    """
    assert story.at("Thu 10:00", "promise") == "met by Wed 18:00, done Wed 12:00"


def test_talking_of_something_else_keeps_nothing(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    Tue 12:00 us reports invoice paid
    Tue 12:10 us says logo draft grows
    """
    assert story.at("Thu 10:00", "promise") == "late by Wed 18:00"


def test_the_client_promises_too(story) -> None:
    """
    Mon 10:00 client promises access password by Tue
    Tue 10:00 us reports access password
    """
    assert story.all("Wed 10:00", "promise")[0].owed_by == "client"
    assert story.at("Wed 10:00", "promise") == "late by Tue 18:00"


def test_a_new_day_named_in_time_moves_the_promise(story) -> None:
    """
    Mon 10:00 us promises logo draft by Tue
    Tue 15:00 us promises logo draft by Thu
    """
    assert story.at("Wed 10:00", "promise") == "open by Thu 18:00"
    assert "ledger.promise.moved" in story.codes("Wed 10:00", "promise")


def test_a_new_day_named_too_late_is_a_second_promise(story) -> None:
    """
    Mon 10:00 us promises logo draft by Tue
    Wed 10:00 us promises logo draft by Thu
    """
    assert story.at("Wed 12:00", "promise") == "missed by Tue 18:00; open by Thu 18:00"


def test_a_promise_without_a_date_is_a_habit_and_never_late(story) -> None:
    """
    Mon 10:00 us promises logo draft
    Fri+ 12:00 us reports logo draft
    """
    assert story.at("Thu+ 10:00", "promise") == "open by never"
    assert story.at("Sat+ 10:00", "promise") == "met by never, done Fri+ 12:00"
    assert [each.code for each in story.ledger("Tue 10:00").habits] == ["W5-promise-without-date"]


def test_a_day_named_afterwards_dates_the_promise(story) -> None:
    """
    Mon 10:00 us promises logo draft
    Tue 10:00 us promises logo draft by Thu
    """
    assert story.at("Tue 12:00", "promise") == "open by Thu 18:00"


def test_an_announced_answer_belongs_to_the_reply_and_is_no_second_debt(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 10:30 us acknowledges by Fri
    """
    assert story.at("Mon 12:00", "promise") == "nothing"


def test_a_promise_is_kept_in_another_conversation_as_well(story) -> None:
    """
    Mon 10:00 us promises @a logo draft by Wed
    Tue 10:00 us reports @b logo draft
    """
    assert story.at("Wed 10:00", "promise") == "met by Wed 18:00, done Tue 10:00"


def test_a_waived_promise_is_not_late(story) -> None:
    """
    Mon 10:00 us promises logo draft by Tue
    Tue 10:00 client waives promise
    Wed 10:00 us reports logo draft
    """
    assert story.at("Thu 10:00", "promise") == "waived by Tue 18:00"


def test_what_came_along_keeps_the_only_promise_open_in_the_conversation(story) -> None:
    """
    Wed 09:25 us promises corrected file at Wed 15:00
    Wed 14:10 us attaches print ready
    """
    assert story.at("Thu 10:00", "promise") == "met by Wed 15:00, done Wed 14:10"
    assert "ledger.promise.only_open" in story.codes("Thu 10:00", "promise")


def test_what_came_along_keeps_neither_of_two_promises_without_a_word_of_theirs(story) -> None:
    """
    Mon 10:00 us promises logo draft by Wed
    Mon 10:05 us promises hosting price by Wed
    Tue 10:00 us attaches invoice
    """
    assert story.at("Thu 10:00", "promise") == "late by Wed 18:00; late by Wed 18:00"


def test_what_came_along_in_another_conversation_must_be_about_it(story) -> None:
    """
    Mon 10:00 us promises @a logo draft by Wed
    Tue 10:00 us attaches @b logo of the sponsor
    """
    assert story.at("Thu 10:00", "promise") == "late by Wed 18:00"


def test_one_word_in_common_is_enough_in_the_same_conversation(story) -> None:
    """
    Mon 10:00 us promises leaflet by Wed
    Mon 10:05 us promises hosting price by Wed
    Wed 12:00 us reports leaflet ready file typography
    """
    assert story.at("Thu 10:00", "promise") in (
        "met by Wed 18:00, done Wed 12:00; late by Wed 18:00",
        "late by Wed 18:00; met by Wed 18:00, done Wed 12:00",
    )


def test_a_done_thing_keeps_a_promise_that_hardly_has_words(story) -> None:
    """
    Fri 10:00 us promises launch by Wed+
    Wed+ 12:00 us reports campaign south running
    """
    assert story.at("Thu+ 10:00", "promise") == "met by Wed+ 18:00, done Wed+ 12:00"


def test_a_promise_to_begin_is_kept_by_the_first_word_of_that_day(story) -> None:
    """
    Mon 10:00 us starts by Thu
    Tue 10:00 us says @bill invoice follows
    Thu 10:10 us requests @work logo file
    """
    assert story.at("Wed 10:00", "promise") == "open by Thu 18:00"
    assert story.at("Fri 10:00", "promise") == "met by Thu 18:00, done Thu 10:10"


def test_beginning_late_breaks_the_promise_to_begin(story) -> None:
    """
    Mon 10:00 us starts by Tue
    Thu 10:10 us requests @work logo file
    """
    assert story.at("Fri 10:00", "promise") == "missed by Tue 18:00, done Thu 10:10"


def test_an_answer_announced_beside_a_report_is_kept_by_the_next_real_message(story) -> None:
    """
    Tue 13:00 client asks why two mails / where is the list
    Tue 14:00 us fixes-and-announces two mails by Wed
    Thu 09:00 client asks where is the list
    Thu 09:30 us says the list is left in the menu
    """
    assert story.at("Wed 10:00", "promise") == "open by Wed 18:00"
    assert story.at("Fri 10:00", "promise") == "missed by Wed 18:00, done Thu 09:30"


def test_an_answer_announced_though_nothing_was_asked_is_a_promise(story) -> None:
    """
    Mon 10:00 us acknowledges by Wed
    Tue 10:00 us says price twenty
    """
    assert story.at("Mon 12:00", "promise") == "open by Wed 18:00"
    assert story.at("Wed 10:00", "promise") == "met by Wed 18:00, done Tue 10:00"


def test_promises_of_two_matters_do_not_move_each_other(story) -> None:
    """
    Mon 10:00 us promises @a logo draft by Tue
    Wed 10:00 us promises @b brochure draft by Fri
    """
    assert story.at("Wed 12:00", "promise") == "late by Tue 18:00; open by Fri 18:00"
