"""What a person types into a search box, as terms. Nothing typed is an error: what is no operator is a word.

``"exact words"``, ``from:``, ``to:``, ``subject:``, ``file:``, ``client:``, ``before:``, ``after:``, ``-not``; the
operators in four languages; the last word as a beginning.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ashore.core.language.search.folding import LONGEST, MAX_WORDS, fold, joined, words
from ashore.core.language.search.lexemes import ANYWHERE, FILE, OTHERS, SENDER, SUBJECT, WITH_ADDRESSES

MAX_QUERY = 2000
MAX_TERMS = 12

_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟", '"') | {"\x00": " ", "’": "'"})
_PIECE = re.compile(r"""(-?)(?:([^\W\d_]+):(?=\S))?(?:"([^"]*)(?:"|$)|([^\s"]+))""")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_POSSESSIVE = re.compile(r"'s$")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_AFFIXES = frozenset(("mag", "nag", "pag", "i", "ipag", "makapag", "nakapag", "ka", "tag"))
"""What a Filipino hyphen parts from its word."""

_FIELDS = {
    SUBJECT: "subject тема predmet paksa",
    SENDER: "from от od mula",
    OTHERS: "to кому komu para",
    FILE: "file файл subor priloha talaksan",
}
_OPERATORS = {word: field for field, names in _FIELDS.items() for word in names.split()}
_CLIENT = frozenset(["client", "клиент", "klient", "kliyente"])
_BEFORE = frozenset(["before", "до", "pred", "bago"])
_AFTER = frozenset(["after", "после", "po", "pagkatapos"])


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that has to be there, or with ``negative`` must not be. ``words``: folded; all of them side by side
    where it is a ``phrase``, else each by itself; ``beginning``: the last one may go on; ``field``: where, anywhere
    when empty; ``address``: the one word is a whole address of the field."""

    words: tuple[str, ...]
    field: str = ANYWHERE
    phrase: bool = False
    beginning: bool = False
    negative: bool = False
    address: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """``clients``: words that the client's name has; ``after``, ``before``: from when on, and before when."""

    terms: tuple[Term, ...] = ()
    clients: tuple[str, ...] = ()
    after: datetime | None = None
    before: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.terms or self.clients or self.after or self.before)


def parse(text: str, zone: str = "UTC") -> Query:
    """The query that a text is; days are those of ``zone``."""
    query = Query()
    terms: list[Term] = []
    written = text[:MAX_QUERY].translate(_QUOTES)
    open_end = written[-1:].isalnum()
    for found in _PIECE.finditer(written):
        minus, operator, quoted, plain = found.groups()
        name, value = fold(operator or ""), quoted if quoted is not None else plain
        if name in _CLIENT:
            query = replace(query, clients=(*query.clients, *words(value))[:MAX_WORDS])
        elif name in _BEFORE | _AFTER and not minus and (day := _day(value)):
            at = datetime.combine(day, time(), ZoneInfo(zone))
            query = replace(query, before=at) if name in _BEFORE else replace(query, after=at)
        else:
            if operator and name not in _OPERATORS:
                value = f"{operator}:{value}"
            goes_on = quoted is None and open_end and found.end() == len(written)
            terms += _terms(value, _OPERATORS.get(name, ANYWHERE), quoted is not None, bool(minus), goes_on)
        if len(terms) >= MAX_TERMS:
            break
    return replace(query, terms=tuple(dict.fromkeys(terms))[:MAX_TERMS])


def _terms(value: str, field: str, quoted: bool, negative: bool, goes_on: bool) -> list[Term]:
    """The terms of one piece: a phrase, or words by themselves."""
    if not quoted:
        value = _POSSESSIVE.sub("", value)
    found = [word[:LONGEST] for word in words(value)][:MAX_WORDS]
    if not found:
        return []
    goes_on = goes_on and not negative
    if "@" in value and field in WITH_ADDRESSES and not quoted:
        return [Term((joined(value),), field, negative=negative, beginning=goes_on, address=True)]
    if quoted and len(found) > 1:
        return [Term(tuple(found), field, phrase=True, negative=negative)]
    if quoted or len(found) == 1:
        return [Term((found[0],), field, phrase=quoted, negative=negative, beginning=goes_on and not quoted)]
    if _HYPHENED.fullmatch(fold(value)):
        kept = [word for word in found[:-1] if word not in _AFFIXES] + found[-1:]
        last = len(kept) - 1
        return [
            Term((word,), field, negative=negative, beginning=goes_on and at == last) for at, word in enumerate(kept)
        ]
    return [Term(tuple(found), field, phrase=True, negative=negative, beginning=goes_on)]


def _day(value: str) -> date | None:
    """2024, 2024-03, 2024-03-15 or 15.3.2024 as its first day; None where it is no date."""
    found = _DATE.fullmatch(value.strip())
    if not found:
        return None
    year, month, day, day_, month_, year_ = (int(part) if part else 0 for part in found.groups())
    try:
        return date(year or year_, month or month_ or 1, day or day_ or 1)
    except ValueError:
        return None
