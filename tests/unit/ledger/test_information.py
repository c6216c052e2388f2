"""What the client owes us: answers to our questions and requests (A11, W11)."""

from datetime import UTC, datetime, timedelta, timezone

from ashore.core.agreement import default
from ashore.core.ledger import Ask, MessageEvent, Pledge, Said, derive


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


def test_our_thanks_settle_what_we_could_not_match(story) -> None:
    """
    Mon 10:00 us wants logo file
    Tue 10:00 client says it lies in the folder
    Tue 10:30 us thanks everything here
    """
    assert story.at("Tue 10:15", "information") == "open by Thu 18:00"
    assert story.at("Tue 12:00", "information") == "met by Thu 18:00, done Tue 10:00"
    assert "ledger.information.received" in story.codes("Tue 12:00", "information")


def test_our_thanks_for_an_announcement_settle_nothing(story) -> None:
    """
    Mon 10:00 us wants logo file
    Tue 10:00 client promises you file by Wed
    Tue 10:30 us thanks everything fine
    """
    assert story.at("Fri 12:00", "information") == "late by Thu 18:00"


def test_asking_again_without_a_word_of_its_own_is_a_reminder(story) -> None:
    """
    Mon 10:00 us requests logo file by Tue
    Wed 10:00 us requests by Thu
    """
    assert story.at("Wed 12:00", "information") == "late by Tue 18:00"
    assert "ledger.information.reminded" in story.codes("Wed 12:00", "information")


def test_a_yes_answers_our_newest_question_beside_an_older_request(story) -> None:
    """
    Mon 10:00 us requests lead sheet
    Tue 10:00 us asks is test to ten people fine
    Wed 10:00 client yes
    """
    assert "met by Fri 18:00, done Wed 10:00" in story.at("Wed 12:00", "information")


def test_a_day_before_the_clocks_go_back_is_that_day(tell) -> None:
    """Written at +02:00 for a day at +01:00: 28 October is the 28th, not the evening before."""
    summer = timezone(timedelta(hours=2))
    asked = MessageEvent(
        "a", datetime(2026, 10, 22, 16, tzinfo=summer), "c", "us", "me@us.test",
        said=Said(
            asks=(Ask("logo", frozenset({"logo"}), True, datetime(2026, 10, 28, tzinfo=summer), True, question=False),),
            pledges=(Pledge("draft", frozenset({"draft"}), datetime(2026, 10, 28, tzinfo=summer), True),),
        ),
    )  # fmt: skip
    terms = default().with_zone("Europe/Bratislava")
    owed = derive(terms, [asked], datetime(2026, 10, 23, tzinfo=UTC)).obligations
    dues = {each.kind: each.due for each in owed if each.kind in ("information", "promise")}
    assert dues == dict.fromkeys(("information", "promise"), datetime(2026, 10, 28, 17, tzinfo=UTC))
    assert all(at is None or at.tzinfo is UTC for each in owed for at in (each.created_at, each.due, each.remind_at))


def test_an_hour_named_on_another_clock_is_told_in_utc() -> None:
    manila = timezone(timedelta(hours=8))
    said = Said(pledges=(Pledge("draft", frozenset({"draft"}), datetime(2026, 3, 3, 15, tzinfo=manila)),))
    promised = MessageEvent("a", datetime(2026, 3, 3, 10, tzinfo=manila), "c", "us", "me@us.test", said=said)
    owed = derive(default(), [promised], datetime(2026, 3, 3, 3, tzinfo=UTC)).obligations
    assert [(each.due, each.due.tzinfo) for each in owed if each.due and each.kind == "promise"] == [
        (datetime(2026, 3, 3, 7, tzinfo=UTC), UTC)
    ]
