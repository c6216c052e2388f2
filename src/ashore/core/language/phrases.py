"""The small language in which the data files write phrases, and its translation into linear regular expressions.

A phrase is matched against a sentence laid out as ``" word word , word "`` (lower case, one space round each token):

- ``word``, ``a|b``: that word, one of these; ``a_b``: the two words as one; ``pre*``: a word with this beginning;
- ``_``: any one word;
- ``?a|b``: may be left out; ``..`` at most three words between, ``...`` at most seven; a comma only at their end;
- ``!a|b``: the next word is none of these (``!pre*`` too); ``^``: a clause begins here, ``^:``: likewise,
  but not after a mere comma (where Slavic clauses only relate), ``^^``: the sentence;
``$``: the sentence ends here;
- ``@name``: one word of the list ``[@name]`` in the same file.

A comma, colon, bracket or dash is allowed between any two words of a phrase.
"""

import math
import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from itertools import compress, pairwise

_PAUSE = r"(?:[^\w ] )?"
ANY = frozenset({""})
"""Meets every sentence: "" counts as one of its words."""
_COMMON, _RARE = 1.0, 0.004
_OPENINGS = {"^": "(?:^ |[,;:()–—] )", "^:": "(?:^ |[;:–—] )", "^^": "^ "}
_REACH = {"^": 1, "^:": 2, "^^": 3}
"""The least ``depth`` of a sentence in which the opening may stand elsewhere than at its beginning."""
_LIGHT, _HEAVY = frozenset(",()"), frozenset(";:–—")
PAUSES = _LIGHT | _HEAVY
_WORD = r"[^ ,;:()–—]+ "
_MOST_PAIRS = 600
Search = Callable[[str], re.Match[str] | None]


def depth(words: Collection[str]) -> int:
    """How clauses of a sentence are parted: 0 not at all, 1 by commas or brackets, 2 by heavier marks."""
    return 2 if not _HEAVY.isdisjoint(words) else 0 if _LIGHT.isdisjoint(words) else 1


def pairs(words: Sequence[str], leads: frozenset[str]) -> set[str]:
    """Neighbouring words as "one two", a single pause between them left out too; "^ two" where an opening may stand
    before the second (after one of the ``leads`` or a pause); "" for all that ask for no pair."""
    beginning = compress(words[1:], map(leads.__contains__, words))
    met = {"", f"^ {words[0]}", *map("^ ".__add__, beginning), *map(" ".join, pairwise(words))}
    if not PAUSES.isdisjoint(words):
        parted = compress(zip(words, words[2:], strict=False), map(PAUSES.__contains__, words[1:]))
        met.update(map(" ".join, parted))
    return met


class Phrase:
    """One line of a data file: its kind, the words that call for it, its expression (compiled when first needed)."""

    __slots__ = ("_source", "anchors", "at_depth", "coupled", "kind", "lists", "needs", "search", "single")

    def __init__(
        self,
        kind: str,
        source: str,
        lists: Mapping[str, Sequence[str]],
        lead: Sequence[str],
        common: Container[str] = frozenset(),
    ) -> None:
        self.kind = kind
        self._source = source
        self.lists = (lists, lead)
        self.search: Search = self._compiled
        """The first place where the phrase stands in a laid-out sentence."""
        self.at_depth: Sequence[Search] = (self._compiled,) * 3
        """The same, quicker, for a sentence of that ``depth``."""
        self.coupled = ANY
        """``pairs`` of which a sentence must have one; told when the phrase is first searched."""
        tokens = source.split()
        self.single = len(tokens) == 1 and "_" not in "".join(_words(source, lists))
        self.anchors: Sequence[str] = _anchor(tokens, lists, common)
        self.needs = _needs(tokens, lists, self.anchors)

    def _compiled(self, laid_out: str) -> re.Match[str] | None:
        """The first search compiles; later ones go straight to the expression."""
        tokens = self._source.split()
        compiled = re.compile(_expression(tokens, *self.lists))
        self.coupled = _coupled(tokens, self.lists[0])
        reach = _REACH.get(tokens[0], 0)
        self.search = compiled.search
        self.at_depth = [compiled.match if level < reach else compiled.search for level in range(3)]
        return self.search(laid_out)

    def __repr__(self) -> str:
        return f"Phrase({self.kind}: {self._source})"


