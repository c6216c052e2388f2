"""The few values that every other package speaks in: sides, spans, money, reasons, findings."""

from ashore.core.kernel.findings import Finding, Severity
from ashore.core.kernel.money import Money, Rounding
from ashore.core.kernel.reasons import Reason, Value
from ashore.core.kernel.sides import CLIENT, US, Side, other
from ashore.core.kernel.spans import Span

__all__ = [
    "CLIENT",
    "US",
    "Finding",
    "Money",
    "Reason",
    "Rounding",
    "Severity",
    "Side",
    "Span",
    "Value",
    "other",
]
