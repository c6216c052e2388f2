"""What a linear model looks at in a sentence (``linear``), by name: words, letters, pairs, marks, what rules told."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from ashore.core.language.lexicon import ROOM, Table, sections, unaccented


class Notions(dict[str, tuple[str, ...]]):
    """Word, folded -> the notions that it may stand for (data file ``notions.txt``); Filipino has English ones too."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._table = Table(
            (word, notion)
            for name in (("fil", "en") if language == "fil" else (language,))
            for notion, lines in sections(name, "notions.txt").items()
            for word in " ".join(lines).split()
        )

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > ROOM:
            self.clear()
        notions = self[word] = tuple(dict.fromkeys(self._table.of(word)))
        return notions


_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_SHORTEST, _LONGEST_RUN = 3, 5
"""Letters of a run within a word, borders (``<``, ``>``) counted."""
_LETTERS = 24
"""Of a longer word only so many letters tell."""
_MARKS = 4
_STEPS = (2, 3, 4, 6, 8, 11, 15, 20, 27)
"""Numbers of words between which sentences are told apart by length."""
_ENDS = frozenset("?!.…:")
_SHOUTED = 2
OPEN, CLOSE = "^", "$"
"""Neighbours of the first and of the last word."""


def words_in(piece: str, language: str) -> Iterator[tuple[str, str]]:
    """The words between two spaces, as they are written and folded."""
    for found in _WORD.finditer(piece):
        written = found.group()
        yield written, unaccented(written.lower().replace("’", "'"), language)


def of_piece(piece: str, language: str, notions: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What stands between two spaces: its words as ``=word``, the runs of letters in them, ``@notion``, ``~word`` where
    Slovak diacritics tell more than the bare word, ``'marks`` beside the words, ``#caps`` and ``#digit``."""
    for written, bare in words_in(piece, language):
        yield f"={bare}"
        if language == "sk" and bare != (low := written.lower()):
            yield f"~{low}"
        for notion in notions[bare]:
            yield f"@{notion}"
        yield from _runs(bare[:_LETTERS])
        if len(written) > _SHOUTED and written.isupper():
            yield "#caps"
        if any(map(str.isdigit, written)):
            yield "#digit"
    marks = _WORD.sub("", piece)
    if marks and marks not in ",.":
        yield f"'{marks[:_MARKS]}"


def _runs(word: str) -> Iterator[str]:
    bordered = f"<{word}>"
    for length in range(_SHORTEST, _LONGEST_RUN + 1):
        for start in range(len(bordered) - length + 1):
            yield bordered[start : start + length]


def of_pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Neighbours among the words and pauses of a sentence, its borders too."""
    return pairwise((OPEN, *words, CLOSE))


def of_pair(before: str, word: str, notions: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """What two neighbours tell: the words themselves, and the notions that they stand for."""
    yield before, word
    for one in notions[before]:
        for other in notions[word]:
            yield f"@{one}", f"@{other}"


def of_notions(notions: Iterable[str]) -> Iterator[str]:
    """Those that a sentence has, by twos."""
    for one, other in combinations(sorted(notions), 2):
        yield f"&{one}&{other}"


def shape_of(written: str, count: int) -> tuple[str, bool, int]:
    """The mark at the end, whether the first letter is small, how many words: ``count`` of words and pauses, at most as
    many as tell sentences apart."""
    last = written[-1:]
    return last if last in _ENDS else "", written[:1].islower(), min(count, _STEPS[-1] + 1)


def of_shape(last: str, small: bool, count: int) -> Iterator[str]:
    """What ``shape_of`` tells, by name."""
    yield f"#end{last}"
    if small:
        yield "#small"
    for step in _STEPS:
        if count <= step:
            yield f"#upto{step}"


def of_told(told: Iterable[str]) -> Iterator[str]:
    """What the rules tell of a sentence."""
    return (f"!{kind}" for kind in told)
