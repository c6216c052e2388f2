"""A linear model of sentences: how surely one is of a kind, and which words speak for it.

A word's weights for all kinds are added as one whole number, a lane of bits each; what a word's letters say is
remembered, so that a sentence costs some look-ups a word. Fitted by ``scripts/train_sentences.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from struct import Struct
from typing import NamedTuple, TypeVar

from ashore.core.kernel import Span
from ashore.core.language.facts import Language
from ashore.core.language.features import (
    Notions,
    of_notions,
    of_pair,
    of_pairs,
    of_piece,
    of_shape,
    of_told,
    shape_of,
    words_in,
)
from ashore.core.language.lexicon import LONG, ROOM
from ashore.core.language.matching import PAUSES
from ashore.core.language.recognising import Sentence

KINDS = ("question", "request", "promise", "refusal", "complaint", "rude", "angry")
FILE = "sentences.txt"
_DATA = __file__.rpartition("linear")[0] + "data"
_LANE = 32
_HALF = 1 << (_LANE - 1)
_MASK = (1 << _LANE) - 1
_LANES = Struct(f"<{len(KINDS)}I")
_MIDDLE = sum(_HALF << (_LANE * lane) for lane in range(len(KINDS)))
ZERO = 80
"""The letter that stands for no weight; the next ones up and down for 1, -1 and so on, each squared in its sign."""
FARTHEST = 46
_Name = TypeVar("_Name", str, tuple[str, str])
_MOST_WORDS = 6
_TWO = 2


def weight(letter: str) -> int:
    """The weight that a letter of the data file stands for."""
    steps = ord(letter) - ZERO
    return steps * abs(steps)


class Cut(NamedTuple):
    """Scores from which a kind holds: where no rule speaks, where one speaks against it, where one found it. ``far``:
    so much beyond the first it is all but certain (97 of 100 are right where half of the sentences are of the kind)."""

    adds: int
    dares: int
    keeps: int
    far: int


class _Pieces(dict[str, tuple[int, frozenset[str]]]):
    """What stands between two spaces -> the weights of all in it, in lanes; the notions of its words."""

    def __init__(self, weights: Mapping[str, str], language: str, notions: Notions) -> None:
        super().__init__()
        self._weights, self._language, self._notions = weights, language, notions

    def __missing__(self, piece: str) -> tuple[int, frozenset[str]]:
        if len(self) > ROOM:
            self.clear()
        packed = _sum(self._weights, of_piece(piece, self._language, self._notions))
        words = (word for _, word in words_in(piece, self._language))
        found = packed, frozenset(notion for word in words for notion in self._notions[word])
        if len(piece) <= LONG:
            self[piece] = found
        return found


class _Pairs(dict[tuple[str, str], int]):
    """Neighbours -> their weights, in lanes."""

    def __init__(self, weights: Mapping[tuple[str, str], str], notions: Notions) -> None:
        super().__init__()
        self._weights, self._notions = weights, notions

    def __missing__(self, pair: tuple[str, str]) -> int:
        if len(self) > ROOM:
            self.clear()
        packed = self[pair] = _sum(self._weights, of_pair(*pair, self._notions))
        return packed


class _Sets(dict[frozenset[str], int]):
    """Notions, or what the rules tell -> the weights of it all, in lanes."""

    def __init__(self, weights: Mapping[str, str], names: Callable[[Iterable[str]], Iterable[str]]) -> None:
        super().__init__()
        self._weights, self._names = weights, names

    def __missing__(self, some: frozenset[str]) -> int:
        if len(self) > ROOM:
            self.clear()
        packed = self[some] = _sum(self._weights, self._names(some))
        return packed


class _Shapes(dict[tuple[str, bool, int], int]):
    """The last letter or mark, whether the first is small, the number of words -> the weights of it all, in lanes."""

    def __init__(self, weights: Mapping[str, str]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, shape: tuple[str, bool, int]) -> int:
        if len(self) > ROOM:
            self.clear()
        packed = self[shape] = _sum(self._weights, of_shape(*shape))
        return packed


class Linear:
    """The model of one language. ``cuts``: kind -> from which score on it holds; a question with its mark has cuts of
    its own, as ``question?``."""

    def __init__(self, text: str, language: str) -> None:
        """``text``: the data file. Three parts with an empty line between: ``cut KIND ADDS DARES KEEPS FAR`` and
        comments; names with the letters of their weights (``weight``), one for each of ``KINDS``; pairs likewise."""
        head, singles, pairs = text.split("\n\n")
        cuts = (line.split()[1:] for line in head.splitlines() if line.startswith("cut "))
        self.cuts = {kind: Cut(*map(int, scores)) for kind, *scores in cuts}
        self._plain = [self.cuts[kind] for kind in KINDS]
        self._marked = [self.cuts.get(f"{kind}?", self.cuts[kind]) for kind in KINDS]
        parts, neighbours = singles.split(), pairs.split()
        weights = dict(zip(parts[::2], parts[1::2], strict=True))
        both = zip(neighbours[::3], neighbours[1::3], strict=True)
        notions = Notions(language)
        self._pieces = _Pieces(weights, language, notions)
        self._pairs = _Pairs(dict(zip(both, neighbours[2::3], strict=True)), notions)
        self._shapes = _Shapes(weights)
        self._notions = _Sets(weights, of_notions)
        self._told = _Sets(weights, of_told)

    def scores(self, one: Sentence, told: Set[str]) -> list[int]:
        """How strongly a sentence is of each of ``KINDS``. ``told``: what the rules found in it."""
        own, spoken = one.own, one.spoken
        total, notions = _MIDDLE, set[str]()
        pieces, pairs = self._pieces, self._pairs
        for piece in own.split():
            packed, met = pieces[piece]
            total += packed
            if met:
                notions |= met
        for pair in of_pairs(spoken):
            total += pairs[pair]
        total += self._shapes[shape_of(own, len(spoken))]
        return from_lanes(total + self._notions[frozenset(notions)] + self._told[frozenset(told)])

    def beyond(
        self, scores: Sequence[int], told: Set[str], marked: bool, barred: Callable[[str], bool]
    ) -> dict[str, int]:
        """The kinds that hold, each with how far it lies above its cut. ``scores``: of ``KINDS``; ``told``: see
        ``scores``; ``marked``: a question mark stands at the end; ``barred``: whether a rule speaks against a
        kind."""
        held = {}
        for kind, cut, score in zip(KINDS, self._marked if marked else self._plain, scores, strict=True):
            if score < cut.keeps:
                continue
            if kind in told:
                held[kind] = score - cut.keeps
            elif score >= cut.adds and not (score < cut.dares and barred(kind)):
                held[kind] = score - cut.adds
        return held

    def sureness(self, kind: str, beyond: float) -> float:
        """How sure a kind is that lies so far beyond its cut: 0.5 there, 0.75 where it is all but certain, up to 1."""
        far = self.cuts[kind].far
        return round(1 - 0.5 * far / (beyond + far), 3)

    def carriers(self, one: Sentence, kind: str) -> list[Span]:
        """The words that speak most for a kind, by place: at most three stretches, each with half as much weight as the
        strongest word or more."""
        lane = KINDS.index(kind)
        spoken = one.spoken
        alone = [_in_lane(self._pieces[word][0], lane) for word in one.written]
        shared = [_in_lane(self._pairs[pair], lane) for pair in of_pairs(spoken)]
        felt = [2 * own + shared[at] + shared[at + 1] for at, own in enumerate(alone)]
        strongest = max((value for value, word in zip(felt, spoken, strict=True) if word not in PAUSES), default=0)
        if strongest <= 0:
            return []
        ranked = sorted(range(len(felt)), key=lambda at: (-felt[at], at))
        chosen = [at for at in ranked if 2 * felt[at] >= strongest and spoken[at] not in PAUSES]
        return [one.place(first, last) for first, last in _stretches(sorted(chosen[:_MOST_WORDS]))]


_IN_LANES = [
    {chr(ZERO + steps): steps * abs(steps) << (_LANE * lane) for steps in range(-FARTHEST, FARTHEST + 1)}
    for lane in range(len(KINDS))
]


def among(scores: Sequence[float]) -> list[float]:
    """The scores of the sentences of a text, each seen among the others: where these are calm, half their mean is taken
    off, since of many sentences one easily looks rude by chance, and who is rude seldom is so but once."""
    if len(scores) < _TWO:
        return [*scores]
    total = sum(scores)
    return [score + min((total - score) / (len(scores) - 1), 0) / 2 for score in scores]


def _sum(weights: Mapping[_Name, str], names: Iterable[_Name]) -> int:
    """The weights of those names that have any, in lanes."""
    return sum(map(in_lanes, filter(None, map(weights.get, names))))


def in_lanes(letters: str) -> int:
    """The weights that letters stand for, each in its lane."""
    return sum([values[letter] for values, letter in zip(_IN_LANES, letters, strict=True)])


def from_lanes(packed: int) -> list[int]:
    """The sums of the lanes of ``packed``, to which the middle was added once."""
    return [lane - _HALF for lane in _LANES.unpack(packed.to_bytes(_LANES.size, "little"))]


def _in_lane(packed: int, lane: int) -> int:
    return ((packed + _MIDDLE) >> (_LANE * lane) & _MASK) - _HALF


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring places as one stretch: first, the one behind the last."""
    for at in places:
        if at - 1 not in places:
            last = at
            while last in places:
                last += 1
            yield at, last


@cache
def linear(language: Language) -> Linear | None:
    """The model of a language, None for the unknown one; read when it is first asked for."""
    return None if language == "und" else Linear(model_text(language), language)


def model_text(language: Language) -> str:
    """The data file of a language. Raises OSError where it has none."""
    with open(f"{_DATA}/{language}/{FILE}", encoding="utf-8") as file:  # noqa: PTH123 - start-up: pathlib costs more
        return file.read()
