"""How a letter begins: whether it greets, and whom it names."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ashore.core.coach.names import is_given_name
from ashore.core.kernel import Span
from ashore.core.language.lexicon import parse_sections

_FILE = Path(__file__).parent / "data" / "openings.txt"
_LONGEST = 160
_MOST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AND = re.compile(r" (?:and|&|a|и|at) ", re.IGNORECASE)
_GAP = re.compile(r"[ ]*[,!]?[ ]*")
_ENDED = frozenset("!.")
_STOP = re.compile(r"[,!]")
_LISTED = re.compile(r"[ ]*,[ ]*(?:[^\W\d_]{1,30}[ ]+){0,3}[^\W\d_]{1,30}(?:[,:]|[ ](?:and|or|и|или|a|alebo|at|o)[ ])")
_PAUSE = re.compile(r"[ ]*(?:po)?[ ]*(?:[,!:.–—-]|\n|$)")


@cache
def _openings() -> Mapping[str, re.Pattern[str]]:
    """Section of the data file -> one expression for all its phrases."""
    sections = parse_sections(_FILE.read_text("utf-8"), "")
    return {
        name: re.compile(f"(?:{'|'.join(sorted(map(_expression, lines), key=len, reverse=True))})\\.?(?![\\w-])", re.I)
        for name, lines in sections.items()
        if lines
    }


def _expression(phrase: str) -> str:
    """The expression of one phrase; see the data file for its notation."""
    found = ""
    begun = False
    for token in phrase.split():
        words = "|".join(re.escape(word).replace("_", " ") for word in token.lstrip("?").split("|"))
        one = f" (?:{words})" if begun else f"(?:{words})"
        if token[0] == "?":
            found += f"(?:{one})?" if begun else f"(?:{one} )?"
        else:
            found += one
            begun = True
    return found


class Named(NamedTuple):
    """One who is addressed. ``words``: the places of the names, given name first where there are several; ``family``:
    a title stands before it that goes with a family name."""

    words: tuple[Span, ...]
    family: bool


class Greeting(NamedTuple):
    """``span``: the words that greet, names included; empty where nothing greets. ``greets``: with more than a name.
    ``named``: whom. ``sure``: those are addressed and not only spoken of."""

    span: Span
    greets: bool
    named: tuple[Named, ...]
    sure: bool


def greeting_of(text: str) -> Greeting:
    """How ``text`` begins; only its first 160 code points that are not blank count."""
    start = len(text) - len(text.lstrip())
    line = text[start : start + _LONGEST]
    at, greets, apart = 0, False, False
    while opened := _opened(line, at):
        at, greets = _over(line, opened), True
        apart = not _ENDED.isdisjoint(line[opened - 1 : at])
    thanks = None if greets else _openings()["thanks"].match(line)
    named, end = _named(line, _over(line, thanks.end()) if thanks else at, lower=greets)
    sure = bool(named) and _addressed(line, end, alone=apart or not (greets or thanks))
    if named and not greets and (after := _opened(line, _over(line, end))):
        greets, sure, end = True, True, after
    if named and not sure:
        end = at
    if not greets and not text[start + end :].strip(" ,!.\n"):
        named, sure, end = (), False, 0  # nothing follows: the name is a signature
    moved = (Named(tuple(Span(s + start, e + start) for s, e in each.words), each.family) for each in named)
    return Greeting(Span(start, start + len(line[:end].rstrip(" ,!"))), greets, tuple(moved), sure)


def _opened(line: str, at: int) -> int:
    """Where words that greet end, if they stand at a place of the line; else 0."""
    found = _openings()["opens"].match(line, at)
    if found:
        return found.end()
    short = _openings()["opens_short"].match(line, at)
    if short is None:
        return 0
    name = _WORD.match(line, short.end() + 1)
    return short.end() if _STOP.match(line, short.end()) or (name and is_given_name(name[0])) else 0


def _addressed(line: str, end: int, *, alone: bool) -> bool:
    """Whether names that end here are spoken to, and not of. ``alone``: nothing greets before them, or it is a
    sentence of its own."""
    if not _PAUSE.match(line, end):
        return False
    if not alone or not line[end:].strip(" ,!:–—-"):
        return True
    word = _WORD.match(line, _over(line, end))
    if (word and _openings()["spoken_of"].match(line, word.start())) or _LISTED.match(line, end):
        return False
    return not (word and is_given_name(word[0]))


def _over(line: str, at: int) -> int:
    """Past pauses and words such as "there", "po"."""
    while True:
        gap = _GAP.match(line, at)
        at = gap.end() if gap else at
        filler = _openings()["between"].match(line, at)
        if not filler:
            return at
        at = filler.end()


def _named(line: str, at: int, *, lower: bool) -> tuple[tuple[Named, ...], int]:
    """Who is named at a place of the line, and where that ends. ``lower``: names may be written small."""
    found: list[Named] = []
    end = at
    while True:
        person, stop = _person(line, at, lower=lower)
        if person is None:
            return tuple(found), end if found else stop
        found.append(person)
        end = stop
        joint = _AND.match(line, stop)
        if not joint:
            return tuple(found), end
        at = joint.end()


def _person(line: str, at: int, *, lower: bool) -> tuple[Named | None, int]:
    """Who is named at a place, and where the titles and names end."""
    begun = at
    at, family = _past_titles(line, at)
    words: list[Span] = []
    end = at
    while (word := _WORD.match(line, at)) and len(words) < _MOST_WORDS:
        known = is_given_name(word[0])
        small = lower and known and not words and _PAUSE.match(line, word.end())
        large = word[0][0].isupper() and (known or len(word[0]) == 1 or not word[0].isupper())
        if not (small or (large and (lower or known or words or at > begun))):
            break
        words.append(Span(*word.span()))
        end = word.end()
        if line[end : end + 1] != " ":
            break
        at = end + 1
    return (Named(tuple(words), family) if words else None), end


def _past_titles(line: str, at: int) -> tuple[int, bool]:
    """The place behind the titles, and whether one of them goes with a family name."""
    family = False
    while True:
        of_family = _openings()["family"].match(line, at)
        title = of_family or _openings()["title"].match(line, at)
        if title is None:
            return at, family
        family = family or of_family is not None
        at = title.end()
        while line[at : at + 1] == " ":
            at += 1
