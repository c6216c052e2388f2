"""Answer each question (R1): what was answered, how that is known, and what stands open."""


def test_each_question_is_answered_by_the_words_it_asked_for(story) -> None:
    """
    Mon 10:00 client asks when launch / what hosting price
    Mon 11:00 us says launch monday. hosting price twenty.
    """
    assert story.at("Mon 12:00", "question") == "met by Mon 12:00, done Mon 11:00; met by Mon 12:00, done Mon 11:00"


def test_a_question_left_out_stands_open_with_its_words(story) -> None:
    """
    Mon 10:00 client asks when launch / who pays hosting
    Mon 11:00 us says launch monday
    """
    first, second = story.all("Mon 13:00", "question")
    assert {first.state, second.state} == {"met", "late"}
    assert [each.quote for each in (first, second) if each.state == "late"] == ["who pays hosting?"]


def test_the_open_question_is_answered_by_a_later_message(story) -> None:
    """
    Mon 10:00 client asks when launch / who pays hosting
    Mon 11:00 us says launch monday
    Mon 15:00 us says you pay hosting
    """
    assert "missed by Mon 12:00, done Mon 15:00" in story.at("Tue 10:00", "question")


def test_the_only_question_is_answered_by_any_real_reply(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 us says next monday morning
    """
    assert story.codes("Mon 12:00", "question").count("ledger.question.by_only_question") == 1


def test_a_bare_yes_answers_the_question(story) -> None:
    """
    Mon 10:00 client asks is launch monday
    Mon 11:00 us yes
    """
    assert story.at("Mon 12:00", "question") == "met by Mon 12:00, done Mon 11:00"


def test_a_bare_yes_to_two_questions_is_given_the_benefit_of_the_doubt(story) -> None:
    """
    Mon 10:00 client asks is launch monday / is hosting paid
    Mon 11:00 us yes
    """
    assert "late" not in story.at("Mon 13:00", "question")


def test_an_inline_answer_counts_though_it_repeats_no_word(story) -> None:
    """
    Mon 10:00 client asks when launch / who pays hosting
    Mon 11:00 us quotes who pays hosting: you
    """
    assert "ledger.question.by_under_quote" in story.codes("Mon 12:00", "question")


def test_as_many_points_as_questions_answer_them_in_order(story) -> None:
    """
    Mon 10:00 client asks when launch / who pays hosting
    Mon 11:00 us lists next monday / yourself
    """
    assert story.codes("Mon 12:00", "question").count("ledger.question.by_numbered") == 2


def test_asking_back_is_not_yet_an_answer(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 us asks launch of which site
    """
    assert story.at("Mon 13:00", "reply") == "met by Mon 12:00, done Mon 11:00"
    assert story.at("Mon 13:00", "question") == "late by Mon 12:00"


def test_an_acknowledgement_answers_nothing(story) -> None:
    """
    Mon 10:00 client asks when launch
    Mon 11:00 us acknowledges by Tue
    """
    assert story.at("Mon 13:00", "question") == "open by Tue 18:00"


def test_thanks_after_our_answer_settles_what_we_could_not_match(story) -> None:
    """
    Mon 10:00 client asks when launch / who pays hosting
    Mon 11:00 us says launch monday
    Mon 11:30 client thanks
    """
    assert story.at("Mon 13:00", "question") == "met by Mon 12:00, done Mon 11:00; met by Mon 12:00, done Mon 11:00"
    assert "ledger.question.by_thanks" in story.codes("Mon 13:00", "question")


def test_a_waived_reply_releases_its_questions(story) -> None:
    """
    Mon 10:00 client asks when launch / who pays hosting
    Mon 11:00 us waives reply
    """
    assert story.at("Mon 13:00", "question") == "waived by Mon 12:00; waived by Mon 12:00"


def test_a_question_keeps_the_due_of_the_time_when_it_was_released(story) -> None:
    """
    Mon 10:00 client asks when launch / who pays hosting
    Mon 10:30 us waives question
    Mon 11:00 us acknowledges by Fri
    """
    assert story.at("Mon 13:00", "question") in (
        "waived by Mon 12:00; open by Fri 18:00",
        "open by Fri 18:00; waived by Mon 12:00",
    )


def test_a_question_asked_when_the_reply_is_late_is_not_due_before_it_was_asked(story) -> None:
    """
    Mon 10:00 client asks when launch
    Tue 10:00 client asks who pays hosting
    """
    assert story.at("Tue 11:00", "question") == "late by Mon 12:00; open by Tue 12:00"
    assert "ledger.question.own_clock" in story.codes("Tue 11:00", "question")


def test_an_announced_rest_moves_the_questions_that_are_left(story) -> None:
    """
    Tue 13:00 client asks why two mails / where is the list
    Tue 14:00 us fixes-and-announces two mails by Wed
    """
    assert story.at("Tue 17:00", "question") in (
        "met by Tue 16:00, done Tue 14:00; open by Wed 18:00",
        "open by Wed 18:00; met by Tue 16:00, done Tue 14:00",
    )


def test_what_is_reported_as_done_was_answered_though_we_ask_back_about_it(story) -> None:
    """
    Mon 10:00 client asks is letters larger nicer possible
    Mon 11:00 us reports letters increased
    """
    assert "ledger.question.by_reported" in story.codes("Mon 12:00", "question")


def test_one_date_answers_one_question_for_a_date_the_newest(tell) -> None:
    told = tell("Mon 10:00 client asks when photos / when launch\nMon 11:00 us gives-time friday")
    assert sorted(told.at("Mon 12:30", "question").split("; ")) == [
        "late by Mon 12:00",
        "met by Mon 12:00, done Mon 11:00",
    ]
