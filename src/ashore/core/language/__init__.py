"""Language facts of a text: ``read(text, language=None, at=None, clock=None) -> Facts``."""

from ashore.core.language.certain import certain
from ashore.core.language.detect import language_of
from ashore.core.language.facts import (
    LANGUAGES,
    READER,
    WRITER,
    Due,
    Facts,
    Feeling,
    Language,
    Learned,
    Passage,
    Price,
    Promise,
    Question,
    Request,
    Tone,
)
from ashore.core.language.passages import explain_language, passages
from ashore.core.language.readability import Readability, measure
from ashore.core.language.reading import read

__all__ = [
    "LANGUAGES",
    "READER",
    "WRITER",
    "Due",
    "Facts",
    "Feeling",
    "Language",
    "Learned",
    "Passage",
    "Price",
    "Promise",
    "Question",
    "Readability",
    "Request",
    "Tone",
    "certain",
    "explain_language",
    "language_of",
    "measure",
    "passages",
    "read",
]
