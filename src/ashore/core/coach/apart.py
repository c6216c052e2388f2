"""Words that two rules know: only one of them speaks of them."""

from collections.abc import Iterable, Iterator

from ashore.core.coach.case import Case
from ashore.core.language.hits import Hit


def apart(found: Iterable[Hit], case: Case, *others: str) -> Iterator[Hit]:
    """The hits that share no word with a phrase of the ``others``: those speak of it already. Each is a rule by name,
    with another section than ``phrase`` behind a dot."""
    theirs = [hit.span for each in others for hit in case.hits(*each.split(".", 1))]
    for hit in found:
        if not any(span.start < hit.span.end and hit.span.start < span.end for span in theirs):
            yield hit
