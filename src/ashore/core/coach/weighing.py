"""How likely a clause of a draft is the answer to a question: what it shows (``showing``), weighed (R1).

A first look takes each question by itself. A second one weighs what others need: a clause that is the only answer of
another question is hardly one to this. Weights: ``data/answers.txt``, learnt by ``scripts/train_answers.py``.
"""

import math
from collections.abc import Sequence
from functools import cache
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
    found = []
    for p, part in enumerate(parts):
        rivals = [strength[o] for o, other in enumerate(parts) if _competes(other, part)]
        found.append(
            [dict(first[p][n]) | _second(n, strength[p][n], rivals, first[p], clauses) for n in range(len(clauses))]
        )
    return found


def _competes(other: Part, part: Part) -> bool:
    """Whether one clause hardly answers both: a day and a file's format stand well in one."""
    if other.question == part.question or not (part.own or not part.valued):
        return False
    return not (part.valued and other.valued) or _FAMILY[part.kind] == _FAMILY[other.kind]


def _second(
    n: int, mine: float, rivals: Sequence[Sequence[float]], first: Sequence[Evidence], clauses: Sequence[Clause]
) -> dict[str, float]:
    seen = {"mine": mine}
    if rivals:
        rival = max(rivals, key=lambda other: other[n])
        elsewhere = max((x for k, x in enumerate(rival) if k != n), default=0.0)
        seen |= {"rival": rival[n], "margin": mine - rival[n], "rival_only_here": max(0.0, rival[n] - elsewhere)}
        if rival[n] > mine and rival[n] >= elsewhere and "here" not in first[n]:
            seen["taken"] = 1.0
        if "aside" in first[n]:
            seen["beside"] = max((other[k] for k in _with(n, clauses) for other in rivals), default=0.0)
        if "unrelated" in first[n]:
            seen["continues"] = max((other[k] for k in _before(n, clauses) for other in rivals), default=0.0)
            if "acts_unrelated" in first[n]:
                seen["acts_on"] = seen["continues"]
    return seen


def _with(n: int, clauses: Sequence[Clause]) -> list[int]:
    """The other clauses of its sentence."""
    return [k for k, one in enumerate(clauses) if k != n and one.told.sentence == clauses[n].told.sentence]


def _before(n: int, clauses: Sequence[Clause]) -> list[int]:
    """The clauses of the sentence before."""
    here = clauses[n].told.sentence
    before = [k for k in range(n) if clauses[k].told.sentence != here]
    return [k for k in before if clauses[k].told.sentence == clauses[before[-1]].told.sentence]


def weighed(seen: Evidence, weights: Evidence) -> float:
    """The probability that evidence makes."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in seen.items())))


class Weights(NamedTuple):
    """Of the two looks, and from which doubt on (0 to 1) a question counts as unanswered."""

    first: Evidence
    second: Evidence
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
    return Weights(found["first"], found["second"], found["cut"]["doubt"])


def strengths(parts: Sequence[Part], clauses: Sequence[Clause], language: str, learnt: Weights) -> list[list[float]]:
    """How surely each clause answers each part, 0 to 1."""
    first = first_look(parts, clauses, language)
    strength = [[weighed(seen, learnt.first) for seen in row] for row in first]
    second = second_look(parts, clauses, first, strength)
    return [[weighed(seen, learnt.second) for seen in row] for row in second]
