"""How people and clients are called in the report: by name and house, each once."""

from collections.abc import Iterable, Mapping

from ashore.core.correspondence.domains import organisation
from ashore.intake import Taken

Names = Mapping[str, str]


def names_of(taken: Iterable[Taken]) -> dict[str, str]:
    """A display name for each address that ever had one: the latest that its owner gave, else one that others wrote.
    Addresses given as names are none."""
    own: dict[str, str] = {}
    given: dict[str, str] = {}
    for each in taken:
        sender = each.message.sender
        if sender.name and "@" not in sender.name:
            own[sender.email] = sender.name
        for address in (*each.message.to, *each.message.cc):
            if address.name and "@" not in address.name:
                given[address.email] = address.name.strip("'\"")
    return {**given, **own}


def person(email: str, names: Names) -> str:
    """A person by name, else by address."""
    return names.get(email) or email


def client(key: str, names: Names) -> str:
    """A client's domain; a person who is a client as ``Greg Kroah-Hartman, linuxfoundation.org``."""
    name = names.get(key)
    return f"{name}, {house(key)}" if name else key


def house(key: str) -> str:
    """Where a client is at home: the organisation's domain, or the whole address of free mail."""
    return (organisation(key) or key) if "@" in key else key


def beside(text: str, key: str, email: str, names: Names) -> str:
    """``text`` with {person} and {client} filled in, where both may be the same: a name is said once."""
    name, place = person(email, names), client(key, names)
    if key == email:
        place = house(key) if email in names else email
    told = text.format(person=name, client=place)
    return told.replace(f"{name} ({name})", name)


def distinct(keys: Iterable[str], names: Names) -> dict[str, str]:
    """The label of each client or person; two that would read alike are told apart by their addresses."""
    labels = {key: client(key, names) for key in keys}
    seen: dict[str, int] = {}
    for label in labels.values():
        seen[label] = seen.get(label, 0) + 1
    return {key: f"{names[key]}, {key}" if seen[label] > 1 else label for key, label in labels.items()}
