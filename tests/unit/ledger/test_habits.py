"""Habits are remarks, never debts (W9, W10)."""

from dataclasses import replace
from datetime import UTC, datetime

from ashore.core.agreement import default
from ashore.core.ledger import MessageEvent, derive

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
ASKED = MessageEvent(
    "a",
    AT,
    "c",
    "client",
    "anna@client.test",
    "Launch",
    frozenset({"anna@client.test", "boss@client.test", "info@us.test"}),
)
ANSWER = replace(
    ASKED, id="b", at=AT.replace(hour=11), side="us", author="me@us.test", subject="Re: Launch", replies_to="a",
    people=frozenset({"me@us.test", "anna@client.test", "boss@client.test"}),
)  # fmt: skip


def habits(*events: MessageEvent) -> list[tuple[str, object]]:
    found = derive(default(), events, AT.replace(hour=12)).habits
    return [(each.code, each.reason.params.get("people")) for each in found]


def test_a_reply_mark_is_no_change_of_subject() -> None:
    assert habits(ASKED, ANSWER) == []


def test_another_subject_within_the_conversation_is_noticed() -> None:
    assert habits(ASKED, replace(ANSWER, subject="Invoice 12")) == [("W9-subject-changed", None)]


def test_somebody_left_out_of_the_reply_is_named() -> None:
    short = replace(ANSWER, people=frozenset({"me@us.test", "anna@client.test"}))
    assert habits(ASKED, short) == [("W10-person-dropped", "boss@client.test")]


def test_somebody_new_on_the_reply_is_named() -> None:
    wide = replace(ANSWER, people=ANSWER.people | {"law@other.test"})
    assert habits(ASKED, wide) == [("W10-person-added", "law@other.test")]


def test_who_of_us_answers_a_shared_mailbox_is_our_affair() -> None:
    assert habits(ASKED, replace(ANSWER, people=ANSWER.people | {"colleague@us.test"})) == []


def test_what_the_client_does_with_their_copies_is_theirs() -> None:
    assert habits(replace(ASKED, side="us"), replace(ANSWER, side="client", people=frozenset({"me@us.test"}))) == []
