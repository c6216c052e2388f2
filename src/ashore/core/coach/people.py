"""Who takes part in a conversation, as far as its messages tell: addresses, sides, the names they bear."""

from collections.abc import Callable, Iterable, Iterator

from ashore.core.coach.values import Draft, Person, Turn
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT, US


def people_of(
    turns: Iterable[Turn], draft: Draft, ours: Callable[[str], bool], contact: str = ""
) -> tuple[Person, ...]:
    """Everybody on the messages and the draft, and the contact.

    ``ours``: whether an address is of our side; ``contact``: the address of the client's one contact, empty where none
    was agreed (A10).
    """
    found: dict[str, list[str]] = {}
    for address in _addresses(turns, draft):
        if address.email:
            names = found.setdefault(address.email, [])
            names += [name for name in names_in(address) if name not in names]
    if contact:
        found.setdefault(contact.lower(), [])
    return tuple(
        Person(email, US if ours(email) else CLIENT, tuple(names), email == contact.lower())
        for email, names in found.items()
    )


def _addresses(turns: Iterable[Turn], draft: Draft) -> Iterator[Address]:
    for turn in turns:
        yield from (turn.sender, *turn.to, *turn.cc)
    yield from (draft.sender, *draft.to, *draft.cc)


def names_in(address: Address) -> Iterator[str]:
    """The first name and the whole; "Novak, Anna" is turned round; none of a name that is an address."""
    name = " ".join(address.name.split())
    if not name or "@" in name:
        return
    last, comma, first = name.partition(", ")
    whole = f"{first} {last}" if comma and first else name
    yield whole.split()[0]
    if " " in whole:
        yield whole
