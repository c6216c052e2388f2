"""A word is misspelt.

## What it does
Looks each word up in the dictionaries that are on this machine and marks those that are one slip away from a word in
them; letters doubled or not are no slip of their own. Only on request: `ashore check --spelling`. Names, addresses,
code, words in capitals, words that stand in the conversation, and those that the client is known to know are no
mistakes; nor is a whole letter in Slovak without diacritics, or British spelling before an American dictionary.

## Why
A slip says that nobody read the letter through (R11).

## Example
    Your reciept is attached.

## Use instead
    Your receipt is attached.

## When to ignore
Where the word is right and rare; add it with `--known`.
"""

import re
from collections.abc import Iterator, Sequence

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span

_WORD = re.compile(r"(?<![\w@#/\\.'’_-])[^\W\d_]{3,40}(?:['’][^\W\d_]{1,4})?(?![\w@/\\_'’-]|\.\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|`[^`\n]*`")
_BRITISH = (
    *((r"our", "or"), (r"is(e[drs]?|ing|ation|ations)$", r"iz\1"), (r"re(s?)$", r"er\1"), ("ll", "l"), ("ae|oe", "e")),
    *((r"c(es?)$", r"s\1"), ("^enq", "inq"), ("grey", "gray"), ("é", "e")),
)
_DOUBLED = re.compile(r"(.)\1")
_SHORT, _SHOWN = 5, 3
"""Letters below which only an exchange of neighbours is a slip: short words are all alike; suggestions that are told.
"""


def find(case: Case) -> Iterator[Seen]:
    """One finding a word, where it stands first."""
    speller = case.profile.spelling
    if speller is None or (case.language == "sk" and case.text.isascii()):
        return
    places = _places(case)
    unknown = speller.misspelt(tuple(places), case.language)
    for word, span in places.items():
        near = [each for each in unknown.get(word, ()) if _is_slip(word, each)]
        british = case.language in ("en", "fil") and any(_plainly(word) == _plainly(each) for each in near)
        if near and not british:
            yield Seen(span, {"words": word, "better": ", ".join(near[:_SHOWN])})


def _places(case: Case) -> dict[str, Span]:
    """The words to be looked up, each with where it stands first."""
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), case.text)
    known = _known(case)
    openings = {each.start for each in case.sentences}
    names = {found[0] for found in _WORD.finditer(text) if found[0][0].isupper() and found.start() not in openings}
    places: dict[str, Span] = {}
    for found in _WORD.finditer(text):
        word = found[0]
        is_name = word in names or (word[0].isupper() and found.start() not in openings)
        if word not in places and not is_name and word[1:].islower() and _in_script(word, case.language):
            low = word.lower()
            if low not in known and not any(low.startswith(term) for term in case.profile.known_terms if term):
                places[word] = Span(*found.span())
    return places


def _known(case: Case) -> set[str]:
    """Words that are right here whatever a dictionary says: names of people, and what the conversation speaks of."""
    told = [name for person in case.people.values() for name in (*person.names, person.email)]
    told += [each for turn in case.turns for each in (turn.text, turn.subject, turn.sender.name)]
    told += [each.name for each in (case.draft.sender, *case.draft.to, *case.draft.cc)]
    return {word.lower() for each in told for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", each)}


def _in_script(word: str, language: str) -> bool:
    """Whether a word is in the letters of its language: a Latin word in Russian is a name or foreign."""
    return all(("а" <= c <= "я" or c == "ё") == (language == "ru") for c in word.lower() if c.isalpha())


def _plainly(word: str) -> str:
    """British and American spelling alike."""
    low = word.lower()
    for british, american in _BRITISH:
        low = re.sub(british, american, low)
    return low


def _is_slip(word: str, meant: str) -> bool:
    """Whether a word is one slip away from another: a letter more, less, exchanged, or two in the wrong order."""
    one, other = word.lower(), meant.lower()
    if " " in other or "-" in other or one == other:
        return False
    if len(one) < _SHORT and sorted(one) != sorted(other):
        return False
    return _distance(_DOUBLED.sub(r"\1", one), _DOUBLED.sub(r"\1", other)) <= 1


def _distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Damerau's and Levenshtein's distance, neighbours exchanged once (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, match in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != match))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == match:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


RULE = Rule("R113", "misspelt", "R11", "advice", find)
