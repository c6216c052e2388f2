"""What a message says, reduced to what clocks need: questions and requests, promises, and the whole of it."""

from dataclasses import dataclass
from datetime import datetime


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


NOTHING_SAID = Said()
