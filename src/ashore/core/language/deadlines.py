"""Deadlines in a sentence. First cut: today, tomorrow, weekday words of the data files follow."""

from datetime import datetime

from ashore.core.kernel import Span
from ashore.core.language.facts import Due, Language


def find_due(span: Span, sentence: str, language: Language, at: datetime) -> Due | None:
    """The deadline a sentence names, resolved against ``at``; None where it names none."""
    return None
