"""What a file leaves open: each convention that is not stated and changes an outcome, with both readings worked out."""

from collections.abc import Iterator

from ashore.core.agreement.asking_days import day_questions
from ashore.core.agreement.asking_sums import sum_questions
from ashore.core.agreement.terms import Agreement
from ashore.core.kernel import Finding, Reason


def questions(agreement: Agreement) -> tuple[Finding, ...]:
    """Warnings in the order of the conventions; empty where all is stated, or what is open changes nothing.

    Each has the readings worked out on an example of this very agreement: ``agreement.question.*``.
    """
    return tuple(_finding(agreement, key, reason) for key, reason in _asked(agreement))


def _asked(agreement: Agreement) -> Iterator[tuple[str, Reason]]:
    yield from day_questions(agreement)
    yield from sum_questions(agreement)


def _finding(agreement: Agreement, key: str, reason: Reason) -> Finding:
    path = f"counting.{key}"
    line = agreement.places.get(path, agreement.places.get("counting", 1))
    return Finding(reason.code, "warning", f"{agreement.source}:{line}: {path}", reason)