def _anchor(tokens: Sequence[str], lists: Mapping[str, Sequence[str]], common: Container[str]) -> Sequence[str]:
    """The words of the token that is probably rarest: never an optional or negative one, few rather than many, long
    rather than short, none of the ``common`` ones where it can be helped."""
    best: Sequence[str] = ()
    least = math.inf
    for token in tokens:
        if token[0] in "?!^$_" or token in ("..", "..."):
            continue
        words = [max(w.split("_"), key=len) for w in _words(token, lists)]
        met = sum(_COMMON / len(w) if w in common or not w[0].isalnum() else _RARE / len(w) for w in words)
        if met < least:
            best, least = words, met
    return best


def _needs(
    tokens: Sequence[str], lists: Mapping[str, Sequence[str]], anchors: Sequence[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Two sets of words, each of which must meet the words of a sentence in which the phrase stands: what rules most
    sentences out at a glance. Besides the anchor; ``ANY`` where there are no two."""
    sets: list[frozenset[str]] = []
    for token in tokens:
        if token[0] not in "?!^$_" and token not in ("..", "..."):
            words = [max(w.split("_"), key=len) for w in _words(token, lists)]
            if words != anchors and not any(w.endswith("*") for w in words):
                sets.append(frozenset(words))
    best = [*sorted(sets, key=len), ANY, ANY]
    return best[0], best[1]


def _coupled(tokens: Sequence[str], lists: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The smallest set of ``pairs`` of which one must stand in the sentence; ``ANY`` where none must."""
    sets: list[frozenset[str]] = []
    before: Sequence[str] = ()
    for token in tokens:
        if token in _OPENINGS:
            before = ("^",)
        elif token[0] == "?" and before:
            before = (*before, *_words(token[1:], lists))
        elif token[0] in "?$_" or token in ("..", "..."):
            before = ()
        if token[0] in "?!^$_" or token in ("..", "..."):
            continue
        words = _words(token, lists)
        sets += _neighbours(before, words)
        before = words
    return min(sets, key=len, default=ANY)


def _neighbours(before: Sequence[str], words: Sequence[str]) -> Iterator[frozenset[str]]:
    """Pairs within the alternatives, where all are of several words; and pairs across."""
    parts = [w.split("_") for w in words]
    if all(len(p) > 1 and "*" not in p[1] for p in parts):
        yield frozenset(f"{p[0]} {p[1]}" for p in parts)
    ends, starts = {w.rpartition("_")[2] for w in before}, {p[0] for p in parts}
    if 0 < len(ends) * len(starts) <= _MOST_PAIRS and not any(w.endswith("*") for w in (*ends, *starts)):
        yield frozenset(f"{one} {two}" for one in ends for two in starts)


def _one(words: Sequence[str]) -> str:
    alternatives = [
        (re.escape(w[:-1]) + "[^ ]*" if w.endswith("*") else re.escape(w)).replace("_", f" {_PAUSE}") for w in words
    ]
    return alternatives[0] if len(alternatives) == 1 else "(?:" + "|".join(alternatives) + ")"


def _expression(tokens: Sequence[str], lists: Mapping[str, Sequence[str]], lead: Sequence[str]) -> str:
    parts: list[str] = []
    if tokens[0] in _OPENINGS:
        opening = "(?:" + "|".join(re.escape(w).replace("_", " ") for w in lead) + ")" if lead else "(?!)"
        parts.append(rf"{_OPENINGS[tokens[0]]}(?:{opening} (?:, )?)?(?:{opening} (?:, )?)?")
        tokens = tokens[1:]
    else:
        parts.append(" ")
    for token in tokens:
        if token == "$":  # noqa: S105 - a token of the notation, no secret
            parts.append(r"(?:[^\w ] )*$")
        elif token == "..":  # noqa: S105
            parts.append(f"(?:{_WORD}){{0,3}}{_PAUSE}")
        elif token == "...":  # noqa: S105
            parts.append(f"(?:{_WORD}){{0,7}}{_PAUSE}")
        elif token == "_":  # noqa: S105
            parts.append(_WORD + _PAUSE)
        elif token[0] == "!":
            parts.append(f"(?!{_one(_words(token[1:], lists))} )")
        elif token[0] == "?":
            parts.append(f"(?:{_one(_words(token[1:], lists))} {_PAUSE})?")
        else:
            parts.append(f"{_one(_words(token, lists))} {_PAUSE}")
    return "".join(parts)


def _words(token: str, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The alternatives of a token, named lists written out."""
    words: list[str] = []
    for part in token.split("|"):
        words += lists[part[1:]] if part[0] == "@" else (part,)
    return words
