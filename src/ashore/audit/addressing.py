"""To whom a message is addressed: to us, to somebody else, to a list; and which client it belongs to."""

from collections.abc import Sequence
from functools import lru_cache

from ashore.audit.people import Us
from ashore.core.correspondence.domains import is_list_address, organisation
from ashore.core.correspondence.message import Address, Message

MANY = 2
"""On a list, a message To more outsiders than these asks nobody in particular."""


def is_for_us(message: Message, above: Message | None, us: Us) -> bool:
    """Whether it expects something of us.

    ``above``: the message that it answers, None where that is not here. In direct mail whoever is addressed is meant.
    On a list most are addressed only to be kept informed: there we are meant as the only one besides the list, as the
    first of a few, or as the author of what is answered, unless somebody else is named and we are not.
    """
    addressed = any(_is_us(us, a.email, message.list_id) for a in (*message.to, *message.cc))
    others = outsiders(message, us)
    if above is not None and above.sender.email in us:
        return addressed or not others
    if not is_listed(message):
        return addressed or not (message.to or message.cc)
    if not addressed:
        return False
    if not others:
        return True
    personal = [a.email for a in message.to if a.email and not is_of_list(a.email, message.list_id)]
    if not any(email in us for email in personal):
        return False
    elsewhere = len({email for email in personal if email not in us})
    return elsewhere < MANY or (personal[0] in us and elsewhere <= MANY)


def outsiders(message: Message, us: Us) -> list[Address]:
    """The recipients who are neither we, nor lists, nor the sender."""
    return [
        a
        for a in (*message.to, *message.cc)
        if a.email
        and a.email != message.sender.email
        and a.email not in us
        and not is_of_list(a.email, message.list_id)
    ]


def is_listed(message: Message) -> bool:
    """Came through a list, or goes to one."""
    return bool(message.list_id) or any(is_list_address(a.email) for a in (*message.to, *message.cc))


def is_to_all(message: Message, parent: str) -> bool:
    """A new matter sent to a list and to nobody else."""
    recipients = [a.email for a in (*message.to, *message.cc) if a.email]
    return bool(message.list_id) and not parent and all(is_of_list(email, message.list_id) for email in recipients)


def is_internal(message: Message, us: Us) -> bool:
    """From us, and to nobody but us."""
    recipients = [a.email for a in (*message.to, *message.cc) if a.email]
    return (
        message.sender.email in us
        and bool(recipients)
        and all(_is_us(us, email, message.list_id) for email in recipients)
    )


@lru_cache(maxsize=65536)
def is_of_list(email: str, list_id: str) -> bool:
    """True for a list's own address: ``users@lists.example.org`` of the list ``users.lists.example.org``."""
    return email.replace("@", ".") == list_id.lower() or is_list_address(email)


def written_to(messages: Sequence[Message], writers: frozenset[str], us: Us) -> Address | None:
    """Whom we wrote to, where nobody wrote to us: who ever writes, else who is named, else (in direct mail) anybody.

    On a list an address that only ever receives, without a name, is most likely another list.
    """
    found = [address for message in messages if message.sender.email in us for address in outsiders(message, us)]
    listed = any(map(is_listed, messages))
    by_writing = next((a for a in found if a.email in writers), None)
    by_name = next((a for a in found if a.name and a.name.lower() != a.email), None)
    return by_writing or by_name or (found[0] if found and not listed else None)


def client_of(email: str, listed: bool) -> str:
    """An organisation's domain; the address itself for free mail and for authors on a list."""
    return email if listed else organisation(email) or email


def _is_us(us: Us, email: str, list_id: str) -> bool:
    """A list's own address is ours only where it was named as an address, not by its domain."""
    return email in us and (email in us.addresses or not is_of_list(email, list_id))
