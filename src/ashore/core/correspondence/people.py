"""Who was left out of a reply and who came in (W10)."""

from collections.abc import Callable

from ashore.core.correspondence.acquaintance import list_addresses
from ashore.core.correspondence.message import Address, Message
from ashore.core.correspondence.ours import Us, ours
from ashore.core.kernel import Finding, Reason


def dropped_people(previous: Message, reply: Message, *, us: Us) -> tuple[Address, ...]:
    """People on the message replied to who are not on the reply, in the order in which they stood there.

    Our own addresses, lists, and whoever wrote the reply are left out.
    """
    return _missing(previous, reply, ours(us))


def added_people(previous: Message, reply: Message, *, us: Us) -> tuple[Address, ...]:
    """People on the reply who were not on the message replied to; ours and lists left out."""
    return _missing(reply, previous, ours(us))


def dropped_finding(previous: Message, reply: Message, *, us: Us) -> Finding | None:
    """``W10-people-dropped`` where the reply leaves somebody out, or None."""
    dropped = dropped_people(previous, reply, us=us)
    if not dropped:
        return None
    names = ", ".join(person.email for person in dropped)
    reason = Reason(
        "correspondence.people.dropped", "W10", {"people": names, "count": len(dropped)}, (previous.key, reply.key)
    )
    return Finding("W10-people-dropped", "advice", reply.key, reason)


def _missing(there: Message, here: Message, is_ours: Callable[[str], bool]) -> tuple[Address, ...]:
    present = here.people()
    passed = list_addresses(there)
    found: dict[str, Address] = {}
    for person in (there.sender, *there.to, *there.cc):
        if person.email and person.email not in present | passed and not is_ours(person.email):
            found.setdefault(person.email, person)
    return tuple(found.values())
