"""Which questions a draft answers, and with which clause (R1).

Closer than the ledger, which looks back at what was sent and believes in an answer wherever it can: here the writer can
still add a sentence. A question wants an answer of its kinds (a person, a place, a reason, a time, a number, a yes or a
no). The surest answers are given out first: a clause that speaks of the same and is of that kind; then one of that kind
about nothing else; then one that speaks of half of it; last, what has something of its own to say and answers no other.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from ashore.core.coach.telling import Statement
from ashore.core.coach.wanting import MADE_OF, Question

How = Literal["under_quote", "numbered", "attached", "topics", "kind", "announced", "order", "partly"]
_ALIKE = 0.7
"""So much of the longer stem must come back at a word's beginning ("chose" for "choose", "цвета" for "цветов")."""
_SHORTEST = 3
_ECHO = 0.5
_GOES_ON = 1
"""Topics of a clause that may still only complete the one before ("Петра, наш директор")."""
_MOST = 0.5
"""Half of what a question is about: then a yes or a no need not be said aloud."""
_SOME = 0.2
"""What was asked to be sent or told need only be named, where something is given along with it."""
_BARE = 3
"""Words of a question that says nothing but its kind ("And when?")."""
_IN_PASSING = ("time", "duration", "amount", "format")
"""A time or a sum may stand in a sentence that answers another question."""


class Answer(NamedTuple):
    """How a question is answered; ``place``: of the clause, -1 where it is the letter as a whole. ``partly``: of what
    it asks something is left."""

    how: How
    place: int


class Form(NamedTuple):
    """What the shape of a draft tells. ``quoted``: topics of each passage under which it answers; ``points``: items of
    its numbered list; ``files``: that go with it; ``all``: it speaks of both or of all at once."""

    quoted: tuple[frozenset[str], ...] = ()
    points: int = 0
    files: int = 0
    all: bool = False


def answered(
    asked: Sequence[Question],
    told: Sequence[Statement],
    form: Form,
    heard: frozenset[str] = frozenset(),
    requested: Sequence[frozenset[str]] = (),
) -> dict[int, Answer]:
    """The positions in ``asked`` that a draft answers. ``told`` and ``form``: the draft, by its clauses and as a whole;
    ``heard``: what the client's own statements are about, for a clause about that is a mere echo; ``requested``: what
    else they asked us to do: a clause that reports it answers no question."""
    found = _by_form(asked, told, form)
    _plainly(asked, told, found)
    if any(one.announces for one in told):
        return found | {p: Answer("announced", -1) for p in range(len(asked)) if p not in found}
    taken = {answer.place for answer in found.values()} | {_nearest(topics, told) for topics in requested}
    taken |= {p - 1 for p in taken if p > 0 and _leads(told[p - 1], told[p])}
    free = [p for p, one in enumerate(told) if p not in taken and _says_something(one, heard)]
    _of_kind(asked, told, found, free, polar=False)
    _by_half(asked, told, found, free)
    _of_kind(asked, told, found, free, polar=True)
    _by_order(asked, told, found, free, only=not heard)
    return {
        p: answer if _whole(asked[p], told, form) else Answer("partly", answer.place) for p, answer in found.items()
    }


def _by_form(asked: Sequence[Question], told: Sequence[Statement], form: Form) -> dict[int, Answer]:
    """Answers under quotations, a numbered list as long as the questions are many, a thing sent."""
    if len(asked) in (form.points, sum(one.numbered for one in told)) and len(asked) > 1:
        return {p: Answer("numbered", -1) for p in range(len(asked))}
    found = {}
    for position, each in enumerate(asked):
        if any(share(each.ask.topics, quoted) >= _MOST for quoted in form.quoted):
            found[position] = Answer("under_quote", -1)
        elif each.ask.expects == "send" and form.files:
            found[position] = Answer("attached", -1)
    return found


def _plainly(asked: Sequence[Question], told: Sequence[Statement], found: dict[int, Answer]) -> None:
    """Clauses that speak most of what a question is about and are of the kind that it wants."""
    for position, each in enumerate(asked):
        if position in found:
            continue
        best, place = 0.0, None
        for p, one in enumerate(told):
            about = _about(each, one)
            if about > best and _fits(each, told, p):
                best, place = about, p
        if place is not None:
            found[position] = Answer("topics", place)


def _about(each: Question, one: Statement) -> float:
    """How much of what a question is about, or of an answer that it offers itself, comes back in a clause."""
    return max(share(each.own, one.words), *(share(way, one.words) for way in each.ask.ways), 0.0)


def _fits(each: Question, told: Sequence[Statement], place: int) -> bool:
    """Whether a clause, with those that go on with it, is of the kind that the question wants."""
    return each.kind == "open" or MADE_OF[each.kind] in _made_of(told, place)


def _made_of(told: Sequence[Statement], place: int) -> frozenset[str]:
    """What a clause is made of, with those that only go on with it and a bare "yes" before it."""
    made_of = told[place].made_of
    for one in told[place + 1 :]:
        if one.topics and not (one.made_of and len(one.topics) <= _GOES_ON):
            break
        made_of |= one.made_of
    if place and not told[place - 1].topics:
        made_of |= told[place - 1].made_of
    return made_of


def _leads(before: Statement, one: Statement) -> bool:
    """Whether a clause is the bare "yes" of the next."""
    return before.opens and not before.topics and before.sentence == one.sentence


