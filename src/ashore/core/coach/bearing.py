"""What a client's type (P2) and the phase of a conflict (C1, C2) change in the rules: how much a fault weighs with this
client at this moment, from which number on it is one, and which rule has nothing to say."""

from collections.abc import Mapping
from typing import NamedTuple

from ashore.core.coach.values import ClientType, Phase
from ashore.core.kernel import Reason, Severity


class Bearing(NamedTuple):
    """What changes in a rule. ``severity``: it weighs at least so much. ``limit``: its threshold, where the house has
    set none. ``off``: it says nothing."""

    severity: Severity | None = None
    limit: int | None = None
    off: bool = False


_NONE = Bearing()
_HEAVIER: Mapping[Severity, int] = {"advice": 0, "warning": 1, "error": 2}

OF_TYPE: Mapping[ClientType, Mapping[str, Bearing]] = {
    "goal-driven": {
        "empty-promise-words": Bearing("warning"),
        "false-certainty": Bearing("error"),
        "next-question-unanswered": Bearing("warning"),
        "price-without-what-is-included": Bearing("warning"),
    },
    "know-all": {
        "jargon-without-gloss": Bearing(off=True),
        "lecture": Bearing("warning", limit=60),
        "opinion-imposed": Bearing("error"),
    },
    "anxious": {
        "acknowledgement-without-time": Bearing("error"),
        "empty-promise-words": Bearing("warning"),
        "last-word-missing": Bearing("warning"),
        "promise-without-date": Bearing("error"),
    },
    "impulsive": {
        "defensive": Bearing("error"),
        "lecture": Bearing("warning", limit=60),
        "sentence-too-long": Bearing(limit=22),
        "too-fast": Bearing("warning", limit=600),
    },
    "constructive": {"done-but-not-reported": Bearing("error")},
}
"""By the client's type: trust and figures for who is short on both; room to shine, and facts; agreed times for who
doubts; calm and short for who flares up; whoever is open and goes further must not be taken for granted (P2)."""

OF_PHASE: Mapping[Phase, Mapping[str, Bearing]] = {
    "position": {"kitchen-smell": Bearing("error"), "sentence-too-long": Bearing("warning", limit=22)},
    "explosion": {
        "as-already-written": Bearing("error"),
        "blaming-the-client": Bearing("error"),
        "defensive": Bearing("error"),
        "familiarity": Bearing("error"),
        "lecture": Bearing("warning", limit=50),
        "next-question-unanswered": Bearing(off=True),
        "opinion-imposed": Bearing("error"),
        "sentence-too-long": Bearing("warning", limit=22),
    },
    "acceptance": {"bare-no": Bearing("error"), "refusal-without-alternative": Bearing("warning")},
    "plan": {
        "acknowledgement-without-time": Bearing("error"),
        "no-call-to-action": Bearing("warning", limit=60),
        "promise-without-date": Bearing("error"),
    },
    "action": {"done-but-not-reported": Bearing("error"), "last-word-missing": Bearing("warning")},
}
"""By the phase: friendly, clear, the essence; listen and do not argue; look for a way out together; options, steps and
dates; support and a look at whether it helped (C2)."""


class Bearings(NamedTuple):
    """The two at one moment; the phase, being nearer, goes before the type."""

    client_type: ClientType | None = None
    phase: Phase | None = None

    def limit(self, rule: str) -> int | None:
        """The threshold of the rule of this name, None where its usual one holds."""
        of_phase, of_type = self._both(rule)
        return of_type.limit if of_phase.limit is None else of_phase.limit

    def is_off(self, rule: str) -> bool:
        """Whether the rule of this name says nothing."""
        return any(each.off for each in self._both(rule))

    def weighed(self, rule: str, severity: Severity) -> tuple[Severity, tuple[Reason, ...]]:
        """How much a finding weighs here, and why where that is more than usual."""
        reasons: tuple[Reason, ...] = ()
        of_phase, of_type = self._both(rule)
        for bearing, because in (
            (of_type, Reason(f"coach.type.{self.client_type}", "P2")),
            (of_phase, Reason(f"coach.phase.{self.phase}", "C2")),
        ):
            if bearing.severity and _HEAVIER[bearing.severity] > _HEAVIER[severity]:
                severity, reasons = bearing.severity, (because,)
        return severity, reasons

    def _both(self, rule: str) -> tuple[Bearing, Bearing]:
        of_phase = OF_PHASE[self.phase].get(rule, _NONE) if self.phase else _NONE
        return of_phase, OF_TYPE[self.client_type].get(rule, _NONE) if self.client_type else _NONE
