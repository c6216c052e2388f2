"""Something worth telling a person: about a file they wrote, a message, a habit."""

from dataclasses import dataclass
from typing import Literal

from ashore.core.kernel.reasons import Reason

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with its place and its reason.

    ``code``: stable name (``W9-subject-changed``); ``where``: message key, or ``file:line:path`` for files;
    ``reason``: what was seen and by which rule; its words are made at the edge.
    """

    code: str
    severity: Severity
    where: str
    reason: Reason
