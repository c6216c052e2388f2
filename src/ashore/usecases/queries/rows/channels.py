"""By which way something came: a messenger, its chats, and what stands on a message of theirs."""

from dataclasses import dataclass

from ashore.core.kernel import Reason


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """A channel: ``kind`` is mail, letter, api or telegram; ``name`` as the house calls it, empty for mail, paper."""

    key: str
    kind: str
    name: str


BY_MAIL = ChannelRef("", "mail", "")


@dataclass(frozen=True, slots=True)
class ChatRef:
    """Into which chat a reply goes. ``open``: something can be sent there now."""

    name: str
    kind: str
    title: str
    open: bool


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """What is told of a message that did not come by mail.

    ``binding``: binding, not_binding, unnamed; empty where the agreement names no channels. ``why``: the clause that
    says so. ``confirm_by``: a channel that binds; ``promises``: what was promised here and is to be confirmed there.
    ``edits``: it replaces an earlier text; ``voice``: seconds that were spoken; ``sent``, ``received``: days of a
    letter; ``missing``: files that did not come, with the reason.
    """

    channel: ChannelRef
    binding: str = ""
    why: Reason | None = None
    confirm_by: str = ""
    promises: tuple[str, ...] = ()
    edits: bool = False
    voice: int = 0
    sent: str = ""
    received: str = ""
    missing: tuple[str, ...] = ()
