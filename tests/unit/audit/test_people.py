"""Who is us."""

from datetime import UTC, datetime

import pytest

from ashore.audit.people import Us, candidates, us
from ashore.core.correspondence.message import Address, Message


def known(*names: str) -> Us:
    found = us(names)
    assert isinstance(found, Us)
    return found


def test_an_address_is_one_person_and_a_domain_is_everyone_there() -> None:
    ours = known("Anna@Studio.Example", "@agency.example")
    assert "anna@studio.example" in ours
    assert "boris@studio.example" not in ours
    assert "boris@agency.example" in ours
    assert "boris@mail.agency.example" in ours
    assert "boris@notagency.example" not in ours
    assert "" not in ours


@pytest.mark.parametrize("wrong", ["anna", "a b@x.example", "a@b@c.example", "@", "studio.", ".example"])
def test_what_is_neither_address_nor_domain_is_given_back(wrong: str) -> None:
    assert us(["fine@studio.example", wrong]) == wrong


def test_candidates_name_writers_before_mere_recipients_and_leave_lists_out() -> None:
    def mail(n: int, sender: str, *to: str) -> Message:
        people = tuple(Address("", email) for email in to)
        return Message(f"k{n}", f"m{n}", datetime(2026, 3, 1, tzinfo=UTC), n, Address("", sender), people)

    found = candidates(
        [
            mail(1, "anna@x.example", "users@lists.example", "boss@x.example"),
            mail(2, "anna@x.example", "users@lists.example", "boss@x.example"),
            mail(3, "ivan@y.example", "anna@x.example", "boss@x.example"),
        ]
    )
    assert [(each.email, each.wrote, each.received) for each in found] == [
        ("anna@x.example", 2, 1),
        ("ivan@y.example", 1, 0),
        ("boss@x.example", 0, 3),
    ]
