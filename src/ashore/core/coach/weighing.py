"""How likely a clause of a draft is the answer to a question: what it shows (``showing``), weighed (R1).

A first look takes each question by itself. A second one weighs what others need: a clause that is the only answer of
another question is hardly one to this. Weights: ``data/answers.txt``, learnt by ``scripts/train_answers.py``.
"""

import math
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ashore.core.coach.showing import Clause, Evidence, Part, first_look

_WEIGHTS = Path(__file__).parent / "data" / "answers.txt"
_FAMILY = {"time": 0, "duration": 0, "amount": 0, "who": 1, "where": 1, "format": 2}
"""Kinds of answers that one clause hardly gives side by side."""


def second_look(
    parts: Sequence[Part],
    clauses: Sequence[Clause],
    first: Sequence[Sequence[Evidence]],
    strength: Sequence[Sequence[float]],
) -> list[list[dict[str, float]]]:
    """The evidence again, with what the others need. ``strength``: of the first look, 0 to 1."""
    rows = [_Row.of(row) for row in strength]
    around = _around(clauses)
    return [
        [
            dict(first[p][n])
            | _second(n, rows[p].strength[n], [rows[o] for o in _rivals(part, parts)], first[p][n], around[n])
            for n in range(len(clauses))
        ]
        for p, part in enumerate(parts)
    ]


class _Row(NamedTuple):
    """How likely each clause is for a part, which is the likeliest, and how likely the next is."""

    strength: Sequence[float]
    best: int
    next: float

    @classmethod
    def of(cls, strength: Sequence[float]) -> "_Row":
        best = max(range(len(strength)), key=strength.__getitem__)
        return cls(strength, best, max((x for n, x in enumerate(strength) if n != best), default=0.0))

    def elsewhere(self, n: int) -> float:
        """The likeliest but for one clause."""
        return self.next if n == self.best else self.strength[self.best]


def _rivals(part: Part, parts: Sequence[Part]) -> list[int]:
    """The parts that one clause hardly answers along with a part: a day and a file's format stand well in one."""
    return [
        o
        for o, other in enumerate(parts)
        if other.question != part.question
        and (part.own or not part.valued)
        and not (part.valued and other.valued and _FAMILY[part.kind] != _FAMILY[other.kind])
    ]


class _Around(NamedTuple):
    """The other clauses of a sentence, and those of the sentence before."""

    beside: Sequence[int]
    before: Sequence[int]


def _around(clauses: Sequence[Clause]) -> list[_Around]:
    found: list[_Around] = []
    before: list[int] = []
    for _, group in groupby(range(len(clauses)), key=lambda n: clauses[n].told.sentence):
        here = list(group)
        found += (_Around([k for k in here if k != n], before) for n in here)
        before = here
    return found


def _second(n: int, mine: float, rivals: Sequence[_Row], first: Evidence, around: _Around) -> dict[str, float]:
    """What others need of a clause that is as likely as ``mine`` by itself."""
    seen = {"mine": mine}
    if not rivals:
        return seen
    rival = max(rivals, key=lambda other: other.strength[n])
    its, elsewhere = rival.strength[n], rival.elsewhere(n)
    seen |= {"rival": its, "margin": mine - its, "rival_only_here": max(0.0, its - elsewhere)}
    if its > mine and its >= elsewhere and "here" not in first:
        seen["taken"] = 1.0
    if "aside" in first:
        seen["beside"] = max((other.strength[k] for k in around.beside for other in rivals), default=0.0)
    if "unrelated" in first:
        seen["continues"] = max((other.strength[k] for k in around.before for other in rivals), default=0.0)
        if "acts_unrelated" in first:
            seen["acts_on"] = seen["continues"]
    return seen


def weighed(seen: Evidence, weights: Evidence) -> float:
    """The probability that evidence makes."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in seen.items())))


class Weights(NamedTuple):
    """Of the three looks, and from which doubt on (0 to 1) a question counts as unanswered."""

    first: Evidence
    second: Evidence
    third: Evidence
    cut: float


@cache
def weights() -> Weights:
    """As shipped."""
    found: dict[str, dict[str, float]] = {}
    for line in _WEIGHTS.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            name, value = line.split()
            section[name] = int(value) / 100
    return Weights(found["first"], found["second"], found.get("third", {}), found["cut"]["doubt"])


class Likely(NamedTuple):
    """How likely a clause answers a part, 0 to 1, and how much of what that is about it speaks of itself."""

    strength: float
    share: float


class Looked(NamedTuple):
    """A part with what its clauses show at the second look, and how likely each is."""

    part: Part
    seen: Sequence[Evidence]
    strength: Sequence[float]

    @property
    def clauses(self) -> list[Likely]:
        """Each clause."""
        return [Likely(x, one.get("share", 0.0)) for x, one in zip(self.strength, self.seen, strict=True)]


def looked(parts: Sequence[Part], clauses: Sequence[Clause], language: str, learnt: Weights) -> list[Looked]:
    """Each part with its clauses, weighed twice."""
    first = first_look(parts, clauses, language)
    strength = [[weighed(seen, learnt.first) for seen in row] for row in first]
    second = second_look(parts, clauses, first, strength)
    return [
        Looked(part, row, [weighed(seen, learnt.second) for seen in row])
        for part, row in zip(parts, second, strict=True)
    ]
