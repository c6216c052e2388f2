"""Whom a message is meant for, and which client it belongs to. 9 to 13 March 2026 are Monday to Friday."""

from datetime import UTC, datetime
from typing import Any

import pytest

from ashore.audit.addressing import is_for_us, written_to
from ashore.audit.people import Us
from ashore.core.correspondence.message import Address, Message

US = Us(domains=frozenset({"studio.example"}))
ANNA, OLGA, IVAN, EVA = "anna@studio.example", "olga@third.example", "ivan@client.example", "eva@other.example"
CROWD = "users@lists.example"


def message(sender: str, to: str, cc: str = "", *, list_id: str = "users.lists.example", name: str = "") -> Message:
    def people(text: str) -> tuple[Address, ...]:
        return tuple(Address(name, each) for each in text.split())

    at = datetime(2026, 3, 9, tzinfo=UTC)
    return Message(sender + to, "", at, 0, Address("", sender), people(to), people(cc), list_id=list_id)


@pytest.mark.parametrize(
    ("to", "cc", "expected"),
    [
        (CROWD, "", False),
        (f"{CROWD} {ANNA}", "", True),
        (ANNA, CROWD, True),
        (CROWD, ANNA, True),
        (f"{OLGA} {CROWD}", ANNA, False),
        (f"{OLGA} {ANNA} {CROWD}", "", True),
        (f"{OLGA} {EVA} {ANNA} {CROWD}", "", False),
        (f"{ANNA} {OLGA} {EVA} {CROWD}", "", True),
        (f"{ANNA} {OLGA} {EVA} a@b.example {CROWD}", "", False),
    ],
)
def test_on_a_list_being_named_among_many_is_no_debt(to: str, cc: str, expected: bool) -> None:
    assert is_for_us(message(IVAN, to, cc), None, US) is expected


def test_in_direct_mail_whoever_is_addressed_is_meant() -> None:
    assert is_for_us(message(IVAN, f"{OLGA} {EVA}", ANNA, list_id=""), None, US)
    assert not is_for_us(message(IVAN, OLGA, list_id=""), None, US)
    assert is_for_us(message(IVAN, "", list_id=""), None, US)


def test_an_answer_to_us_is_for_us_unless_it_turns_to_somebody_else() -> None:
    ours = message(ANNA, CROWD)
    assert is_for_us(message(IVAN, CROWD), ours, US)
    assert not is_for_us(message(IVAN, f"{OLGA} {CROWD}"), ours, US)
    assert is_for_us(message(IVAN, f"{OLGA} {ANNA} {CROWD}"), ours, US)


def test_a_list_that_only_receives_is_no_client() -> None:
    to_lists = message(ANNA, "news@elsewhere.example linux-kernel@vger.kernel.org")
    assert written_to([to_lists], frozenset(), US) is None
    named = message(ANNA, "news@elsewhere.example", EVA, name="Eva Brown")
    assert written_to([named], frozenset({EVA}), US) == Address("Eva Brown", EVA)
    direct = message(ANNA, EVA, list_id="")
    assert written_to([direct], frozenset(), US) == Address("", EVA)


def test_news_to_a_list_and_many_people_asks_for_no_answer(box: Any) -> None:
    """A new matter that asks nothing is owed an answer only where it came to us alone."""
    told = "The new version is out. It has the changes of last month."

    def owed(to: str, text: str, more: str = "") -> list[str]:
        found = (
            box().mail(1, "2026-03-09 10:00", IVAN, to, text, more=more).judged("2026-03-10 10:00", "studio.example")
        )
        return [line.obligation.kind for line in found.we_owe]

    listed = "List-Id: <users.lists.example>\n"
    assert owed(f"{ANNA}, {CROWD}", told, listed) == []
    assert owed(f"{ANNA}, {OLGA}, {EVA}, boris@fourth.example", told) == []
    assert owed(ANNA, told) == ["reply"]
    assert owed(f"{ANNA}, {CROWD}", f"{told} Could you test it?", listed) == ["reply"]


def test_who_was_asked_on_a_list_owes_the_answer_whoever_began(box: Any) -> None:
    listed = "List-Id: <users.lists.example>\n"
    found = (
        box()
        .mail(1, "2026-03-02 10:00", OLGA, CROWD, "The release is out.", more=listed)
        .mail(2, "2026-03-02 11:00", IVAN, CROWD, "It does not start here.", answers=1, more=listed)
        .mail(3, "2026-03-02 12:00", ANNA, CROWD, "Which version do you use?", answers=2, more=listed)
        .judged("2026-03-10 10:00", "studio.example")
    )
    assert [(line.obligation.kind, line.client) for line in found.they_owe] == [("information", IVAN)]


def test_what_was_answered_on_the_list_says_so_in_words_of_every_language(box: Any) -> None:
    from ashore.audit.examine import examine
    from ashore.words import say

    listed = "List-Id: <users.lists.example>\n"
    found = (
        box()
        .mail(1, "2026-03-09 10:00", IVAN, f"{ANNA}, {CROWD}", "How do I install it?", more=listed)
        .mail(2, "2026-03-09 10:10", OLGA, f"{IVAN}, {CROWD}", "Run the installer of the site.", answers=1, more=listed)
        .judged("2026-03-09 11:00", "studio.example")
    )
    waived = [o for _, talks in examine(found.inquest) for t in talks for o in t.obligations if o.state == "waived"]
    steps = [step for each in waived for step in each.because.walk() if step.code == "audit.answered_on_list"]
    assert steps
    assert "olga@third.example answered it on the list" in say(steps[0])
