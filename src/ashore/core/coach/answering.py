"""Which questions a draft answers, and with which clause (R1).

Closer than the ledger, which looks back at what was sent and believes in an answer wherever it can: here the writer can
still add a sentence. What the shape of the draft tells comes first: answers under quotations, a numbered list, a file.
Then each clause is weighed for each question, against all others (``weighing``), and each question by what its clauses
come to (``judging``): it counts as unanswered where an answer is too doubtful.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ashore.core.coach.judging import doubts
from ashore.core.coach.likeness import shared
from ashore.core.coach.showing import Clause, Part, clauses_of
from ashore.core.coach.telling import Statement
from ashore.core.coach.wanting import MADE_OF, Question
from ashore.core.coach.weighing import Likely, looked, weights

How = Literal["under_quote", "numbered", "attached", "topics", "kind", "announced", "order", "partly"]
_WEIGHED = 24
"""Questions, and requests, that are weighed; nobody asks more, and beyond these none is doubted."""
_CLEAR = 0.35
"""So much likelier than any other sentence must that be which surely answers."""
_PLAIN = 0.8
"""A clause so likely is an answer, whatever evasive words stand around it."""
_NONE = 0.1
"""Where no clause is likelier than this, there is no answer."""
_ABLE = 0.25
"""A clause less likely than this is named as the answer only where none is likelier."""
_MOST = 0.5
"""Half of what a question is about stands in the quotation that is answered."""


class Answer(NamedTuple):
    """How a question is answered; ``place``: of the clause, -1 where it is the letter as a whole. ``partly``: of what
    it asks something is left. ``sure``: no other sentence may as well be the answer."""

    how: How
    place: int
    sure: bool = False


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
    language: str,
    heard: frozenset[str] = frozenset(),
    requested: Sequence[frozenset[str]] = (),
) -> dict[int, Answer]:
    """The positions in ``asked`` that a draft answers. ``told`` and ``form``: the draft, by its clauses and as a whole;
    ``heard``: what the client's own statements are about, for a clause about that is a mere echo; ``requested``: what
    else they asked us to do: a clause that reports it answers no question."""
    found = by_form(asked, told, form)
    if any(one.announces for one in told):
        return found | {p: Answer("announced", -1) for p in range(len(asked)) if p not in found}
    if not told or len(found) == len(asked):
        return found
    parts = list(parts_of(asked[:_WEIGHED], requested[:_WEIGHED]))
    clauses = clauses_of(told, heard)
    looks = looked(parts, clauses, language, weights())
    judged = list(zip(parts, [each.clauses for each in looks], doubts(looks, weights()), strict=True))
    found |= {p: Answer("order", -1) for p in range(_WEIGHED, len(asked)) if p not in found}
    for position, each in enumerate(asked):
        if position not in found:
            mine = [each for each in judged if each[0].question == position]
            answer = _answer(mine, clauses)
            if answer and not _whole(each, told, form):
                answer = Answer("partly", answer.place)
            if answer:
                found[position] = answer
    return found


def parts_of(asked: Sequence[Question], requested: Sequence[frozenset[str]] = ()) -> Iterator[Part]:
    """What answers must give: one part for each kind that a question wants. Requests are parts of no question (-1, -2
    ...): what is said of them is said."""
    for position, each in enumerate(asked):
        for kind in each.kinds:
            yield Part(position, kind, each.own)
    for number, topics in enumerate(requested):
        yield Part(-1 - number, "polar", topics)


def by_form(asked: Sequence[Question], told: Sequence[Statement], form: Form) -> dict[int, Answer]:
    """Answers under quotations, a numbered list as long as the questions are many, a thing sent."""
    if len(asked) in (form.points, sum(one.numbered for one in told)) and len(asked) > 1:
        return {p: Answer("numbered", -1) for p in range(len(asked))}
    found = {}
    for position, each in enumerate(asked):
        if any(len(shared(each.ask.topics, quoted)) >= _MOST * max(1, len(each.ask.topics)) for quoted in form.quoted):
            found[position] = Answer("under_quote", -1)
        elif each.ask.expects == "send" and form.files:
            found[position] = Answer("attached", -1)
    return found


def _answer(mine: Sequence[tuple[Part, Sequence[Likely], float]], clauses: Sequence[Clause]) -> Answer | None:
    """The clause that answers the first part of a question that has an answer: of the likely ones that which speaks
    most of it; ``partly`` where another part has none."""
    likely = [(part, row) for part, row, doubt in mine if _likely(max(one.strength for one in row), doubt)]
    if not likely:
        return None
    part, row = likely[0]
    able = [n for n, one in enumerate(row) if one.strength >= min(_ABLE, max(one.strength for one in row))]
    place = max(able, key=lambda n: (row[n].share, row[n].strength, -n))
    if len(likely) < len(mine):
        return Answer("partly", place)
    fits = MADE_OF.get(part.kind) in clauses[place].told.made_of
    return Answer("topics" if row[place].share else "kind" if fits else "order", place, _sure(place, row, clauses))


def _likely(best: float, doubt: float) -> bool:
    """Whether a part has an answer, by its best clause and by the doubt about it as a whole."""
    return best >= _PLAIN or (best >= _NONE and doubt < weights().cut)


def _sure(place: int, row: Sequence[Likely], clauses: Sequence[Clause]) -> bool:
    """Whether any other sentence speaks less of what was asked, or is much less likely to answer."""
    here = [one.told.sentence == clauses[place].told.sentence for one in clauses]
    mine = max(one.strength for one, within in zip(row, here, strict=True) if within)
    others = (one for one, within in zip(row, here, strict=True) if not within)
    return all(one.share < row[place].share or one.strength <= mine - _CLEAR for one in others)


def _whole(each: Question, told: Sequence[Statement], form: Form) -> bool:
    """Whether both things that a question joins are spoken of, or neither by name."""
    if each.halves is None or form.all:
        return True
    said: frozenset[str] = frozenset().union(*(one.words for one in told))
    first, second = (bool(shared(half, said)) for half in each.halves)
    return first == second
