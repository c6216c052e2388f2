"""The small language in which the data files write phrases, what calls for a phrase, and its steps (``matching``).

A phrase is matched against the words of a sentence (lower case; commas, colons, brackets and dashes count as words):

- ``word``, ``a|b``: that word, one of these; ``a_b``: the two words as one; ``pre*``: a word with this beginning;
- ``_``: any one word; ``?_``: one or none;
- ``?a|b``: may be left out; ``..`` at most three words between, ``...`` at most seven; a comma only at their end;
- ``!a|b``: the next word is none of these (``!pre*`` too); ``^``: a clause begins here, ``^:``: likewise,
  but not after a mere comma (where Slavic clauses only relate), ``^^``: the sentence;
``$``: the sentence ends here;
- ``@name``: one word of the list ``[@name]`` in the same file;
- ``phrase => suggestion``: what to write instead, for those who show it (``hits``).

A comma, colon, bracket or dash is allowed between any two words of a phrase.
"""

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from ashore.core.language.matching import Pattern

OPENING = "^"
"""Stands before a word with which a clause begins."""
_COMMON, _RARE, _BEGINS = 0.05, 0.0002, 0.1
"""How often about a word is met, for each of its letters; how often a clause begins."""
_DRAWN = 4
"""So much more often than by chance words of a phrase follow each other."""
_OPENINGS = ("^", "^:", "^^")
_PERHAPS = ("?_",)
Keys = Mapping[str, Collection[str]]
"""Words of which a sentence with the phrase has one, and before which word that stands; none: before any."""


class Notation:
    """What the phrases of one file share: its lists, the words that lead into a clause, and the words so common that
    they tell little."""

    def __init__(self, lists: Mapping[str, Sequence[str]], leads: Sequence[str], common: Container[str]) -> None:
        self._lists, self.leads, self._common = lists, leads, common
        self._written: dict[str, Sequence[str]] = {}
        self._called: dict[tuple[str, bool], tuple[float, Keys]] = {}

    def written(self, token: str) -> Sequence[str]:
        """The alternatives of a token, named lists written out; none for a token that is no word. Raises ValueError for
        an alternative without letters, KeyError for a list that is not there."""
        words = self._written.get(token)
        if words is None:
            words = []
            for part in token.lstrip("?!").split("|") if token[0] not in "^$_." and token not in _PERHAPS else ():
                if not part.strip("_*"):
                    raise ValueError(f"{token!r} has an alternative without letters")
                words += self._lists[part[1:]] if part[0] == "@" else (part,)
            self._written[token] = words
        return words

    def called(self, token: str, ordered: bool) -> tuple[float, Keys]:
        """How often a phrase would be looked at that is called by a token whatever stands before it, and its keys."""
        known = self._called.get((token, ordered))
        if known is None:
            words = self.written(token)
            keys: Keys = dict.fromkeys(map(_longest, words), ()) if ordered else _within(words)
            weight = sum(self.weight(word) * _met(before, self) for word, before in keys.items())
            known = self._called[token, ordered] = (weight, keys)
        return known

    def weight(self, word: str) -> float:
        """How often a word may be met: long ones less often than short ones, all others less than the common."""
        return (_COMMON if word in self._common or not word[0].isalnum() else _RARE) / len(word)


