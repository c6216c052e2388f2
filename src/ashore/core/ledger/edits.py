"""Edits (A13): each gets its date at once and is live by it; what is over the agreed number or size is extra."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from ashore.core.agreement.clauses import Edits
from ashore.core.kernel import US, Reason, Value
from ashore.core.ledger.amounts.charge import number
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.dealings import EditAsked, EditDelivered, EditEstimated
from ashore.core.ledger.frame import Due, Frame

_Answer = TypeVar("_Answer", EditEstimated, EditDelivered)


@dataclass(frozen=True, slots=True)
class Round:
    """An edit that was asked for. ``extra``: why it is beyond what is included, None where it is not."""

    asked: EditAsked
    number: int
    terms: Edits
    estimated: EditEstimated | None
    delivered: EditDelivered | None
    extra: Reason | None


def rounds(frame: Frame) -> Iterator[Round]:
    """The edits of the engagement in order; what was asked for where the agreement has no edits is none."""
    included = 0
    estimated, delivered = _first(frame.of(EditEstimated)), _first(frame.of(EditDelivered))
    for asked in frame.of(EditAsked):
        terms = frame.clauses(asked.at).edits
        if terms is None:
            continue
        extra = _extra(asked, terms, included)
        included += extra is None
        yield Round(
            asked,
            included,
            terms,
            estimated.get(asked.id),
            delivered.get(asked.id),
            extra,
        )


def _first(events: Iterable[_Answer]) -> dict[str, _Answer]:
    """The first of them for each edit."""
    found: dict[str, _Answer] = {}
    for each in events:
        found.setdefault(each.edit, each)
    return found


def _extra(asked: EditAsked, terms: Edits, included: int) -> Reason | None:
    clause = (f"clause:{terms.clause}", asked.id)
    if terms.share is not None and asked.share is not None and asked.share > terms.share:
        params: dict[str, Value] = {"touched_share": number(asked.share), "most_share": number(terms.share)}
        return Reason("ledger.edit.too_large", "A13", params, clause)
    if included >= terms.count:
        return Reason("ledger.edit.too_many", "A13", {"count": terms.count}, clause)
    return None


def edit_claims(frame: Frame) -> Iterator[Claim]:
    """Two debts of ours for each edit: its date, and itself by that date."""
    for each in rounds(frame):
        if each.terms.estimate_within is not None:
            yield _estimate(frame, each)
        yield _edit(frame, each)


def _estimate(frame: Frame, each: Round) -> Claim:
    assert each.terms.estimate_within is not None
    due, why = frame.after(US, each.asked.at, each.terms.estimate_within)
    claim = _claim("estimate", each, due)
    claim.steps = [_asked(each), why]
    first = min((e for e in (each.estimated, each.delivered) if e is not None), key=lambda e: e.at, default=None)
    if first is not None:
        claim.met_at, claim.met_by = first.at, first.id
    frame.release(claim)
    frame.settle(claim)
    return claim


def _edit(frame: Frame, each: Round) -> Claim:
    due, why = _agreed(frame, each)
    claim = _claim("edit", each, due)
    claim.steps = [_asked(each), why, *([each.extra] if each.extra else [])]
    if each.estimated is not None:
        _promised(frame, claim, each.estimated)
    if each.delivered is not None:
        claim.met_at, claim.met_by = each.delivered.at, each.delivered.id
    frame.release(claim)
    frame.settle(claim)
    return claim


def _agreed(frame: Frame, each: Round) -> Due:
    if each.terms.deliver_within is None:
        return None, Reason("ledger.edit.no_day", "A13", {}, (f"clause:{each.terms.clause}",))
    return frame.after(US, each.asked.at, each.terms.deliver_within)


def _promised(frame: Frame, claim: Claim, estimate: EditEstimated) -> None:
    """The day that we named becomes the due time, unless it was named when the edit was late already."""
    if claim.due is not None and estimate.at > claim.due:
        claim.steps.append(Reason("ledger.edit.estimated_late", "A13", _told(estimate), (estimate.id,)))
        return
    due, why = frame.by(US, estimate.promised, "edits.estimate_within", frame.at(estimate.at))
    claim.move(due, estimate.at)
    claim.steps.append(Reason("ledger.edit.estimated", "A13", _told(estimate), (estimate.id,), (why,)))


def _told(estimate: EditEstimated) -> dict[str, Value]:
    return {"estimated_at": estimate.at, "promised_date": estimate.promised}


def _claim(kind: str, each: Round, due: datetime | None) -> Claim:
    asked = each.asked
    root = "ledger.estimate" if kind == "estimate" else "ledger.edit"
    made = "estimate" if kind == "estimate" else "edit"
    return Claim(
        obligation_id(kind, asked.id), "estimate" if made == "estimate" else "edit", US, "", asked.id, asked.at, due,
        root, "A13", asked.what or asked.id, asked.actor,
    )  # fmt: skip


def _asked(each: Round) -> Reason:
    params: dict[str, Value] = {"asked_at": each.asked.at, "quote": each.asked.what or None}
    if each.asked.share is None:
        return Reason("ledger.edit.asked", "A13", params, (each.asked.id,))
    return Reason(
        "ledger.edit.asked_share", "A13", {**params, "touched_share": number(each.asked.share)}, (each.asked.id,)
    )


def price(each: Round) -> Decimal:
    """What an extra edit costs; 0 where it is included or nothing was agreed."""
    return (each.terms.extra_price or Decimal(0)) if each.extra else Decimal(0)
