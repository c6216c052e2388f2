"""Mail that bears one of our addresses although our own server does not confirm it (H38)."""

from collections.abc import Callable
from typing import NamedTuple

from ashore.core.correspondence.message import Message
from ashore.core.kernel import Reason
from ashore.mail.authentication import authenticate


class Trust(NamedTuple):
    """The mail servers whose word counts, by the names they write into Authentication-Results, and who is us."""

    servers: tuple[str, ...]
    is_ours: Callable[[str], bool]


def doubt(message: Message, raw: bytes, trust: Trust | None) -> Reason | None:
    """Why a message cannot be taken for ours although it names us, or None. ``raw``: its bytes.

    Nothing is read where no server is trusted or the sender is none of us: a header never gives anybody a right. Of
    several servers none may object; what one confirms, another may still refute, for its name may be forged.
    """
    if trust is None or not trust.servers or not trust.is_ours(message.sender.email):
        return None
    verdicts = (authenticate(raw, domain=message.sender.domain, server=server) for server in trust.servers)
    return next((verdict.reason for verdict in verdicts if verdict.is_doubtful), None)
