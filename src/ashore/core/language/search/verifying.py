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
        found = _is_in(pattern, term, _READ[term.field](document))
    else:
        found = _is_in(pattern, term, document.text[:INDEXED])
        found = found or any(_is_in(pattern, term, read(document)) for read in _READ.values())
    return found is not term.negative


def _is_in(pattern: re.Pattern[str], term: Term, text: str) -> bool:
    small = fold(text)
    return all(word in small for word in term.words) and pattern.search(small) is not None


@lru_cache(maxsize=200)
def _pattern(words: tuple[str, ...], beginning: bool) -> re.Pattern[str]:
    """The words side by side, whatever stands between them that is no word. What stands before the first is looked at
    behind it, so that the search can leap from one to the next."""
    first, *others = map(re.escape, words)
    side_by_side = r"[\W_]+".join([rf"{first}(?<![^\W_]{first})", *others])
    return re.compile(side_by_side + ("" if beginning else r"(?![^\W_])"))
