"""Who was left out (W10), what an organisation is, which addresses are ours."""

from datetime import UTC, datetime

import pytest

from ashore.core.correspondence import Address, Message
from ashore.core.correspondence.domains import is_list_address, organisation
from ashore.core.correspondence.fingerprint import KEPT, mark
from ashore.core.correspondence.ours import ours
from ashore.core.correspondence.people import added_people, dropped_finding, dropped_people

US = frozenset({"studio.example"})


def message(key: str, sender: str, to: str, cc: str = "", list_id: str = "") -> Message:
    return Message(
        key,
        key,
        datetime(2024, 3, 4, tzinfo=UTC),
        0,
        Address("", sender),
        tuple(Address("", email) for email in to.split()),
        tuple(Address("", email) for email in cc.split()),
        list_id=list_id,
    )


ASKED = message("asked", "anna@client.example", "me@studio.example", "boss@client.example you@studio.example")


def test_w10_whoever_is_missing_from_the_reply_was_dropped() -> None:
    reply = message("reply", "me@studio.example", "anna@client.example")
    assert [person.email for person in dropped_people(ASKED, reply, us=US)] == ["boss@client.example"]
    finding = dropped_finding(ASKED, reply, us=US)
    assert finding is not None
    assert finding.reason.params == {"people": "boss@client.example", "count": 1}


def test_w10_a_reply_to_all_drops_nobody() -> None:
    reply = message("reply", "me@studio.example", "boss@client.example", "anna@client.example")
    assert dropped_people(ASKED, reply, us=US) == ()
    assert dropped_finding(ASKED, reply, us=US) is None


def test_our_colleagues_and_lists_are_not_dropped_people() -> None:
    asked = message(
        "asked", "anna@client.example", "club@lists.example.org team@circle.example", "", "<team.circle.example>"
    )
    reply = message("reply", "me@studio.example", "anna@client.example")
    assert dropped_people(asked, reply, us=US) == ()


def test_who_came_in_is_seen_too() -> None:
    reply = message("reply", "me@studio.example", "anna@client.example", "printer@press.example boss@client.example")
    assert [person.email for person in added_people(ASKED, reply, us=US)] == ["printer@press.example"]


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("anna@client.example", "client.example"),
        ("anna@mail.eu.client.example", "client.example"),
        ("anna@client.co.uk", "client.co.uk"),
        ("anna@mail.client.com.ph", "client.com.ph"),
        ("anna@gmail.com", ""),
        ("anna@yandex.ru", ""),
        ("anna@azet.sk", ""),
        ("anna@yahoo.com.ph", ""),
        ("anna@localhost", ""),
        ("anna", ""),
        ("", ""),
    ],
)
def test_an_organisation_is_a_domain_that_is_not_free_mail(email: str, domain: str) -> None:
    assert organisation(email) == domain


def test_list_addresses_are_known_by_their_look() -> None:
    assert is_list_address("club@lists.example.org")
    assert is_list_address("club@googlegroups.com")
    assert not is_list_address("lists@client.example")


def test_ours_are_addresses_whole_domains_or_a_test() -> None:
    mine = ours(frozenset({"Me@Home.example", "studio.example", "@agency.example"}))
    assert mine("me@home.example")
    assert mine("anyone@studio.example")
    assert mine("anyone@mail.studio.example")
    assert mine("anyone@agency.example")
    assert not mine("you@home.example")
    assert not mine("me@notstudio.example")
    assert not mine("")
    assert ours(lambda email: email == "x@y.example")("x@y.example")


def test_a_quoted_sentence_is_known_again_however_it_is_wrapped() -> None:
    own = mark("Could you send us the prices\nfor the large poster? We need them by Friday, if that is possible.")
    assert set(mark("could you send us the prices for the\nlarge poster")) <= set(own)
    assert mark("Thanks a lot!") == ()


def test_no_more_marks_are_kept_than_stated() -> None:
    assert len(mark(". ".join(f"this is the sentence number {n} of many" for n in range(100)))) == KEPT
