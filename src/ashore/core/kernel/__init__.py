"""The few values that every other package speaks in: sides, spans, reasons, findings."""

from ashore.core.kernel.findings import Finding, Severity
from ashore.core.kernel.reasons import Reason, Value
from ashore.core.kernel.sides import CLIENT, US, Side, other
from ashore.core.kernel.spans import Span

__all__ = ["CLIENT", "US", "Finding", "Reason", "Severity", "Side", "Span", "Value", "other"]
