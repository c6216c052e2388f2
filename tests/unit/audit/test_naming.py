"""How people and clients are called: each name once."""

from ashore.audit.naming import beside, client, distinct

NAMES = {"salt@panix.com": "Rudy Vener", "gregkh@kernel.example": "Greg K", "ivan@gmail.com": "Ivan Green"}


def test_a_person_who_is_the_client_is_named_once() -> None:
    assert beside("Reply to {person} ({client})", "salt@panix.com", "salt@panix.com", NAMES) == (
        "Reply to Rudy Vener (panix.com)"
    )
    assert beside("{person} ({client}) asked", "a@b.example", "a@b.example", NAMES) == "a@b.example asked"
    assert beside("{person} ({client}) asked", "client.example", "ivan@gmail.com", NAMES) == (
        "Ivan Green (client.example) asked"
    )


def test_a_client_is_named_with_the_house_and_free_mail_with_the_address() -> None:
    assert client("gregkh@kernel.example", NAMES) == "Greg K, kernel.example"
    assert client("ivan@gmail.com", NAMES) == "Ivan Green, ivan@gmail.com"
    assert client("client.example", NAMES) == "client.example"
    assert client("nobody@x.example", NAMES) == "nobody@x.example"


def test_two_who_read_alike_are_told_apart() -> None:
    names = {"a@x.example": "Anna", "b@x.example": "Anna"}
    assert sorted(distinct(names, names).values()) == ["Anna, a@x.example", "Anna, b@x.example"]
