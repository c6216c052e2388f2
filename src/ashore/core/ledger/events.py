"""What happened: the append-only log that obligations are derived from. Event time and id decide, never arrival."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ashore.core.correspondence.message import MessageKind
from ashore.core.kernel import CLIENT, US, Side
from ashore.core.ledger.dealings import Dealing
from ashore.core.ledger.heard import NOTHING_SAID, Said

EMAIL = "email"


@dataclass(frozen=True, slots=True)
class MessageEvent:
    """A message of either side. ``id`` is the message's key; ``people``: addresses on it; ``for_us``: addressed to us
    (list mail that merely passes by is not); ``outsider``: unconfirmed, starts and stops nothing (H39);
    ``listed``: went over a mailing list; ``unseen``: answers a message that is not here; ``priority``: as the
    agreement's response rules name it; ``channel``: as the agreement calls it."""

    id: str
    at: datetime
    conversation: str
    side: Side
    author: str
    subject: str = ""
    people: frozenset[str] = frozenset()
    kind: MessageKind = "message"
    said: Said = NOTHING_SAID
    channel: str = EMAIL
    replies_to: str = ""
    starts: bool = False
    for_us: bool = True
    outsider: bool = False
    listed: bool = False
    unseen: bool = False
    priority: str = ""
    source: str = ""
    # Of a bounce, never in a log that people write: what of ours came back, for whom, who else was to get it.
    returns: str = ""
    unreached: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CallEvent:
    """A call or meeting that was held; a written summary is owed after it (W6). ``topics``: stems of topic, notes."""

    id: str
    at: datetime
    conversation: str
    author: str
    topic: str = ""
    minutes: int = 0
    topics: frozenset[str] = frozenset()
    source: str = ""
    by: Side = US


@dataclass(frozen=True, slots=True)
class WaiverEvent:
    """A person released an obligation (``obligation`` is its id), with a reason in their own words."""

    id: str
    at: datetime
    obligation: str
    author: str
    why: str
    source: str = ""
    by: Side = US


@dataclass(frozen=True, slots=True)
class NoAnswerNeededEvent:
    """A person said that this message needs no answer."""

    id: str
    at: datetime
    message: str
    author: str
    why: str = ""
    source: str = ""
    by: Side = US


@dataclass(frozen=True, slots=True)
class SuspensionEvent:
    """The engagement's clocks of ``side``, or of both, stand still from ``at`` until ``until`` (open-ended while None,
    up to the next resumption). ``because``: a force majeure is told as one."""

    id: str
    at: datetime
    side: Side | Literal["both"]
    author: str
    why: str
    until: datetime | None = None
    source: str = ""
    because: Literal["agreed", "force_majeure"] = "agreed"
    by: Side = US

    @property
    def sides(self) -> tuple[Side, ...]:
        """Whose clocks stand still."""
        return (US, CLIENT) if self.side == "both" else (self.side,)


Event = MessageEvent | CallEvent | WaiverEvent | NoAnswerNeededEvent | SuspensionEvent | Dealing
