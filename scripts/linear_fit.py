"""Fits linear models over named features: support vectors by dual coordinate descent (Hsieh and others 2008), in plain
Python and in a fixed order, so that the same sentences give the same weights on any machine."""

import random
from collections.abc import Mapping, Sequence
from math import exp, log

Row = Sequence[int]
"""The numbers of the features of a sentence; one that it has twice stands there twice."""
_STILL = 1e-3
"""No multiplier moves further: done."""


def fit(
    rows: Sequence[Row],
    wanted: Sequence[bool],
    counts: Sequence[float],
    trust: Sequence[float],
    *,
    cost: float,
    rounds: int = 12,
) -> list[float]:
    """A weight for every feature. ``wanted``: whether a row is of the kind; ``counts``: how much a row counts;
    ``trust``: of each feature, how quickly its weight may grow (the square of its scale). Minimises half the squared
    weights plus ``cost`` times the squared hinge losses."""
    weights = [0.0] * len(trust)
    multipliers = [0.0] * len(rows)
    slack = [0.5 / (cost * each) for each in counts]
    square = [sum(row.count(i) ** 2 * trust[i] for i in set(row)) + s for row, s in zip(rows, slack, strict=True)]
    order = list(range(len(rows)))
    shuffle = random.Random(7).shuffle
    weight_of = weights.__getitem__
    for _ in range(rounds):
        shuffle(order)
        moved = 0.0
        for at in order:
            row, sign = rows[at], 1.0 if wanted[at] else -1.0
            gradient = sign * sum(map(weight_of, row)) - 1.0 + slack[at] * multipliers[at]
            new = max(multipliers[at] - gradient / square[at], 0.0)
            step = new - multipliers[at]
            if abs(step) > _STILL / 10:
                multipliers[at] = new
                moved = max(moved, abs(step))
                step *= sign
                for i in row:
                    weights[i] += step * trust[i]
        if moved < _STILL:
            break
    return weights


def numbered(sentences: Sequence[Sequence[str]], least: int) -> dict[str, int]:
    """The names of features that at least ``least`` sentences have, each with its number."""
    met: dict[str, int] = {}
    for names in sentences:
        for name in set(names):
            met[name] = met.get(name, 0) + 1
    return {name: number for number, name in enumerate(sorted(n for n, times in met.items() if times >= least))}


def rows_of(sentences: Sequence[Sequence[str]], known: Mapping[str, int]) -> list[list[int]]:
    """Sentences in the numbers of those of their features that are known."""
    return [[known[name] for name in names if name in known] for names in sentences]


Judged = Sequence[tuple[float, bool, float, int]]
"""Scores, whether the sentence is of the kind, how much it counts, and the number of its group."""
_STEPS = 30
_PRIOR = 1e-3


def best_cuts(
    judged: Judged, groups: int, sure: float, bold: Mapping[int, float], meek: Mapping[int, float]
) -> list[float]:
    """For each group the score from which on to hold a kind. Scores are first turned into likelihoods, with one slope
    for all and a shift for each group; the likelihood from which on all are held is that with the best F1 among those
    with a precision of at least ``sure``. ``bold``: groups for which it is no less than a given one;
    ``meek``: no more."""
    slope, shifts = calibrated(judged, groups)
    ranked = sorted(judged, key=lambda each: -(slope * each[0] + shifts[each[3]]))
    there = sum(count for _, wanted, count, _ in judged if wanted)
    held = right = 0.0
    best, limit = -1.0, 0.0
    for place, (score, wanted, count, group) in enumerate(ranked):
        held += count
        right += count * wanted
        value = 2 * right / (held + there)
        if right >= sure * held and value > best:
            follows = ranked[place + 1] if place + 1 < len(ranked) else (score - 1, False, 0.0, group)
            here, below = (slope * each[0] + shifts[each[3]] for each in ((score, wanted, count, group), follows))
            best, limit = value, (here + max(below, here - 0.5)) / 2
    logits = [limit] * groups
    for group, likely in bold.items():
        logits[group] = max(limit, log(likely / (1 - likely)))
    for group, likely in meek.items():
        logits[group] = min(limit, log(likely / (1 - likely)))
    return [(logit - shift) / slope for logit, shift in zip(logits, shifts, strict=True)]


def calibrated(judged: Judged, groups: int) -> tuple[float, list[float]]:
    """The slope and the groups' shifts of a logistic regression of kinds on scores (Platt 1999), by Newton's method."""
    total = sum(count for _, _, count, _ in judged)
    place = [1.0] + [0.0] * groups
    for _ in range(_STEPS):
        slope, shifts = place[0], place[1:]
        first = [_PRIOR * (slope - 2.0)] + [_PRIOR * shift for shift in shifts]
        across = [0.0] * groups
        own = [_PRIOR] * (groups + 1)
        for score, wanted, count, group in judged:
            likely = 1 / (1 + exp(-max(-30.0, min(30.0, slope * score + shifts[group]))))
            error, spread = count / total * (likely - wanted), count / total * likely * (1 - likely)
            first[0] += error * score
            first[group + 1] += error
            own[0] += spread * score * score
            own[group + 1] += spread
            across[group] += spread * score
        # the matrix is an arrow: solve for the slope first
        rest = own[0] - sum(cross * cross / own[g + 1] for g, cross in enumerate(across))
        step = (first[0] - sum(cross * first[g + 1] / own[g + 1] for g, cross in enumerate(across))) / rest
        place[0] = max(place[0] - step, 0.1)
        for g, cross in enumerate(across):
            place[g + 1] -= (first[g + 1] - cross * step) / own[g + 1]
    return place[0], place[1:]
