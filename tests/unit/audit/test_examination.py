"""What the audit finds in small mailboxes. 9 to 13 March 2026 are Monday to Friday; hours are 9-18 UTC with lunch."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ashore.audit.archive import Archive, archive
from ashore.audit.examine import moment_of
from ashore.intake import Taken

ME = "Anna Blue <anna@studio.example>"
CLIENT = "Ivan Green <ivan@client.example>"
ASKED = "Hello Anna,\n\nhow much is the brochure?\n\nIvan"


def kinds(lines: list[Any]) -> list[tuple[str, str]]:
    return [(line.obligation.kind, line.client) for line in lines]


def test_an_unanswered_question_is_owed_with_its_words(box: Any) -> None:
    found = box().mail(1, "2026-03-09 10:00", CLIENT, ME, ASKED).judged("2026-03-10 10:00")
    assert kinds(found.we_owe) == [("reply", "client.example")]
    line = found.we_owe[0]
    assert line.obligation.state == "late"
    assert line.quote == "how much is the brochure?"
    assert line.late_minutes == 6 * 60
    assert [each.quote for each in found.unanswered] == ["how much is the brochure?"]
    assert not found.is_clean


def test_an_answer_in_time_leaves_nothing_but_figures(box: Any) -> None:
    found = (
        box()
        .mail(1, "2026-03-09 10:00", CLIENT, ME, ASKED)
        .mail(2, "2026-03-09 10:50", ME, CLIENT, "Hello Ivan,\n\nthe brochure is 400 euro.\n\nAnna", answers=1)
        .judged("2026-03-09 11:00")
    )
    assert found.we_owe == []
    assert list(found.answers.minutes) == [50]
    assert found.answers.share_in_time == 1.0
    assert list(found.by_client) == ["client.example"]
    assert list(found.by_person) == ["anna@studio.example"]
    assert list(found.by_month) == ["2026-03"]


def test_mail_among_ourselves_starts_nothing_and_answers_nothing(box: Any) -> None:
    boris = "boris@studio.example"
    found = (
        box()
        .mail(1, "2026-03-09 10:00", CLIENT, ME, ASKED)
        .mail(2, "2026-03-09 10:10", ME, boris, "Boris, how much is it, 400 euro?", answers=1)
        .mail(3, "2026-03-09 10:20", boris, ME, "Yes, the brochure is 400 euro.", answers=2)
        .mail(4, "2026-03-09 10:30", ME, boris, "Shall we have lunch?", subject="Lunch")
        .judged("2026-03-10 10:00", me="studio.example")
    )
    assert kinds(found.we_owe) == [("reply", "client.example")]
    assert found.they_owe == []


def test_list_mail_that_passes_by_is_no_debt(box: Any) -> None:
    listed = "List-Id: <users.lists.example>\n"
    crowd = "users@lists.example"
    found = (
        box()
        .mail(1, "2026-03-09 10:00", CLIENT, crowd, "How do I install it?", more=listed)
        .mail(2, "2026-03-09 11:00", "olga@third.example", crowd, "Which version?", answers=1, more=listed)
        .judged("2026-03-10 10:00")
    )
    assert found.we_owe == []
    assert len(found.inquest.whole.others) == 1


@pytest.mark.parametrize("how", ["to us", "answers us", "list named"])
def test_list_mail_is_for_us_when_it_is_addressed_to_us(box: Any, how: str) -> None:
    listed = "List-Id: <users.lists.example>\n"
    crowd = "users@lists.example"
    mails = box()
    if how == "answers us":
        mails.mail(1, "2026-03-09 09:00", ME, crowd, "The release is out.", subject="Release", more=listed)
    to = f"{ME}, {crowd}" if how == "to us" else crowd
    mails.mail(
        2,
        "2026-03-09 10:00",
        CLIENT,
        to,
        "How do I install it?",
        subject="Release",
        answers=1 if how == "answers us" else None,
        more=listed,
    )
    me = crowd if how == "list named" else "studio.example"
    found = mails.judged("2026-03-10 10:00", me=me)
    assert kinds(found.we_owe) == [("reply", "ivan@client.example")]


def test_a_question_to_a_whole_list_binds_nobody(box: Any) -> None:
    found = (
        box()
        .mail(
            1,
            "2026-03-09 09:00",
            ME,
            "users@lists.example",
            "Who can test it? Could you send me your logs?",
            subject="Release",
            more="List-Id: <users.lists.example>\n",
        )
        .judged("2026-03-20 10:00")
    )
    assert found.they_owe == []


def test_free_mail_is_a_client_by_address_and_a_company_by_domain(box: Any) -> None:
    found = (
        box()
        .mail(1, "2026-03-09 10:00", "eva@gmail.com", ME, "How much?", subject="One")
        .mail(2, "2026-03-09 10:00", "jan@gmail.com", ME, "How much?", subject="Two")
        .mail(3, "2026-03-09 10:00", "a@mail.big.example", ME, "How much?", subject="Three")
        .mail(4, "2026-03-09 10:00", "b@big.example", ME, "How much?", subject="Four")
        .judged("2026-03-09 10:30")
    )
    clients = [each.client for each in found.inquest.whole.engagements]
    assert sorted(clients) == ["big.example", "eva@gmail.com", "jan@gmail.com"]


def test_a_reply_whose_beginning_is_missing_opens_no_new_matter(box: Any) -> None:
    found = (
        box()
        .mail(2, "2026-03-09 10:00", CLIENT, ME, "That is fine with me.", subject="Re: Spring quote", answers=1)
        .judged("2026-03-10 10:00")
    )
    assert [line.obligation.kind for line in found.we_owe if line.obligation.kind == "reply"] == []


def test_an_auto_reply_neither_owes_nor_answers(box: Any) -> None:
    found = (
        box()
        .mail(1, "2026-03-09 10:00", CLIENT, ME, ASKED)
        .mail(2, "2026-03-09 10:01", ME, CLIENT, "I am away.", answers=1, more="Auto-Submitted: auto-replied\n")
        .judged("2026-03-10 10:00")
    )
    assert kinds(found.we_owe) == [("reply", "client.example")]


def test_the_same_message_in_two_folders_counts_once_and_h32_a_forged_id_is_kept(box: Any) -> None:
    mails = (
        box()
        .mail(1, "2026-03-09 10:00", CLIENT, ME, ASKED)
        .mail(
            1,
            "2026-03-09 10:00",
            CLIENT,
            ME,
            ASKED,
            more="Received: by another.example; Mon, 9 Mar 2026 10:01:00 +0000\n",
        )
        .mail(1, "2026-03-09 12:00", "x@evil.example", ME, "Please pay here.")
    )
    found = archive([*mails.taken(), mails.taken()[0]])
    assert len(found.taken) == 2
    assert found.copies == 2
    assert found.conflicting == ("m1@box",)


LISTED = "List-Id: <office.studio.example>\nList-Post: <mailto:office@studio.example>\n"
FOOTER = (
    "\n_______________________________________________\nOffice mailing list -- office@studio.example\n"
    "To unsubscribe send an email to office-leave@studio.example"
)


def by_two_ways(box: Any, text: str, more: str, at: str = "2026-03-09 10:00") -> list[Taken]:
    """A letter as it came directly, and as it came with ``more`` in its head and ``text`` in it."""
    ways = box().mail(1, "2026-03-09 10:00", CLIENT, ME, ASKED, subject="Quote")
    return list(ways.mail(1, at, CLIENT, ME, text, subject="[Office] Quote", more=more).taken())


@pytest.mark.parametrize("list_first", [True, False])
def test_h33_a_letter_that_came_over_a_list_too_counts_once_and_as_the_plain_one(box: Any, list_first: bool) -> None:
    plain, listed = by_two_ways(box, ASKED + FOOTER, LISTED)
    texts = {plain.message.key: ASKED, listed.message.key: ASKED + FOOTER}
    found = archive([listed, plain] if list_first else [plain, listed], lambda each: texts[each.message.key])
    assert ([each.message.list_id for each in found.taken], found.copies, found.conflicting) == ([""], 1, ())


@pytest.mark.parametrize("forged_first", [True, False])
def test_h32_other_words_under_one_id_are_another_message_whatever_else_is_the_same(
    box: Any, forged_first: bool
) -> None:
    words = "Please pay it to our new account."
    true, forged = by_two_ways(box, words, "")
    texts = {true.message.key: ASKED, forged.message.key: words}
    found = archive([forged, true] if forged_first else [true, forged], lambda each: texts[each.message.key])
    assert (len(found.taken), found.copies, found.conflicting) == (2, 0, ("m1@box",))


def old(found: list[Taken]) -> Archive:
    return archive(found)


def test_an_old_archive_is_judged_as_of_its_last_message(box: Any) -> None:
    found = old(box().mail(1, "2026-03-09 10:00", CLIENT, ME, ASKED).taken())
    last = datetime(2026, 3, 9, 10, tzinfo=UTC)
    assert moment_of(found, last + timedelta(days=15)).now == last
    assert moment_of(found, last + timedelta(days=15)).judged_as == "last_message"
    assert moment_of(found, last + timedelta(days=13)).judged_as == "clock"
    given = last + timedelta(days=400)
    assert moment_of(found, last, given).now == given


def test_a_message_from_the_future_does_not_move_the_end_of_the_archive(box: Any) -> None:
    found = old(
        box().mail(1, "2026-03-09 10:00", CLIENT, ME, ASKED).mail(2, "2099-01-01 00:00", CLIENT, ME, "Hi?").taken()
    )
    assert moment_of(found, datetime(2026, 6, 1, tzinfo=UTC)).now == datetime(2026, 3, 9, 10, tzinfo=UTC)


def test_on_a_list_everybody_stands_for_themselves(box: Any) -> None:
    listed = "List-Id: <users.lists.example>\n"
    found = (
        box()
        .mail(1, "2026-03-09 09:00", "olga@third.example", "users@lists.example", "I like it.", more=listed)
        .mail(2, "2026-03-09 09:30", ME, "users@lists.example", "So do I.", answers=1, more=listed)
        .mail(3, "2026-03-09 10:00", CLIENT, "users@lists.example", "How do I install it?", answers=2, more=listed)
        .judged("2026-03-10 10:00")
    )
    assert kinds(found.we_owe) == [("reply", "ivan@client.example")]


def test_what_others_promise_each_other_on_a_list_does_not_concern_us(box: Any) -> None:
    listed = "List-Id: <users.lists.example>\n"
    found = (
        box()
        .mail(1, "2026-03-09 09:00", ME, "users@lists.example", "The release is out.", more=listed)
        .mail(2, "2026-03-09 09:30", CLIENT, f"users@lists.example, {ME}", "Good.", answers=1, more=listed)
        .mail(
            3,
            "2026-03-09 10:00",
            "olga@third.example",
            "users@lists.example",
            "I will send you the file tomorrow, Ivan.",
            answers=2,
            more=listed,
        )
        .judged("2026-03-12 10:00")
    )
    assert found.they_owe == []
    assert found.promises["client"].open == 0


@pytest.mark.parametrize(("who", "owed"), [("olga@third.example", 0), ("ivan@client.example", 1)])
def test_what_another_member_of_a_list_answered_is_no_debt_of_ours(box: Any, who: str, owed: int) -> None:
    """Ivan writing on below his own question does not answer it."""
    listed = "List-Id: <users.lists.example>\n"
    found = (
        box()
        .mail(1, "2026-03-09 09:00", ME, "users@lists.example", "The release is out.", more=listed)
        .mail(2, "2026-03-09 10:00", CLIENT, "users@lists.example", "How do I install it?", answers=1, more=listed)
        .mail(3, "2026-03-09 11:00", who, "users@lists.example", "With the installer.", answers=2, more=listed)
        .judged("2026-03-12 10:00")
    )
    assert len([line for line in found.we_owe if line.obligation.kind == "reply"]) == owed
    assert len(found.unanswered) == owed


def test_a_subject_that_others_change_on_a_list_is_not_our_habit(box: Any) -> None:
    listed = "List-Id: <users.lists.example>\n"
    crowd = "users@lists.example"

    def talk(writer: str) -> Any:
        return (
            box()
            .mail(1, "2026-03-09 09:00", ME, crowd, "The release is out.", subject="Release of spring", more=listed)
            .mail(
                2, "2026-03-09 10:00", CLIENT, crowd, "It is good.", subject="Release of spring", answers=1, more=listed
            )
            .mail(3, "2026-03-09 11:00", writer, crowd, "By the way.", subject="Lunch today", answers=2, more=listed)
            .judged("2026-03-12 10:00")
        )

    assert [each.finding.code for each in talk(ME).habits] == ["W9-subject-changed"]
    assert talk("olga@third.example").habits == []


def test_today_is_the_day_on_the_authors_clock(box: Any) -> None:
    """An hour east of the agreement's zone Ivan's day begins while it is yesterday there; he still means today."""
    found = (
        box()
        .mail(1, "2026-03-10 08:00", CLIENT, ME, "Hello Anna,\n\nI will send you the logo today.\n\nIvan")
        .judged("2026-03-10 12:00")
    )
    assert [(x.obligation.owed_by, x.obligation.state) for x in found.they_owe] == [("client", "open")]
    mails = box()
    mails.mail(1, "2026-03-10 08:00", CLIENT, ME, "Hello Anna,\n\nI will send you the logo today.\n\nIvan")
    mails.raw[0] = mails.raw[0].replace(b"08:00:00 +0000", b"09:00:00 +0100")
    east = mails.judged("2026-03-10 12:00")
    assert [x.obligation.due for x in east.they_owe] == [x.obligation.due for x in found.they_owe]
