"""What a text says, as data. All spans count code points of the text that was read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ashore.core.kernel import Reason, Span

Language = Literal["en", "ru", "sk", "fil", "und"]
LANGUAGES: tuple[Language, ...] = ("en", "ru", "sk", "fil")


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


@dataclass(frozen=True, slots=True)
class Request:
    """Something the reader is asked to do or send."""

    span: Span
    text: str
    topics: frozenset[str]
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the writer says they will do. ``answer`` is True for "I will get back to you": an announced
    answer (W2)."""

    span: Span
    text: str
    topics: frozenset[str]
    due: Due | None = None
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One text as understood.

    ``acknowledges``: says that the message was received and is being looked at. ``reports``: says that something was
    done ("sent", "fixed", "готово"), with the topics of each such sentence. ``closing``: nothing but thanks,
    agreement, goodbye: needs no answer.
    ``topics``: stems of the content words of the whole text.
    ``mood`` -1..1, ``anger`` and ``rude`` 0..1: a first word-list estimate.
    """

    language: Language
    sentences: tuple[Span, ...] = ()
    questions: tuple[Question, ...] = ()
    requests: tuple[Request, ...] = ()
    promises: tuple[Promise, ...] = ()
    refusals: tuple[Span, ...] = ()
    thanks: tuple[Span, ...] = ()
    greetings: tuple[Span, ...] = ()
    farewells: tuple[Span, ...] = ()
    apologies: tuple[Span, ...] = ()
    complaints: tuple[Span, ...] = ()
    reports: tuple[frozenset[str], ...] = ()
    acknowledges: bool = False
    closing: bool = False
    topics: frozenset[str] = frozenset()
    mood: float = 0.0
    anger: float = 0.0
    rude: float = 0.0
