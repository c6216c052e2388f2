"""The ledger as JSON-ready values: the contract of ``ashore ledger --json`` (``"version": 1``)."""

import json
from collections.abc import Iterator
from datetime import datetime

from ashore.core.kernel import Finding
from ashore.core.ledger.obligations import Ledger, Obligation, PlanLine, Power, StatementLine
from ashore.core.ledger.statement import totals

VERSION = 1


def ledger_data(ledger: Ledger) -> dict[str, object]:
    """``obligations``, ``plan``, ``powers``, ``statement``, ``totals``, ``habits``, ``unused``.

    Times are ISO 8601 with offset, amounts texts with the digits of their currency, explanations as
    ``Reason.as_data`` gives them.
    """
    return {name: list(part) if isinstance(part, Iterator) else part for name, part in _parts(ledger).items()}


def ledger_json(ledger: Ledger, **more: object) -> Iterator[str]:
    """``ledger_data`` and ``more`` as JSON text, one entry after the other: of a long log only the ledger itself is
    ever in memory."""
    yield "{"
    for number, (name, part) in enumerate((_parts(ledger) | more).items()):
        yield f"{', ' if number else ''}{_text(name)}: "
        if isinstance(part, Iterator):
            yield "["
            yield from (f", {_text(entry)}" if at else _text(entry) for at, entry in enumerate(part))
            yield "]"
        else:
            yield _text(part)
    yield "}"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parts(ledger: Ledger) -> dict[str, object]:
    """What is to be told; long lists are made while they are gone through."""
    return {
        "version": VERSION,
        "obligations": (obligation_data(each) for each in ledger.obligations),
        "plan": (_plan(each) for each in ledger.plan),
        "powers": (_power(each) for each in ledger.powers),
        "statement": (line_data(each) for each in ledger.statement),
        "totals": {
            currency: {name: f"{amount:f}" for name, amount in sums.items()}
            for currency, sums in totals(ledger.statement).items()
        },
        "habits": (finding_data(each) for each in ledger.habits),
        "unused": (finding_data(each) for each in ledger.unused),
    }


def obligation_data(each: Obligation) -> dict[str, object]:
    """One obligation with its whole explanation."""
    return {
        "id": each.id,
        "kind": each.kind,
        "owed_by": each.owed_by,
        "conversation": each.conversation or None,
        "anchor": each.anchor,
        "quote": each.quote,
        "person": each.person,
        "created_at": _iso(each.created_at),
        "due": _iso(each.due),
        "met_at": _iso(each.met_at),
        "met_by": each.met_by or None,
        "ended_at": _iso(each.ended_at),
        "state": each.state,
        "because": each.because.as_data(),
    }


def line_data(each: StatementLine) -> dict[str, object]:
    """One sum with its clause and arithmetic."""
    return {
        "clause": each.clause,
        "kind": each.kind,
        "owed_by": each.owed_by,
        "amount": f"{each.amount.amount:f}",
        "currency": each.amount.currency,
        "subject": each.subject,
        "at": _iso(each.at),
        "because": each.because.as_data(),
    }


def finding_data(each: Finding) -> dict[str, object]:
    """One remark with its place."""
    return {"code": each.code, "severity": each.severity, "where": each.where, "because": each.reason.as_data()}


def _plan(each: PlanLine) -> dict[str, object]:
    return {
        "stage": each.stage,
        "name": each.name,
        "owed_by": each.owed_by,
        "due": _iso(each.due),
        "shifted_due": _iso(each.shifted_due),
        "state": each.state,
        "delivered_at": _iso(each.delivered_at),
        "approved_at": _iso(each.approved_at),
        "shift_because": [step.as_data() for step in each.shift_because],
        "because": each.because.as_data() if each.because else None,
    }


def _power(each: Power) -> dict[str, object]:
    return {"kind": each.kind, "side": each.side, "since": _iso(each.since), "because": each.because.as_data()}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
