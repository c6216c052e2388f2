"""Who belongs to a conversation: by address, by organisation, by list (H39, H40)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ashore.core.correspondence.domains import is_list_address, organisation
from ashore.core.correspondence.message import Message


@dataclass(frozen=True, slots=True)
class Circle:
    """People, organisations and lists of some messages. ``told`` is False where no recipient at all is known."""

    people: frozenset[str]
    organisations: frozenset[str]
    lists: frozenset[str]
    told: bool


def circle(messages: Iterable[Message]) -> Circle:
    """The circle of those who wrote these messages or were written to."""
    people: set[str] = set()
    lists: set[str] = set()
    told = False
    for message in messages:
        people.update(message.people())
        told = told or bool(message.to or message.cc)
        lists |= lists_of(message)
    organisations = frozenset(filter(None, map(organisation, people)))
    return Circle(frozenset(people), organisations, frozenset(lists), told)


@lru_cache(maxsize=4096)
def list_name(list_id: str) -> str:
    """``x.lists.example.org`` of ``"The x list" <x.lists.example.org>``; empty for no list."""
    return list_id.rpartition("<")[2].partition(">")[0].strip().lower() if list_id else ""


def list_addresses(message: Message) -> frozenset[str]:
    """Addresses on the message that are lists: by their look, or because they are the List-Id itself."""
    name = list_name(message.list_id)
    return frozenset(
        a.email
        for a in (*message.to, *message.cc)
        if is_list_address(a.email) or (name and name == a.email.replace("@", "."))
    )


def lists_of(message: Message) -> frozenset[str]:
    """Ids and addresses of the lists that the message went through."""
    name = list_name(message.list_id)
    return list_addresses(message) | {name} if name else list_addresses(message)


def belongs(message: Message, there: Circle, is_ours: Callable[[str], bool]) -> bool:
    """True where the sender is one of us or known there: in person, by organisation, by a list in common.

    An archive that names no recipients (web archives cut them off) gives nothing to judge by: nobody is a stranger
    there.
    """
    sender = message.sender.email
    return not message.doubtful and (
        sender in there.people
        or is_ours(sender)
        or not there.told
        or (bool(sender) and organisation(sender) in there.organisations)
        or not there.lists.isdisjoint(lists_of(message))
    )


def _on_one_list(one: str, other: str) -> bool:
    return bool(one) and (one == other or list_name(one) == list_name(other))


def related(message: Message, target: Message, is_ours: Callable[[str], bool]) -> bool:
    """``belongs`` for one target message, its quick cases first."""
    if message.doubtful:
        return False
    sender = message.sender.email
    if sender and (sender == target.sender.email or any(sender == a.email for a in (*target.to, *target.cc))):
        return True
    if is_ours(sender) or _on_one_list(message.list_id, target.list_id):
        return True
    return belongs(message, circle((target,)), is_ours)
