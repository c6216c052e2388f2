"""What clauses of a draft show for and against being the answer to a question (R1).

Each question is taken by itself: is the clause of the kind that is wanted, does its sentence speak of the matter or of
that of another question, has it words that say nothing, does it stand where the answer would stand.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ashore.core.coach.kinship import related, same
from ashore.core.coach.telling import Statement
from ashore.core.coach.wanting import MADE_OF, Kind

Evidence = Mapping[str, float]
_VALUES = frozenset(("number", "moment"))
_MEASURED = frozenset(("who", "time", "duration", "amount", "format"))
"""Kinds of answers that are known by their form; a place may be told in any words."""
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
    met = []
    for stem in part.own:
        kin = frozenset(word for word in said if related(stem, word, language))
        met.append((frozenset(word for word in kin if same(stem, word)), kin))
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
    told = one.told
    fits = MADE_OF.get(part.kind, "") in told.made_of
    seen = {"always": 1.0} | _kind(part, one, tie, rival, several)
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
    gives = part.valued and fits and not told.evades
    return seen | _against(one, tie, several, gives)


def _kind(part: Part, one: Clause, tie: Tie, rival: float, several: bool) -> dict[str, float]:
    """Whether a clause is of the kind that a part wants."""
    told, kind = one.told, part.kind
    wanted = MADE_OF.get(kind, "")
    fits = wanted in told.made_of
    seen: dict[str, float] = {}
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
    return seen


def _against(one: Clause, tie: Tie, several: bool, gives: bool) -> dict[str, float]:
    """What speaks against a clause. ``gives``: the value that is wanted: then words beside it that say nothing do not
    harm."""
    seen = {}
    if one.told.evades:
        seen["evades"] = 1.0
    if one.evading and not gives:
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
