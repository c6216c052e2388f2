"""All questions are answered, but not in the order in which they were asked.

## What it does
Where the client asked three questions or more, compares the order of the answers with that of the questions.

## Why
The client reads with their own list in mind. Answers in that order are ticked off at a glance; in another order each
has to be searched for, and one seems to be missing (R1).

## Example
> 1. Which paper? 2. What format? 3. When does it come?

    It comes on Friday. The paper is uncoated. The format stays A5.

## Use instead
    1. The paper is uncoated. 2. The format stays A5. 3. It comes on Friday.

## When to ignore
Where one answer decides the others and has to come first. The house's threshold ``answers-out-of-order`` (questions;
usually 3) says from how many on; a reply of fewer than 15 words is never judged.
"""

from collections.abc import Iterator, Sequence

from ashore.core.coach.case import Asked, Case
from ashore.core.coach.rule import Limit, Rule, Seen

NAME = "answers-out-of-order"
_SHORT = 15
"""Words of a reply in which everything is seen at a glance."""


def find(case: Case) -> Iterator[Seen]:
    """One finding, at the first answer that comes before its turn; only answers that are known by their words count."""
    if len(case.text.split()) < _SHORT or any(each.answer is None for each in case.asked):
        return
    asked = [each for each in case.asked if each.answer and each.answer.sure]
    order = [_sentence(each, case) for each in asked]
    if len(asked) < case.limit(NAME) or len(set(order)) < len(order):
        return
    if (early := _first_early(order)) is not None:
        each = asked[early]
        span = case.statements[each.answer.place].span if each.answer else each.span
        yield Seen(span, {"question": each.ask.text}, evidence=(each.evidence,))


def _sentence(each: Asked, case: Case) -> int:
    """Where the sentence stands that answers a question."""
    return case.statements[each.answer.place].sentence if each.answer else -1


def _first_early(order: Sequence[int]) -> int | None:
    """The question whose answer is the first that stands before that of one asked earlier."""
    early = [p for p, place in enumerate(order) if any(place < other for other in order[:p])]
    return min(early, key=lambda p: order[p], default=None)


RULE = Rule("R012", NAME, "R1", "advice", find, needs="conversation", limit=Limit(3, "questions", 2))
