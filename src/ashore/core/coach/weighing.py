"""How strongly a clause of a draft speaks for being the answer to a question: evidence, and its weights (R1).

A first look takes each question by itself: is the clause of the kind that is wanted, does its sentence speak of the
matter or of that of another question, has it words that say nothing, does it stand where the answer would stand. A
second look weighs what others need: a clause that is the only answer of another question is hardly one to this.
Weights: ``data/answers.txt``, learnt by ``scripts/train_answers.py``.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ashore.core.coach.kinship import related, same
from ashore.core.coach.telling import Statement
from ashore.core.coach.wanting import MADE_OF, Kind

Evidence = Mapping[str, float]
_WEIGHTS = Path(__file__).parent / "data" / "answers.txt"
_VALUES = frozenset(("number", "moment"))
_MEASURED = frozenset(("time", "duration", "amount", "format"))
"""Kinds of answers that are known by their form; a place or a person may be told in any words."""
_FAMILY = {"time": 0, "duration": 0, "amount": 0, "who": 1, "where": 1, "format": 2}
_FIGURES = _VALUES | {"length"}
_NEW, _EVADING = 6, 3
_ECHO = 0.5
_KIN = 0.5


class Part(NamedTuple):
    """What one answer must give. ``question``: the position of what it is a part of; ``kind``: that is wanted;
    ``own``: stems of what it is about."""

    question: int
    kind: Kind
    own: frozenset[str]

    @property
    def valued(self) -> bool:
        """Whether it wants a time, a sum, a person and the like."""
        return self.kind not in ("polar", "open", "why")


class Clause(NamedTuple):
    """A statement within its sentence. ``near``: the stems of the sentence; ``made_near``: what it is made of;
    ``evading``: how many of its clauses say nothing; ``echoes``: it only repeats what the client told."""

    told: Statement
    words: frozenset[str]
    near: frozenset[str]
    made_near: frozenset[str]
    evading: int
    echoes: bool


class Tie(NamedTuple):
    """How a clause is tied to a part: how much of what that is about comes back in its sentence, kin included, and how
    much in the clause, kin counted for half."""

    near: float
    here: float


def clauses_of(told: Sequence[Statement], heard: frozenset[str]) -> list[Clause]:
    """The statements within their sentences. ``heard``: what the client's own statements are about."""
    found: list[Clause] = []
    for _, group in groupby(told, key=lambda one: one.sentence):
        ones = list(group)
        words = [one.words | one.topics for one in ones]
        near = frozenset[str]().union(*words)
        made = frozenset[str]().union(*(one.made_of for one in ones))
        evading = sum(one.evades for one in ones)
        found += (
            Clause(one, stems, near, made, evading, _echoes(one.topics, heard))
            for one, stems in zip(ones, words, strict=True)
        )
    return found


def _echoes(topics: frozenset[str], heard: frozenset[str]) -> bool:
    return bool(topics) and sum(any(same(stem, other) for other in heard) for stem in topics) >= _ECHO * len(topics)


def ties(part: Part, clauses: Sequence[Clause], language: str) -> list[Tie]:
    """How each clause is tied to a part."""
    said = frozenset[str]().union(*(one.words for one in clauses))
    met = [
        (
            frozenset(word for word in said if same(stem, word)),
            frozenset(word for word in said if related(stem, word, language)),
        )
        for stem in part.own
    ]
    many = max(1, len(met))
    return [
        Tie(
            sum(not one.near.isdisjoint(kin) for _, kin in met) / many,
            sum(
                1.0 if not one.words.isdisjoint(forms) else 0.0 if one.words.isdisjoint(kin) else _KIN
                for forms, kin in met
            )
            / many,
        )
        for one in clauses
    ]


def first_look(parts: Sequence[Part], clauses: Sequence[Clause], language: str) -> list[list[dict[str, float]]]:
    """For each part and clause what speaks for and against an answer."""
    tied = [ties(part, clauses, language) for part in parts]
    asked = sorted({part.question for part in parts})
    found = []
    for part, own in zip(parts, tied, strict=True):
        rivals = [other for rival, other in zip(parts, tied, strict=True) if rival.question != part.question]
        values = frozenset(MADE_OF[other.kind] for other in parts if other.valued and other.question != part.question)
        place = (asked.index(part.question) + 0.5) / len(asked)
        found.append(
            [
                _seen(part, one, own[n], [other[n] for other in rivals], values)
                | ({"off": abs((n + 0.5) / len(clauses) - place)} if rivals else {})
                for n, one in enumerate(clauses)
            ]
        )
        for seen in found[-1]:
            if "unrelated" in seen and "off" in seen:
                seen["off_unrelated"] = seen["off"]
    return found


def _seen(part: Part, one: Clause, tie: Tie, rivals: Sequence[Tie], values: frozenset[str]) -> dict[str, float]:
    """The evidence of one clause for one part. ``rivals``: its ties to the parts of other questions; ``values``: that
    those want."""
    several = bool(rivals)
    rival = max((other.near for other in rivals), default=0.0)
    told, kind = one.told, part.kind
    wanted = MADE_OF.get(kind, "")
    fits = wanted in told.made_of
    seen: dict[str, float] = {"always": 1.0}
    if part.valued:
        seen |= {"value": 1.0, kind: 1.0}
        if fits:
            seen |= {"value_fits": 1.0, f"{kind}_fits": 1.0}
        if wanted in one.made_near:
            seen["value_near"] = 1.0
        elif not several:
            seen["unfit_alone"] = 1.0
        if fits and tie.here:
            seen["value_fits_here"] = 1.0
    elif kind == "polar":
        seen["polar"] = 1.0
        if fits:
            seen["polar_fits"] = 1.0
        if told.opens:
            seen["yes_or_no"] = 1.0
            if rival <= tie.near:
                seen["yes_or_no_free"] = 1.0
    else:
        if kind == "why" and "reason" in one.made_near:
            seen["gives_reason"] = 1.0
        new = sum(not any(same(stem, word) for stem in part.own) for word in one.words)
        seen["new"] = min(new, _NEW) / _NEW
        if kind == "why":
            seen["why"] = 1.0
    if not part.valued and not values.isdisjoint(told.made_of & _FIGURES):
        seen["wanted_elsewhere"] = 1.0
    if tie.here:
        seen |= {"here": 1.0, "share": tie.here}
    outdone = max((other.here for other in rivals), default=0.0) - tie.here
    if outdone > 0:
        seen["outdone"] = outdone
    if not tie.near and rival:
        seen["aside"] = 1.0
        if fits:
            seen["fits_aside"] = 1.0
    if not tie.near and not rival:
        seen["unrelated"] = 1.0
        if not several and part.kind not in _MEASURED:
            seen["unrelated_alone"] = 1.0
        if told.acts:
            seen["acts_unrelated"] = 1.0
    if "aside" not in seen and not _VALUES.isdisjoint(told.made_of):
        seen["figures"] = 1.0
    return seen | _against(one, tie, several)


def _against(one: Clause, tie: Tie, several: bool) -> dict[str, float]:
    """What speaks against a clause, whatever is asked."""
    seen = {}
    if one.told.evades:
        seen["evades"] = 1.0
    if one.evading:
        seen |= {"evades_near": 1.0, "evading": min(one.evading, _EVADING) / _EVADING}
        if tie.near:
            seen["evades_matter"] = 1.0
        if not several:
            seen["evades_alone"] = 1.0
    if one.echoes:
        seen["echoes"] = 1.0
    if one.told.asks:
        seen["asks"] = 1.0
    return seen


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
