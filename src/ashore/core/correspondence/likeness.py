"""Whether two addresses may be of one person: only where the name and the signature both say so. A guess to be asked
about, never acted upon: names and signatures are as easily copied as headers."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from ashore.core.kernel import Reason

LEAST_DIGITS = 7
LEAST_WORDS = 2
LEAST_LINE = 6
_PHONE = re.compile(r"\+?\d[\d\s()/.-]{5,}\d")
_WORD = re.compile(r"\w+")


class Face(NamedTuple):
    """How somebody signs: ``name`` as in From, ``signature``: the last lines of their mail, quotes left out."""

    email: str
    name: str
    signature: str


def alike(one: Face, other: Face) -> Reason | None:
    """Why both may be one person, or None. The names have the same words, two at least; the signatures share a
    telephone number, or a line that says more than the name, or one of them names the other's address."""
    words = _words(one.name)
    if one.email == other.email or len(words) < LEAST_WORDS or words != _words(other.name):
        return None
    shared = _shared(one, other, words)
    if not shared:
        return None
    params = {"email": one.email, "known": other.email, "name": other.name, "shared": shared}
    return Reason("correspondence.same_person", params=params)


def _shared(one: Face, other: Face, name: frozenset[str]) -> str:
    """What both signatures have, empty where nothing of weight."""
    for mine, theirs in ((one, other), (other, one)):
        if theirs.email in mine.signature.lower():
            return theirs.email
    for number, written in _numbers(one.signature).items():
        if number in _numbers(other.signature):
            return written
    lines = {_plain(line) for line in other.signature.splitlines()}
    return next(
        (line.strip() for line in one.signature.splitlines() if _tells(line, name) and _plain(line) in lines), ""
    )


def _tells(line: str, name: frozenset[str]) -> bool:
    words = _words(line)
    return len(line.strip()) >= LEAST_LINE and len(words - name) >= LEAST_WORDS


def _numbers(text: str) -> dict[str, str]:
    """Telephone numbers by their last nine digits, which are the same with and without the code of the country."""
    found: Iterable[str] = _PHONE.findall(text)
    digits = ((re.sub(r"\D", "", each), each.strip()) for each in found)
    return {number[-9:]: written for number, written in digits if len(number) >= LEAST_DIGITS}


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    """Without accents, in one case, with single blanks."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in flat if not unicodedata.combining(each)).split())
