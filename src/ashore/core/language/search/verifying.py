"""What only a message's own words can tell: whether words stand side by side, and how a word begins."""

import re
from collections.abc import Callable
from functools import lru_cache

from ashore.core.language.search.folding import fold
from ashore.core.language.search.lexemes import ANYWHERE, FILE, INDEXED, OTHERS, SENDER, SUBJECT, Document
from ashore.core.language.search.query import Term

_READ: dict[str, Callable[[Document], str]] = {
    SUBJECT: lambda document: document.subject,
    SENDER: lambda document: document.sender,
    OTHERS: lambda document: document.others,
    FILE: lambda document: document.files,
}


def holds(term: Term, document: Document) -> bool:
    """Whether the message has the words of a term side by side, or with ``negative`` has not."""
    pattern = _pattern(term.words, term.beginning)
    if term.field != ANYWHERE:
        found = pattern.search(fold(_READ[term.field](document))) is not None
    else:
        found = any(pattern.search(fold(read(document))) for read in _READ.values())
        found = found or pattern.search(fold(document.text[:INDEXED])) is not None
    return found is not term.negative


@lru_cache(maxsize=200)
def _pattern(words: tuple[str, ...], beginning: bool) -> re.Pattern[str]:
    """The words side by side, whatever stands between them that is no word."""
    side_by_side = r"[\W_]+".join(map(re.escape, words))
    return re.compile(rf"(?<![^\W_]){side_by_side}" + ("" if beginning else r"(?![^\W_])"))
