"""Under which address a person of a messenger is kept. Such addresses are ours alone: no mail can bear one."""

import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from ashore.core.correspondence.domains import CHATS
from ashore.core.correspondence.message import Address, Message

_PLAIN = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}")


def address_of(id: str, channel: str) -> str:
    """The address of whom the channel ``channel`` knows as ``id``."""
    local = id if _PLAIN.fullmatch(id) else f"x-{sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
    return f"{local}@{channel}{CHATS}"


def desk_address(me: Iterable[str]) -> str:
    """Whom of us a client writes to in a messenger: our first address, else one of our first domain."""
    known = sorted(me)
    plain = [each for each in known if "@" in each[1:]]
    return plain[0] if plain else f"desk@{known[0].lstrip('@')}" if known else ""


def is_of_a_chat(email: str) -> bool:
    """Whether this is the address of a person of a messenger."""
    return email.endswith(CHATS)


def channel_of(email: str) -> str:
    """The key of the channel that such an address is of."""
    return email.rpartition("@")[2].removesuffix(CHATS)


def without_chats(message: Message) -> Message:
    """The same mail; an address that only messengers give is nobody's here (H38)."""
    everyone = (message.sender, *message.to, *message.cc)
    if not any(is_of_a_chat(each.email) for each in everyone):
        return message
    return replace(
        message,
        sender=_unknown(message.sender),
        to=tuple(map(_unknown, message.to)),
        cc=tuple(map(_unknown, message.cc)),
    )


def _unknown(address: Address) -> Address:
    return Address(address.name, "") if is_of_a_chat(address.email) else address
