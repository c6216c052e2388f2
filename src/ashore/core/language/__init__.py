"""Language facts of a text: ``read(text, language=None, at=None) -> Facts``."""

from ashore.core.language.detect import language_of
from ashore.core.language.facts import LANGUAGES, Due, Facts, Language, Promise, Question, Request
from ashore.core.language.reading import read

__all__ = ["LANGUAGES", "Due", "Facts", "Language", "Promise", "Question", "Request", "language_of", "read"]