class Phrase:
    """One line of a data file: its kind, and ``keys`` and ``needs`` that rule most sentences out at a glance.
    ``single``: it is a single word without a suggestion, and stands where its key stands. ``suggestion``: what its line
    puts in its place, may be empty.

    ``ordered``: its place among the phrases of its kind is told by its rarest word, whatever stands before that.
    """

    __slots__ = ("_notation", "_pattern", "_source", "keys", "kind", "needs", "single", "suggestion")

    def __init__(self, kind: str, source: str, notation: Notation, ordered: bool = False) -> None:
        self.kind = kind
        self._source, _, suggestion = source.partition("=>")
        self.suggestion = suggestion.strip()
        self._notation = notation
        self._pattern: Pattern | None = None
        self.keys: Keys
        tokens = self._source.split()
        self.single = len(tokens) == 1 and not any("_" in word for word in notation.written(tokens[0]))
        self.single = self.single and not suggestion
        _, called, self.keys = min(_calls(tokens, notation, ordered), key=lambda call: call[0])
        self.needs = _needs(tokens, called, notation)

    @property
    def opens(self) -> bool:
        """Whether it stands only where a clause begins."""
        return self._source[0] == OPENING

    def find(self, words: Sequence[str]) -> re.Match[str] | None:
        """Where the phrase stands first among the words of a sentence; the span counts words."""
        for need in self.needs:
            if need.isdisjoint(words):
                return None
        return (self._pattern or self._compile()).find(words)

    def every(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Every place where the phrase stands: first word, word behind the last; no word twice."""
        if any(need.isdisjoint(words) for need in self.needs):
            return iter(())
        return (self._pattern or self._compile()).every(words)

    def _compile(self) -> Pattern:
        tokens = self._source.split()
        leads = self._notation.leads if tokens[0] in _OPENINGS else ()
        self._pattern = Pattern([(token, self._notation.written(token)) for token in tokens], leads)
        return self._pattern

    def text_in(self, words: Sequence[str]) -> str:
        """Its words where it stands first, a space round each; nothing where it does not stand."""
        match = self.find(words)
        if match is None:
            return ""
        start, end = match.span()
        if start and self.opens:
            return " ".join((*words[start - 1 : end], ""))
        return " ".join(("", *words[start:end], ""))

    def __repr__(self) -> str:
        return f"Phrase({self.kind}: {self._source})"


def _must(token: str) -> bool:
    """Whether a token asks for a word."""
    return token[0] not in "?!^$_."


def _longest(word: str) -> str:
    return max(word.split("_"), key=len)


def _calls(tokens: Sequence[str], notation: Notation, ordered: bool) -> Iterator[tuple[float, str, Keys]]:
    """All that a phrase may be called by: how often that is met, the token it is taken from, the keys."""
    before: Collection[str] = ()
    for token in tokens:
        if token in _OPENINGS:
            before = (OPENING,)
        elif token[0] == "?" and before and token not in _PERHAPS:
            before = _ends(before, notation.written(token))
        elif not _must(token):
            before = before if token[0] == "!" else ()
        else:
            words = notation.written(token)
            if before and not ordered:
                keys: Keys = dict.fromkeys((word.partition("_")[0] for word in words), before)
                yield sum(map(notation.weight, keys)) * _met(before, notation), token, keys
            else:
                weight, keys = notation.called(token, ordered)
                yield weight, token, keys
            before = () if ordered else _ends((), words)


def _ends(before: Collection[str], words: Sequence[str]) -> Collection[str]:
    """``before`` and the last of the words written as one; nothing where one of them is only a beginning."""
    ends = {*before, *(word.rpartition("_")[2] for word in words)}
    return () if any(word[-1] == "*" for word in ends) else ends


def _within(words: Sequence[str]) -> Keys:
    """Words as keys; of those written as one the second, behind the first."""
    keys: dict[str, Collection[str]] = {}
    for word in words:
        first, _, rest = word.partition("_")
        if not rest:
            keys[first] = ()
        elif keys.get(second := rest.partition("_")[0], (first,)):
            keys[second] = {*keys.get(second, ()), first}
    return keys


def _met(before: Collection[str], notation: Notation) -> float:
    """How often one of these words stands before another; always where any may."""
    if not before:
        return 1.0
    return min(1.0, _DRAWN * sum(_BEGINS if word == OPENING else notation.weight(word) for word in before))


def _needs(tokens: Sequence[str], called: str, notation: Notation) -> Sequence[frozenset[str]]:
    """At most two sets of words, each of which must meet the words of a sentence in which the phrase stands: besides
    the token it is called by."""
    sets = [notation.written(token) for token in tokens if token != called and _must(token)]
    whole = sorted((words for words in sets if all(word[-1] != "*" for word in words)), key=len)
    return [frozenset(map(_longest, words)) for words in whole[:2]]