def _nearest(topics: frozenset[str], told: Sequence[Statement]) -> int:
    """The clause that speaks most of something; -1 where none does."""
    shares = [(share(topics, one.topics), -p) for p, one in enumerate(told)]
    best = max(shares, default=(0.0, 1))
    return -best[1] if best[0] else -1


def _says_something(one: Statement, heard: frozenset[str]) -> bool:
    """Whether a clause may answer what its words do not name: neither an echo of what the client told nor empty."""
    if one.opens or (one.made_of and not one.topics):
        return True
    return bool(one.topics) and share(one.topics, heard) < _ECHO


def _of_kind(
    asked: Sequence[Question], told: Sequence[Statement], found: dict[int, Answer], free: list[int], *, polar: bool
) -> None:
    """The next clause about nothing else that is of the kind that a question wants. ``polar``: those that want a yes or
    a no, or all others but the open ones."""
    for position, each in enumerate(asked):
        if position in found or each.kind == "open" or (each.kind == "polar") != polar:
            continue
        if len(each.ask.text.split()) <= _BARE and (place := _anywhere(each, told)) is not None:
            found[position] = Answer("kind", place)
            continue
        spoken = _spoken(told, found)
        for p in free:
            aside = each.kind in _IN_PASSING or told[p].sentence not in spoken or told[p].opens
            if (
                aside
                and MADE_OF[each.kind] in told[p].made_of
                and not (each.kind == "polar" and _evades(each, told[p]))
            ):
                found[position] = Answer("kind", p)
                free.remove(p)
                break


def _anywhere(each: Question, told: Sequence[Statement]) -> int | None:
    """The first clause of the kind that a bare "And when?" wants."""
    if each.ask.topics:
        return None
    return next((p for p, one in enumerate(told) if MADE_OF[each.kind] in one.made_of), None)


def _evades(each: Question, one: Statement) -> bool:
    """Whether a clause speaks of the matter without the deed that was asked about, and says neither yes nor no."""
    return bool(each.deed) and not one.opens and bool(_about(each, one)) and not share(each.deed, one.words)


def _by_half(asked: Sequence[Question], told: Sequence[Statement], found: dict[int, Answer], free: list[int]) -> None:
    """Clauses that speak of half of what was asked: a yes or a no need not be said, nor "because"."""
    used = {answer.place for answer in found.values() if answer.how == "kind"}
    for position, each in enumerate(asked):
        if position in found or each.kind not in ("polar", "why"):
            continue
        for p, one in enumerate(told):
            enough = _SOME if each.ask.request and one.made_of else _MOST
            if p not in used and _about(each, one) >= enough and not _evades(each, one):
                found[position] = Answer("topics", p)
                if p in free:
                    free.remove(p)
                break


def _by_order(
    asked: Sequence[Question], told: Sequence[Statement], found: dict[int, Answer], free: list[int], *, only: bool
) -> None:
    """What is left is answered by the next sentence that has something of its own to say: better a question believed
    answered than a clean draft doubted. Not so where a clause names the matter and yet does not say what was asked; nor
    for a time, a sum, a person, a place where the client said other things too, to which the sentence may reply
    (``only``: they did nothing but ask)."""
    for position, each in enumerate(asked):
        if not (only or each.kind in ("open", "polar", "why")):
            continue
        if position in found or any(_passes_by(each, told, p) for p in range(len(told))):
            continue
        spoken = _spoken(told, found)
        for p in free:
            one = told[p]
            if (one.asks and each.kind not in ("open", "why")) or (
                len(asked) > 1 and (not one.topics or one.sentence in spoken)
            ):
                continue
            found[position] = Answer("order", p)
            free.remove(p)
            break


def _passes_by(each: Question, told: Sequence[Statement], place: int) -> bool:
    """Whether a clause speaks of the matter, but not of what was asked about it."""
    if each.kind in ("open", "why"):
        return False
    if each.kind == "polar":
        return _evades(each, told[place])
    return bool(_about(each, told[place])) and not _fits(each, told, place)


def _spoken(told: Sequence[Statement], found: dict[int, Answer]) -> Collection[int]:
    """The sentences that answer a question already."""
    return {told[answer.place].sentence for answer in found.values() if answer.place >= 0}


def _whole(each: Question, told: Sequence[Statement], form: Form) -> bool:
    """Whether nothing of it is left: each kind that it wants is there, and both things that it joins, or neither by
    name."""
    for kind in each.kinds[1:]:
        if kind != "open" and not any(MADE_OF[kind] in one.made_of for one in told):
            return False
    if each.halves is None or form.all:
        return True
    said: frozenset[str] = frozenset().union(*(one.words for one in told))
    first, second = (share(half, said) > 0 for half in each.halves)
    return first == second


def share(asked: Iterable[str], said: Iterable[str]) -> float:
    """How much of what was asked comes back: 0..1."""
    stems = list(asked)
    if not stems:
        return 0.0
    known = list(said)
    return sum(any(_alike(stem, other) for other in known) for stem in stems) / len(stems)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short = min(len(one), len(other))
    if short < _SHORTEST or not one[0].isalpha():
        return False
    same = next((k for k in range(short) if one[k] != other[k]), short)
    return same >= max(_SHORTEST, _ALIKE * max(len(one), len(other)))
