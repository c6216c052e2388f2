"""What the terms make of one moment: the box in which a reader tries a date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ashore.core.agreement.terms import Agreement
from ashore.core.agreement.within import Within
from ashore.core.kernel import CLIENT, US, Reason, Side
from ashore.core.worktime import NeverOpen


@dataclass(frozen=True, slots=True)
class Trial:
    """One clock that would begin. ``kind``: of the obligation; ``case``: the channel and priority that it is for, empty
    for all others; ``due``: in UTC, None where the calendar never comes to it; ``because``: the arithmetic."""

    kind: str
    owed_by: Side
    case: tuple[str, ...]
    due: datetime | None
    because: Reason


def tried(agreement: Agreement, at: datetime) -> tuple[Trial, ...]:
    """When each side would be due if a message, a call or the last sign of life were of ``at`` (aware): by the terms
    that hold then, in the order of the agreement (A9, A11, W1-W3, W6, W7)."""
    terms = agreement.at(at)
    lengths = dict(_lengths(terms))  # a rule for every channel takes the place of the general time
    return tuple(_tried(terms, at, *clock, within) for clock, within in lengths.items())


def _lengths(terms: Agreement) -> Iterator[tuple[tuple[str, Side, tuple[str, ...]], Within]]:
    named: tuple[tuple[str, Side, Within | None], ...] = (
        ("acknowledge", US, terms.acknowledge_within),
        ("reply", US, terms.answer_within),
        ("information", CLIENT, terms.information_within),
        ("sign_of_life", US, terms.contact_every),
        ("call_summary", US, terms.call_summary_within),
        ("last_word", US, terms.last_word),
    )
    for kind, side, within in named:
        if within is not None:
            yield (kind, side, ()), within
    for rule in terms.clauses.response:
        case = tuple(part for part in (rule.channel, rule.priority) if part)
        answer = "reply" if rule.side == US else "information"
        for kind, within in (("acknowledge", rule.acknowledge_within), (answer, rule.answer_within)):
            if within is not None:
                yield (kind, rule.side, case), within


def _tried(terms: Agreement, at: datetime, kind: str, side: Side, case: tuple[str, ...], within: Within) -> Trial:
    try:
        due, because = terms.due_after(side, at, within)
    except NeverOpen:
        sources = (f"clause:{within.clause}",) if within.clause else ()
        return Trial(kind, side, case, None, Reason("ledger.never_open", "A9", {"owed_side": side}, sources))
    return Trial(kind, side, case, due, because)
