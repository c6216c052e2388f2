"""The day that a sentence sets, told shortly, for tables of sentences and days."""

from datetime import datetime

from ashore.core.kernel import Span
from ashore.core.language import Language
from ashore.core.language.deadlines import find_due


def shown(words: str, language: Language, *, at: datetime) -> str:
    """Month and day, with the time where one is named, a question mark where in doubt; "-" for no deadline. ``at``:
    when it was said."""
    due = find_due(Span(0, len(words)), words, language, at)
    if due is None:
        return "-"
    return f"{due.at:{'%m-%d %H:%M' if due.precision == 'minute' else '%m-%d'}}{'' if due.certain else '?'}"
