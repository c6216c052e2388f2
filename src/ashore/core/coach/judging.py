"""How doubtful it is that a part of a question has any answer in a draft (R1).

A clause may seem to answer and be wanted elsewhere, and a letter may say much and nothing of this. So the part is
judged as a whole: by its best clause, what that shows, what the next best would give, and what the other questions
need of it.
"""

from collections.abc import Mapping, Sequence

from ashore.core.coach.showing import Evidence
from ashore.core.coach.weighing import Looked, Weights, weighed

_HALF = 0.5
_CROWD = 4
"""Clauses and questions beyond these tell no more."""
_BOUND = 2.0


def third_look(looks: Sequence[Looked]) -> list[dict[str, float]]:
    """What speaks for and against any answer, a part a row."""
    asked = len({each.part.question for each in looks if each.part.question >= 0}) or 1
    found = []
    for each in looks:
        rivals = [other.strength for other in looks if other.part.question != each.part.question]
        seen = _standing(each.strength, rivals) | {f"kind_{each.part.kind}": 1.0, "always": 1.0}
        seen["asked"] = min(asked, _CROWD) / _CROWD
        seen["room"] = min(len(each.strength) / asked, _CROWD) / _CROWD
        found.append({**seen, **_shown(each.seen, each.strength)})
    return found


def doubts(looks: Sequence[Looked], learnt: Weights) -> list[float]:
    """How likely each part has no answer, 0 to 1."""
    return [weighed(seen, learnt.third) for seen in third_look(looks)]


def _standing(mine: Sequence[float], rivals: Sequence[Sequence[float]]) -> dict[str, float]:
    """How the clauses stand for this part, beside the others."""
    best = max(range(len(mine)), key=mine.__getitem__)
    taken = [max((row[n] for row in rivals), default=0.0) for n in range(len(mine))]
    seen = {
        "best": mine[best],
        "next": max((x for n, x in enumerate(mine) if n != best), default=0.0),
        "together": min(sum(mine), _BOUND) / _BOUND,
        "unclaimed": max(x * (1 - other) for x, other in zip(mine, taken, strict=True)),
        "ahead": max(x - other for x, other in zip(mine, taken, strict=True)),
        "best_taken": taken[best],
        "free": min(sum(other < _HALF for other in taken), _CROWD) / _CROWD,
        "others": sum(max(row) for row in rivals) / len(rivals) if rivals else 1.0,
    }
    if rivals:
        rival = max(rivals, key=lambda row: row[best])
        seen["needed"] = rival[best] - max((x for n, x in enumerate(rival) if n != best), default=0.0)
    return seen


def _shown(look: Sequence[Evidence], mine: Sequence[float]) -> Mapping[str, float]:
    """What the best clause shows, and the most that any shows."""
    best = max(range(len(mine)), key=mine.__getitem__)
    most: dict[str, float] = {}
    for seen in look:
        for name, value in seen.items():
            if value > most.get(name, 0.0):
                most[name] = value
    return {f"its_{name}": value for name, value in look[best].items()} | {
        f"any_{name}": value for name, value in most.items()
    }
