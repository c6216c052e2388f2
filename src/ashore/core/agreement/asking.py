"""What a file leaves open: each convention that is not stated and changes an outcome, with both readings worked out."""

from collections.abc import Iterator

from ashore.core.agreement.asking_days import day_questions
from ashore.core.agreement.asking_hours import hour_doubts
from ashore.core.agreement.asking_sums import sum_questions
from ashore.core.agreement.terms import Agreement
from ashore.core.kernel import Finding, Reason


def questions(agreement: Agreement) -> tuple[Finding, ...]:
    """Warnings in the order of the conventions; empty where all is stated, or what is open changes nothing.

    Each has the readings worked out on an example of this very agreement: ``agreement.question.*``. Behind them stand
    doubts about its hours and days off: ``agreement.doubt.*``.
    """
    return tuple(_finding(agreement, path, reason) for path, reason in _asked(agreement))


def _asked(agreement: Agreement) -> Iterator[tuple[str, Reason]]:
    for ask in (day_questions, sum_questions):
        yield from ((f"counting.{key}", reason) for key, reason in ask(agreement))
    yield from hour_doubts(agreement)


def _finding(agreement: Agreement, path: str, reason: Reason) -> Finding:
    line = agreement.places.get(path, agreement.places.get(path.partition(".")[0], 1))
    return Finding(reason.code, "warning", f"{agreement.source}:{line}: {path}", reason)
