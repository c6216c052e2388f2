"""What a text says, as data. All spans count code points of the text that was read."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from ashore.core.kernel import Reason, Span

Language = Literal["en", "ru", "sk", "fil", "und"]
LANGUAGES: tuple[Language, ...] = ("en", "ru", "sk", "fil")
WRITER, READER = "writer", "reader"
"""Owners of promises that have no name."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline found in a text.

    ``at``: aware instant; for ``precision == "day"`` the start of that local day (the agreement says what "by Friday"
    means; the ledger applies it). ``certain`` is False where the words allow more than one reading; then ``at``
    is the later.
    """

    at: datetime
    precision: Literal["minute", "day"]
    certain: bool
    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked. ``topics``: stems of its content words, to find the answer by."""

    span: Span
    text: str
    topics: frozenset[str]
    marked: bool
    """True where a question mark stands; False for those known by their words alone."""
    favour: bool = False
    """True where it is but a request in the form of a question ("could you send it?"), which is in the requests too."""


@dataclass(frozen=True, slots=True)
class Request:
    """Something the reader is asked to do or send."""

    span: Span
    text: str
    topics: frozenset[str]
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the writer says they will do (W5). ``answer`` is True for "I will get back to you": an announced
    answer (W2).

    ``owner``: ``writer``, the name or role of a third one as the text writes it ("Petra will send it", "the courier
    will bring it"), or ``reader`` ("you will send us the logo").
    """

    span: Span
    text: str
    topics: frozenset[str]
    due: Due | None = None
    answer: bool = False
    owner: str = WRITER


@dataclass(frozen=True, slots=True)
class Price:
    """A sum of money. ``span``: the amount with its currency; ``sentence``: where it stands. ``currency``: ISO 4217, or
    empty where the text names none ("15k"). Both ends of a range are prices."""

    span: Span
    sentence: Span
    amount: Decimal
    currency: str = ""


class Passage(NamedTuple):
    """A stretch of a text in one language."""

    span: Span
    language: Language


@dataclass(frozen=True, slots=True)
class Feeling:
    """How strongly something is felt, 0 to 1, and the words of the text that carry it, by place."""

    value: float = 0.0
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Tone:
    """How a text sounds (R4, R6, C1). ``mood``: -1 to 1, good words against bad ones."""

    dissatisfied: Feeling = Feeling()
    anger: Feeling = Feeling()
    rude: Feeling = Feeling()
    polite: Feeling = Feeling()
    mood: float = 0.0


class Learned(NamedTuple):
    """A kind that the model alone found in a sentence. ``words``: those that speak most for it; ``sure``: 0.5 to 1."""

    kind: str
    span: Span
    words: tuple[Span, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Facts:
    """One text as understood.

    ``promises``: of the writer, and of third ones with their name as ``owner``; ``expected``: what the writer says that
    the reader will do, with ``reader`` as owner. ``acknowledges``: says that the message was received and is being
    looked at. ``reports``: says that something was done ("sent", "fixed", "готово"), with the topics of each such
    sentence, which ``reported`` holds at the same place. ``closing``: nothing but thanks, agreement, goodbye: needs no
    answer. ``topics``: stems of the content words of the whole text.

    Sentences in which the writer agrees or approves are ``agreements``; that say what a price or package includes (R5),
    ``inclusions``; that tell which step comes next and from whom (R10), requests among them, ``actions``.
    ``mixed``: Filipino with a good share of English (Taglish). ``learned``: which of all this (and of rudeness and
    anger) no rule found, only the model, and by which words. ``mood`` -1..1, ``anger`` and ``rude`` 0..1 are those of
    ``tone``, which has the words too.
    """

    language: Language
    sentences: tuple[Span, ...] = ()
    questions: tuple[Question, ...] = ()
    requests: tuple[Request, ...] = ()
    promises: tuple[Promise, ...] = ()
    expected: tuple[Promise, ...] = ()
    refusals: tuple[Span, ...] = ()
    agreements: tuple[Span, ...] = ()
    thanks: tuple[Span, ...] = ()
    greetings: tuple[Span, ...] = ()
    farewells: tuple[Span, ...] = ()
    apologies: tuple[Span, ...] = ()
    complaints: tuple[Span, ...] = ()
    inclusions: tuple[Span, ...] = ()
    actions: tuple[Span, ...] = ()
    prices: tuple[Price, ...] = ()
    reports: tuple[frozenset[str], ...] = ()
    reported: tuple[Span, ...] = ()
    acknowledges: bool = False
    closing: bool = False
    mixed: bool = False
    topics: frozenset[str] = frozenset()
    tone: Tone = Tone()
    learned: tuple[Learned, ...] = ()
    mood: float = 0.0
    anger: float = 0.0
    rude: float = 0.0
