"""What belongs together, and what an ill-meaning or broken message must not bring about."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from ashore.core.correspondence import Address, Message, Placement, Threads, thread
from ashore.core.correspondence.fingerprint import mark

US = frozenset({"studio.example"})
START = datetime(2024, 3, 4, 9, tzinfo=UTC)


def mail(key: str, sender: str, to: str = "me@studio.example", hour: float = 0, **more: object) -> Message:
    """A message; ``to``: addresses with blanks between; its Message-ID is its key at example.org unless given."""
    more.setdefault("message_id", f"{key}@example.org")
    more.setdefault("subject", "Poster for the spring fair")
    recipients = tuple(Address("", email) for email in to.split())
    return Message(
        key=key, at=START + timedelta(hours=hour), order=0, sender=Address("", sender), to=recipients, **more
    )  # type: ignore[arg-type]


def together(threads: Threads) -> list[set[str]]:
    return [set(conversation.messages) for conversation in threads.conversations]


def placed(threads: Threads) -> dict[str, Placement]:
    return {placement.message: placement for placement in threads.placements}


def test_a_reply_hangs_under_the_message_it_refers_to() -> None:
    ask = mail("ask", "anna@client.example")
    answer = mail("answer", "me@studio.example", "anna@client.example", 1, references=("ask@example.org",))
    threads = thread([answer, ask], us=US)
    assert together(threads) == [{"ask", "answer"}]
    assert placed(threads)["answer"].parent == "ask"
    assert placed(threads)["answer"].reason.code == "correspondence.placed.reference"
    assert placed(threads)["ask"].parent == ""


def test_a_bare_in_reply_to_joins() -> None:
    ask = mail("ask", "anna@client.example")
    answer = mail(
        "answer", "me@studio.example", "anna@client.example", 1, subject="Other", in_reply_to=("ask@example.org",)
    )
    assert together(thread([ask, answer], us=US)) == [{"ask", "answer"}]


def test_two_matters_under_one_subject_stay_apart() -> None:
    one = mail("one", "anna@client.example", subject="Invoice for March")
    two = mail("two", "anna@client.example", hour=30, subject="Invoice for March")
    assert together(thread([one, two], us=US)) == [{"one"}, {"two"}]


def test_a_changed_subject_does_not_part_a_conversation() -> None:
    ask = mail("ask", "anna@client.example")
    answer = mail(
        "answer", "me@studio.example", "anna@client.example", 1, subject="Banner", references=("ask@example.org",)
    )
    assert len(thread([ask, answer], us=US).conversations) == 1


def test_answers_to_a_message_that_is_missing_belong_together() -> None:
    one = mail("one", "anna@client.example", references=("gone@example.org",), subject="Re: Poster")
    two = mail("two", "anna@client.example", hour=2, references=("gone@example.org",), subject="Re: Poster again")
    threads = thread([one, two], us=US)
    assert together(threads) == [{"one", "two"}]
    assert placed(threads)["two"].reason.code == "correspondence.placed.missing_parent"
    assert placed(threads)["two"].parent == "one"


def test_answers_of_many_people_to_one_missing_announcement_are_not_strangers() -> None:
    replies = [
        mail(
            f"r{n}",
            f"person{n}@firm{n}.example",
            hour=n,
            in_reply_to=("news@studio.example",),
            subject="Re: Our new hours",
        )
        for n in range(5)
    ]
    threads = thread(replies, us=US)
    assert len(threads.conversations) == 1
    assert not any(placement.outsider for placement in threads.placements)


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Poster for the spring fair",
        "RE[2]: [team] poster for the  Spring fair",
        "Отв: Re: Poster for the spring fair",
        "Odp: Poster for the spring fair",
        "Sv: Poster for the spring fair",
        "AW: Poster for the spring fair",
        "New date (was: Poster for the spring fair)",
    ],
)
def test_a_reply_without_references_is_found_by_subject_and_people(subject: str) -> None:
    ask = mail("ask", "anna@client.example")
    answer = mail("answer", "me@studio.example", "anna@client.example", 1, subject=subject)
    threads = thread([ask, answer], us=US)
    assert together(threads) == [{"ask", "answer"}]
    assert placed(threads)["answer"].reason.code == "correspondence.placed.people"
    assert placed(threads)["answer"].reason.params["person"] == "anna@client.example"


def test_a_subject_alone_never_joins() -> None:
    ask = mail("ask", "anna@client.example")
    other = mail("other", "boris@other.example", hour=1, subject="Re: Poster for the spring fair")
    assert len(thread([ask, other], us=US).conversations) == 2


def test_after_the_window_a_subject_is_another_matter() -> None:
    ask = mail("ask", "anna@client.example")
    late = mail("late", "anna@client.example", hour=24 * 31, subject="Re: Poster for the spring fair")
    assert len(thread([ask, late], us=US).conversations) == 2
    assert len(thread([ask, late], us=US, window=timedelta(days=40)).conversations) == 1


@pytest.mark.parametrize("subject", ["Question", "hello", "Вопрос", "Otázka", "tanong", "(no subject)", "", "Re:"])
def test_a_generic_subject_needs_a_quoted_passage_too(subject: str) -> None:
    words = "Could you send us the prices for the large poster?"
    ask = mail("ask", "anna@client.example", subject=subject, own_text=mark(words))
    bare = mail("bare", "me@studio.example", "anna@client.example", 1, subject=f"Re: {subject}")
    quoting = mail(
        "quoting", "me@studio.example", "anna@client.example", 2, subject=f"Re: {subject}", quoted_text=mark(words)
    )
    assert len(thread([ask, bare], us=US).conversations) == 2
    joined = 1 if subject.strip("Re:") else 2
    assert len(thread([ask, quoting], us=US).conversations) == joined


def test_of_two_conversations_under_one_subject_the_quoted_one_is_meant() -> None:
    first = mail("first", "anna@client.example", own_text=mark("The blue on the poster is too dark for us."))
    second = mail(
        "second", "anna@client.example", hour=5, own_text=mark("Please change the date on the poster to May.")
    )
    answer = mail("answer", "me@studio.example", "anna@client.example", 6, subject="Re: Poster for the spring fair",
                  quoted_text=mark("The blue on the poster is too dark for us."))  # fmt: skip
    threads = thread([first, second, answer], us=US)
    assert placed(threads)["answer"].parent == "first"
    assert placed(threads)["answer"].reason.code == "correspondence.placed.quoted_text"


def test_of_two_conversations_under_one_subject_the_one_whose_author_is_written_to_is_meant() -> None:
    first = mail("first", "boris@studio.example", "anna@client.example")
    second = mail("second", "cyril@studio.example", "anna@client.example", 5)
    answer = mail("answer", "anna@client.example", "boris@studio.example", 6, subject="Re: Poster for the spring fair")
    assert placed(thread([first, second, answer], us=US))["answer"].parent == "first"


def test_a_colleague_at_the_client_is_known_by_the_passage_they_quote() -> None:
    words = mark("The blue on the poster is too dark for us.")
    ask = mail("ask", "me@studio.example", "anna@client.example", own_text=words)
    colleague = mail("colleague", "bela@client.example", hour=1, subject="Re: Poster for the spring fair",
                     quoted_text=words)  # fmt: skip
    stranger = mail("stranger", "eva@elsewhere.example", hour=1, subject="Re: Poster for the spring fair",
                    quoted_text=words)  # fmt: skip
    threads = thread([ask, colleague, stranger], us=US)
    assert placed(threads)["colleague"].reason.code == "correspondence.placed.quoted_text"
    assert placed(threads)["stranger"].parent == ""


def test_outlooks_thread_index_joins() -> None:
    index = "01d46f" + "0" * 38
    ask = mail("ask", "anna@client.example", thread_index=index)
    answer = mail("answer", "me@studio.example", "anna@client.example", 1, subject="Banner", thread_index=index)
    assert placed(thread([ask, answer], us=US))["answer"].reason.code == "correspondence.placed.thread_index"


def test_an_id_named_in_the_text_joins() -> None:
    ask = mail("ask", "anna@client.example")
    passed_on = mail("fwd", "anna@client.example", hour=1, subject="Fwd: x", quoted_ids=("ask@example.org",))
    stranger = mail("str", "eve@evil.example", hour=1, subject="Fwd: x", quoted_ids=("ask@example.org",))
    assert together(thread([ask, passed_on, stranger], us=US)) == [{"ask", "fwd"}, {"str"}]


def test_list_mail_without_references_is_joined_on_the_list() -> None:
    on_list = {"to": "club@lists.example.org", "list_id": "Club <club.lists.example.org>"}
    ask = mail("ask", "anna@one.example", **on_list)  # type: ignore[arg-type]
    answer = mail("answer", "boris@two.example", hour=3, subject="Re: Poster for the spring fair", **on_list)  # type: ignore[arg-type]
    other = mail("other", "cyril@two.example", hour=24 * 20, subject="Re: Poster for the spring fair", **on_list)  # type: ignore[arg-type]
    threads = thread([ask, answer, other], us=US)
    assert together(threads) == [{"ask", "answer"}, {"other"}]
    assert placed(threads)["answer"].reason.code == "correspondence.placed.list"


def test_the_conversation_is_known_by_its_earliest_message() -> None:
    late_root = mail("root", "anna@client.example", hour=5)
    early_child = mail("child", "me@studio.example", "anna@client.example", 1, references=("root@example.org",))
    threads = thread([late_root, early_child], us=US)
    assert [c.key for c in threads.conversations] == ["child"]
    assert placed(threads)["child"].parent == "root"
    assert placed(threads)["root"].parent == ""


def test_h31_messages_without_an_id_are_kept_apart() -> None:
    one = mail("one", "anna@client.example", message_id="", subject="One thing entirely")
    two = mail("two", "anna@client.example", hour=1, message_id="", subject="Quite another thing")
    assert together(thread([one, two], us=US)) == [{"one"}, {"two"}]


def test_h32_other_bytes_under_one_message_id_are_both_kept_and_flagged() -> None:
    one = mail("one", "anna@client.example", message_id="same@example.org")
    two = mail("two", "anna@client.example", hour=1, message_id="same@example.org", subject="Changed altogether")
    threads = thread([one, two], us=US)
    assert {p.message for p in threads.placements} == {"one", "two"}
    assert [(c.where, c.code) for c in threads.conflicts] == [
        ("one", "duplicate-message-id"),
        ("two", "duplicate-message-id"),
    ]


def test_a_lists_copy_and_the_direct_copy_are_one_conversation() -> None:
    direct = mail("direct", "anna@client.example", message_id="same@example.org")
    listed = mail("listed", "anna@client.example", message_id="same@example.org", list_id="<team.lists.example>")
    threads = thread([direct, listed], us=US)
    assert together(threads) == [{"direct", "listed"}]
    assert placed(threads)["listed"].reason.code == "correspondence.placed.twin"


def test_h34_a_forged_id_sent_before_does_not_take_the_true_mails_answers() -> None:
    forged = mail("forged", "eve@evil.example", message_id="true@example.org", subject="Win a prize")
    true = mail("true", "anna@client.example", hour=1, message_id="true@example.org")
    answer = mail("answer", "me@studio.example", "anna@client.example", 2, references=("true@example.org",))
    threads = thread([forged, true, answer], us=US)
    assert together(threads) == [{"forged"}, {"true", "answer"}]
    assert placed(threads)["answer"].parent == "true"


def test_h39_a_strangers_reference_joins_as_an_outsider() -> None:
    ask = mail("ask", "anna@client.example")
    answer = mail("answer", "me@studio.example", "anna@client.example", 1, references=("ask@example.org",))
    stranger = mail("stranger", "eve@evil.example", hour=2, references=("ask@example.org", "answer@example.org"))
    threads = thread([ask, answer, stranger], us=US)
    assert len(threads.conversations) == 1
    assert [p.message for p in threads.placements if p.outsider] == ["stranger"]
    reason = placed(threads)["stranger"].reason
    assert reason.code == "correspondence.placed.outsider"
    assert reason.because[0].code == "correspondence.placed.reference"


def test_h39_a_strangers_references_never_join_two_clients() -> None:
    anna = mail("anna", "anna@client.example")
    boris = mail("boris", "boris@other.example", subject="Banner")
    stranger = mail("stranger", "eve@evil.example", hour=2, references=("anna@example.org", "boris@example.org"))
    assert together(thread([anna, boris, stranger], us=US)) in (
        [{"anna"}, {"boris", "stranger"}],
        [{"anna", "stranger"}, {"boris"}],
    )


def test_h39_a_client_cannot_join_another_clients_conversation_to_his_own() -> None:
    anna = mail("anna", "anna@client.example")
    boris = mail("boris", "boris@other.example", subject="Banner")
    forged = mail(
        "forged", "boris@other.example", hour=2, subject="Banner", references=("anna@example.org", "boris@example.org")
    )
    threads = thread([anna, boris, forged], us=US)
    assert together(threads) == [{"anna"}, {"boris", "forged"}]
    assert not any(p.outsider for p in threads.placements)


def test_h39_free_mail_is_no_organisation() -> None:
    ask = mail("ask", "anna@gmail.com")
    stranger = mail("stranger", "eve@gmail.com", hour=1, references=("ask@example.org",))
    assert placed(thread([ask, stranger], us=US))["stranger"].outsider


def test_a_colleague_of_the_client_is_no_outsider() -> None:
    ask = mail("ask", "anna@client.example")
    colleague = mail("colleague", "boss@mail.client.example", hour=1, references=("ask@example.org",))
    assert not placed(thread([ask, colleague], us=US))["colleague"].outsider


def test_whoever_was_taken_on_copy_earlier_is_no_outsider() -> None:
    ask = mail("ask", "anna@client.example")
    answer = mail(
        "answer", "me@studio.example", "anna@client.example printer@press.example", 1, references=("ask@example.org",)
    )
    printer = mail("printer", "printer@press.example", hour=2, references=("ask@example.org",))
    assert not placed(thread([ask, answer, printer], us=US))["printer"].outsider


def test_an_outsider_whom_we_answered_is_confirmed() -> None:
    ask = mail("ask", "anna@client.example")
    new = mail("new", "auditor@office.example", hour=1, references=("ask@example.org",))
    answer = mail("answer", "me@studio.example", "auditor@office.example", 2, in_reply_to=("new@example.org",))
    threads = thread([ask, new, answer], us=US)
    assert len(threads.conversations) == 1
    assert not any(p.outsider for p in threads.placements)


def test_nobody_is_an_outsider_in_an_archive_that_names_no_recipients() -> None:
    ask = mail("ask", "anna@one.example", to="")
    answer = mail("answer", "boris@two.example", to="", hour=1, references=("ask@example.org",))
    assert not any(p.outsider for p in thread([ask, answer], us=US).placements)


def test_a_bounce_belongs_to_the_mail_it_is_about_and_is_no_outsider() -> None:
    sent = mail("sent", "me@studio.example", "anna@client.example")
    bounce = mail("bounce", "mailer-daemon@relay.example", hour=1, references=("sent@example.org",), kind="bounce")
    threads = thread([sent, bounce], us=US)
    assert len(threads.conversations) == 1
    assert not placed(threads)["bounce"].outsider


def test_h38_a_mail_that_only_claims_to_be_ours_is_an_outsiders() -> None:
    ask = mail("ask", "anna@client.example")
    forged = mail(
        "forged", "me@studio.example", "anna@client.example", 1, references=("ask@example.org",), doubtful=True
    )
    lost = mail("lost", "me@studio.example", "anna@client.example", 2, subject=f"Re: {ask.subject}", doubtful=True)
    threads = thread([ask, forged, lost], us=US)
    assert together(threads) == [{"ask", "forged"}, {"lost"}]
    assert placed(threads)["forged"].outsider


def test_h38_a_forged_answer_of_ours_confirms_no_outsider() -> None:
    ask = mail("ask", "anna@client.example")
    new = mail("new", "eve@evil.example", hour=1, references=("ask@example.org",))
    forged = mail("forged", "me@studio.example", "eve@evil.example", 2, in_reply_to=("new@example.org",), doubtful=True)
    assert placed(thread([ask, new, forged], us=US))["new"].outsider


def test_h40_a_tag_or_number_in_the_subject_never_joins() -> None:
    ask = mail("ask", "anna@client.example", subject="[Case 1234] Poster for the spring fair")
    stranger = mail("stranger", "eve@evil.example", hour=1, subject="Re: [Case 1234] Poster for the spring fair")
    assert len(thread([ask, stranger], us=US).conversations) == 2


def test_h41_empty_never_matches_empty() -> None:
    one = mail("one", "anna@client.example", message_id="", in_reply_to=("",), references=("",), subject="One")
    two = mail("two", "boris@other.example", message_id="", in_reply_to=("",), references=("",), subject="Two", hour=1)
    assert together(thread([one, two], us=US)) == [{"one"}, {"two"}]


def test_h42_a_cycle_of_references_ends() -> None:
    ring = [mail(f"m{n}", "anna@client.example", hour=n, references=(f"m{(n + 1) % 5}@example.org",)) for n in range(5)]
    threads = thread(ring, us=US)
    assert len(threads.conversations) == 1
    assert [p.message for p in threads.placements if not p.parent] == ["m0"]
    assert_a_tree(threads.placements)


def test_h42_a_message_that_refers_to_itself_is_a_first_message() -> None:
    alone = mail("alone", "anna@client.example", references=("alone@example.org",))
    assert placed(thread([alone], us=US))["alone"].parent == ""


def test_h43_fifty_thousand_references_are_bounded() -> None:
    first = mail("first", "anna@client.example")
    ids = ("first@example.org", *(f"x{n}@example.org" for n in range(50_000)), "last@example.org")
    long = mail("long", "anna@client.example", hour=2, references=ids)
    last = mail("last", "anna@client.example", hour=1)
    began = time.process_time()
    threads = thread([first, long, last], us=US)
    assert time.process_time() - began < 3
    assert together(threads) == [{"first", "last", "long"}]


def test_one_message_given_twice_counts_once() -> None:
    ask = mail("ask", "anna@client.example")
    assert len(thread([ask, ask], us=US).placements) == 1


def assert_a_tree(placements: Sequence[Placement]) -> None:
    parents = {p.message: p.parent for p in placements}
    for start in parents:
        seen: set[str] = set()
        while start:
            assert start not in seen
            seen.add(start)
            start = parents[start]
