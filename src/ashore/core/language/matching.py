"""Matching a phrase against words: each word becomes the letter of what it may be in that phrase, and a regular
expression over a few letters does the rest. Short expressions, that many phrases share, are compiled in no time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, repeat

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + "".join(map(chr, range(0xC0, 0x250)))
_OTHER = "."
"""The letter of a word that a phrase does not speak of."""
_SIGNS = {",": ",", "(": "(", ")": ")", ";": ";", ":": ":", "–": "_", "—": "="}
PAUSES = frozenset(_SIGNS)
_PAUSE, _WORD = "[,();:_=]?", "[^,();:_=]"
_ANY = {
    "_": _WORD + _PAUSE,
    "?_": f"(?:{_WORD}{_PAUSE})?",
    "..": _WORD + "{0,3}" + _PAUSE,
    "...": _WORD + "{0,7}" + _PAUSE,
}
_OPENINGS = {"^": "(?:^|(?<=[,();:_=]))", "^:": "(?:^|(?<=[;:_=]))", "^^": "^"}


class Pattern:
    """The expression of a phrase, and the letters of its words."""

    __slots__ = ("_begun", "_every", "_letters", "_search")

    def __init__(self, tokens: Sequence[tuple[str, Sequence[str]]], leads: Sequence[str]) -> None:
        """``tokens``: each with its words; see ``phrases`` for both."""
        spelling = _Spelling([*(words for _, words in tokens), leads])
        self._letters = spelling.letters
        self._begun = spelling.begun
        parts = [_part(token, words, spelling, leads) for token, words in tokens]
        if tokens[0][0] in _OPENINGS:
            parts[1:] = "(", *parts[1:], ")"
        expression = _compiled("".join(parts))
        self._search, self._every = expression.search, expression.finditer

    def find(self, words: Iterable[str]) -> re.Match[str] | None:
        """Where the phrase stands first: the span of the match counts words. In front of it stands a pause or nothing
        where it begins a clause."""
        return self._search(self._spelt(words))

    def every(self, words: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Where the phrase stands, without what only leads into its clause: first word, word behind the last."""
        for found in self._every(self._spelt(words)):
            start, end = found.span(found.re.groups)
            if end > start:
                yield start, end

    def _spelt(self, words: Iterable[str]) -> str:
        letters = self._letters
        if self._begun:
            return "".join([letters.get(word) or self._letter(word) for word in words])
        return "".join(map(letters.get, words, repeat(_OTHER)))

    def _letter(self, word: str) -> str:
        for beginning, letter in self._begun:
            if word.startswith(beginning):
                return letter
        return _OTHER


class _Spelling:
    """``letters``: word -> its letter, one for all words that stand in the same classes. ``begun``: the same for the
    beginnings of words, longest first. A class is what stands for one word: one word, or several to choose from."""

    def __init__(self, tokens: Iterable[Sequence[str]]) -> None:
        classes: dict[str, set[tuple[str, ...]]] = {}
        for words in tokens:
            for choice in _choices(words):
                for one in choice:
                    for word in one:
                        classes.setdefault(word, set()).add(one)
        for begun in [word for word in classes if word[-1] == "*"]:
            for word in classes:
                if word.startswith(begun[:-1]):
                    classes[word] |= classes[begun]
        known: dict[frozenset[tuple[str, ...]], str] = {}
        self.letters = dict(_SIGNS)
        for word, met in classes.items():
            if word not in PAUSES:
                self.letters[word] = known.setdefault(frozenset(met), _LETTERS[len(known)])
        self._of_class: dict[tuple[str, ...], str] = {}
        for word, met in classes.items():
            for one in met:
                if self.letters[word] not in self._of_class.get(one, ""):
                    self._of_class[one] = self._of_class.get(one, "") + self.letters[word]
        beginnings = sorted((word for word in self.letters if word[-1] == "*"), key=len, reverse=True)
        self.begun = [(word[:-1], self.letters.pop(word)) for word in beginnings]

    def expression(self, words: Sequence[str], pause: str) -> str:
        """The expression of the words of a token, the earlier preferred. ``pause``: between words written as one."""
        return "|".join(pause.join(f"[{self._of_class[one]}]" for one in choice) for choice in _choices(words))


def _choices(words: Sequence[str]) -> list[list[tuple[str, ...]]]:
    """The alternatives of a token in their order, single words taken together: each as classes in a row."""
    found: list[list[tuple[str, ...]]] = []
    for several, run in groupby(words, key=lambda word: "_" in word):
        if several:
            found += ([(part,) for part in word.split("_")] for word in run)
        else:
            found.append([tuple(run)])
    return found


def _part(token: str, words: Sequence[str], spelling: _Spelling, leads: Sequence[str]) -> str:
    """The expression of a token."""
    if token in _OPENINGS:
        lead = f"(?:(?:{spelling.expression(leads, '')}),?)?" if leads else ""
        return _OPENINGS[token] + lead + lead
    if token == "$":  # noqa: S105 - a token of the notation, no secret
        return f"{_PAUSE[:-1]}*$"
    if not words:
        return _ANY[token]
    one = spelling.expression(words, _PAUSE)
    if token[0] == "!":
        return f"(?!{one})"
    return f"(?:(?:{one}){_PAUSE})?" if token[0] == "?" else f"(?:{one}){_PAUSE}"


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
