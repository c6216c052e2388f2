"""What happened: the append-only log that obligations are derived from. Event time and id decide, never arrival."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ashore.core.correspondence.message import MessageKind
from ashore.core.kernel import CLIENT, US, Side
from ashore.core.ledger.dealings import Dealing


@dataclass(frozen=True, slots=True)
class Ask:
    """A question or request as the ledger keeps it: its words (shortened to 300 characters) and topics.

    ``expects``: what kind of answer would do (``time``, ``amount``, ``polar``; of a request ``look``, ``send``),
    empty where any.
    ``request`` and ``question`` are both True for "Could you send it?". ``ways``: topics of each of the answers that it
    offers itself ("Which one? the USB? an Express?"); one of them answers it.
    """

    text: str
    topics: frozenset[str]
    request: bool = False
    due_at: datetime | None = None
    due_is_day: bool = False
    expects: str = ""
    question: bool = True
    ways: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise as the ledger keeps it. ``topics``: what it is about, without its day and without verbs of delivery.

    ``due_is_day``: only the day was named; ``certain``: one reading only; ``answer``: it announces an answer;
    ``start``: it promises only to begin.
    """

    text: str
    topics: frozenset[str]
    due_at: datetime | None = None
    due_is_day: bool = False
    certain: bool = True
    answer: bool = False
    start: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a message said, reduced to what clocks need.

    ``under_quotes``: topics of each quoted passage that is directly followed by new text (an inline answer), and the
    topics of that text. ``points``: topics of each item of a numbered list. ``gives``: kinds of answer that its
    statements hold (``time``, ``amount``); ``polar``: how many statements open with a yes or a no; ``statements``:
    sentences that neither ask nor greet. ``thanks``: thanks somebody; ``thanked``: topics of those sentences. ``words``
    and ``attachments`` count patches and logs in the text, too. ``troubles``: topics of the sentences that complain;
    ``blames``: one of them speaks to its reader.
    """

    language: str = "und"
    asks: tuple[Ask, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    reports: tuple[frozenset[str], ...] = ()
    under_quotes: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    topics: frozenset[str] = frozenset()
    words: int = 0
    complaint: bool = False
    acknowledges: bool = False
    closing: bool = False
    attachments: int = 0
    points: tuple[frozenset[str], ...] = ()
    gives: frozenset[str] = frozenset()
    polar: int = 0
    statements: int = 0
    thanks: bool = False
    thanked: frozenset[str] = frozenset()
    troubles: frozenset[str] = frozenset()
    blames: bool = False


@dataclass(frozen=True, slots=True)
class MessageEvent:
    """A message of either side. ``id`` is the message's key; ``people``: addresses on it; ``for_us``: addressed to us
    (list mail that merely passes by is not); ``outsider``: unconfirmed, starts and stops nothing (H39);
    ``listed``: went over a mailing list; ``unseen``: answers a message that is not here; ``priority``: as the
    agreement's response rules name it."""

    id: str
    at: datetime
    conversation: str
    side: Side
    author: str
    subject: str = ""
    people: frozenset[str] = frozenset()
    kind: MessageKind = "message"
    said: Said = Said()
    channel: str = "email"
    replies_to: str = ""
    starts: bool = False
    for_us: bool = True
    outsider: bool = False
    listed: bool = False
    unseen: bool = False
    priority: str = ""
    source: str = ""


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
