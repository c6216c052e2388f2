"""How a query is looked up: which lexemes have to stand in a message, and what only its text can tell."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ashore.core.language.search.lexemes import EVERY, stem_lexemes
from ashore.core.language.search.query import Query, Term

SHORT = 4
"""A shorter beginning stands in so many messages that beside other words their texts are asked, not the index."""
SHORT_ALONE = 3
"""The same where nothing else is asked: the index would put together a tenth of all that it holds of a segment."""
FIRST_YEAR, LAST_YEAR = 1970, 2099


class Lexeme(NamedTuple):
    """A lexeme of the index, or with ``beginning`` all that begin so."""

    text: str
    beginning: bool = False


Alternatives = tuple[Lexeme, ...]
"""Lexemes of which one has to be there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``every``: of each of these, one has to be there; ``none``: none of these; ``texts``: terms that the message's
    own text is asked for; ``after``, ``before``: instants; ``months``: those between them, of which one is
    there too; ``wordless``: nothing but a time or a text narrows it."""

    every: tuple[Alternatives, ...]
    none: tuple[Alternatives, ...]
    texts: tuple[Term, ...]
    after: datetime | None = None
    before: datetime | None = None
    months: Alternatives = ()
    wordless: bool = False

    @property
    def dated(self) -> "Plan":
        """The same, the index being asked for the months as well: slow beside a rare word, for months have many
        messages; fast where most that has the words is of another time."""
        return replace(self, every=(*self.every, self.months), months=())


def plan(query: Query) -> Plan:
    """How to look a query up; a superset by the index, narrowed by ``texts`` and the instants."""
    every: list[Alternatives] = []
    none: list[Alternatives] = []
    texts: list[Term] = []
    others = len(query.terms) > 1 or bool(query.after or query.before or query.clients)
    for term in query.terms:
        least = SHORT if others or len(term.words) > 1 else SHORT_ALONE
        short = term.beginning and not term.address and len(term.words[-1]) < least
        exact = term.phrase or short
        if exact:
            texts.append(term)
        if term.negative:
            none += [] if exact else [alternatives(word, term, False) for word in term.words]
            continue
        asked = term.words[:-1] if short else term.words
        last = len(term.words) - 1
        every += [alternatives(word, term, term.beginning and at == last) for at, word in enumerate(asked)]
    months = _months(query.after, query.before)
    wordless = not every
    if wordless:
        every.append(months or (Lexeme(EVERY),))
        months = ()
    each, never = tuple(dict.fromkeys(every)), tuple(dict.fromkeys(none))
    return Plan(each, never, tuple(texts), query.after, query.before, months, wordless)


def alternatives(word: str, term: Term, beginning: bool) -> Alternatives:
    """The lexemes by which a word is found; a phrase wants the word itself."""
    if term.address:
        return (Lexeme(f"{term.field}a{word}", beginning),)
    stems = () if term.phrase else stem_lexemes(word)
    found = [Lexeme(term.field + stem) for stem in stems]
    if beginning or not stems:
        found.append(Lexeme(f"{term.field}w{word}", beginning))
    return tuple(found)


def _months(after: datetime | None, before: datetime | None) -> Alternatives:
    """The lexemes of all months that a stretch of time touches, whole years and decades taken together."""
    if not after and not before:
        return ()
    first = _month(after.astimezone(UTC)) if after else FIRST_YEAR * 12
    last = (
        _month((before.astimezone(UTC) if before.year > 1 else before) - timedelta(seconds=1))
        if before
        else (LAST_YEAR * 12 + 11)
    )
    first, last = max(first, FIRST_YEAR * 12), min(last, LAST_YEAR * 12 + 11)
    found: list[Lexeme] = []
    at = first
    while at <= last:
        year, month = divmod(at, 12)
        if month == 0 and year % 10 == 0 and at + 119 <= last:
            found.append(Lexeme(f"d{year // 10}"))
            at += 120
        elif month == 0 and at + 11 <= last:
            found.append(Lexeme(f"y{year}"))
            at += 12
        else:
            found.append(Lexeme(f"m{year}{month + 1:02}"))
            at += 1
    return tuple(found) or (Lexeme("m0"),)


def _month(at: datetime) -> int:
    """Months since the year 0; years before and behind those that lexemes know count as the nearest."""
    return min(max(at.year, FIRST_YEAR), LAST_YEAR) * 12 + at.month - 1
