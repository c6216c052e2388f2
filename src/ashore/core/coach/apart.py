"""Words that two rules know: only one of them speaks of them."""

from collections.abc import Iterable, Iterator

from ashore.core.coach.case import Case
from ashore.core.kernel import Span
from ashore.core.language.hits import Hit


def apart(found: Iterable[Hit], case: Case, *others: str) -> Iterator[Hit]:
    """The hits that share no word with a phrase of the ``others``: those speak of it already. See ``told_by``."""
    theirs = list(told_by(case, *others))
    return (hit for hit in found if not meets(hit.span, theirs))


def told_by(case: Case, *others: str, unless: str = "") -> Iterator[Hit]:
    """The hits of some rules, each by its name, with another section than ``phrase`` behind a dot; ``unless`` as in
    ``Case.hits``."""
    for each in others:
        yield from case.hits(*each.split(".", 1), unless=unless)


def meets(span: Span, theirs: Iterable[Hit]) -> bool:
    """Whether a span shares words with one of the hits."""
    return any(hit.span.start < span.end and span.start < hit.span.end for hit in theirs)
