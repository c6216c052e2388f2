"""Penalties (A12): which obligation that was not kept in time costs what, clause by clause, within the caps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ashore.core.agreement.clauses import Base, Breach, Clauses, Penalty
from ashore.core.kernel import CLIENT, US, Finding, Money, Reason, Value
from ashore.core.ledger.amounts import Caps, Charge, Conventions, late_penalty, level_penalty, once_penalty
from ashore.core.ledger.amounts.charge import money
from ashore.core.ledger.amounts.lateness import time_late
from ashore.core.ledger.dealings import LevelMeasured
from ashore.core.ledger.earnings import contract_sum, month_fee
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.months import month_of, months
from ashore.core.ledger.obligations import Kind, Obligation, StatementLine
from ashore.core.ledger.payments import Bill
from ashore.core.ledger.terms import merged

KINDS: dict[Breach, Kind] = {
    "stage_late": "stage",
    "payment_late": "payment",
    "information_late": "information",
    "report_late": "report",
    "call_missed": "call",
    "edit_late": "edit",
}


@dataclass(frozen=True, slots=True)
class _Case:
    """One breach of one clause, before its caps. ``at``: since when it is one."""

    penalty: Penalty
    at: datetime
    subject: str
    base: Decimal | None
    charge: Charge
    root: Reason


class Breaches:
    """The penalties of one engagement. ``unbased``: what has no sum that its share could be of."""

    def __init__(self, frame: Frame, owed: Sequence[Obligation], bills: Sequence[Bill]) -> None:
        self.frame = frame
        self.owed = owed
        self.bills = {bill.claim.id: bill for bill in bills if bill.claim is not None}
        self.unbased: list[Finding] = []

    def lines(self) -> Iterator[StatementLine]:
        """A line for each breach that costs something, in the order in which they began; 0 where a cap is used up."""
        caps: dict[str, Caps] = {}
        clock = self.frame.terms.clock(US)
        for case in sorted(self._cases(), key=lambda case: (case.at, case.penalty.id, case.subject)):
            clauses = self.frame.clauses(case.at)
            held = caps.setdefault(clauses.currency, Caps(clauses.counting.caps_order, clauses.currency))
            granted = held.grant(case.penalty, case.charge, case.base or Decimal(0), clock.local_date(case.at))
            if case.charge.amount > 0:
                yield self._line(case, granted, clauses)

    def _line(self, case: _Case, granted: Charge, clauses: Clauses) -> StatementLine:
        total = Money(granted.amount, clauses.currency).rounded(clauses.rounding)
        params = {**case.root.params, "total_sum": str(total), "owed_side": case.penalty.side}
        clause = (f"clause:{case.penalty.clause}",)
        because = Reason(case.root.code, "A12", params, (*case.root.sources, *clause), granted.because)
        return StatementLine(case.penalty.clause, "penalty", case.penalty.side, total, because, case.subject, case.at)

    def _cases(self) -> Iterator[_Case]:
        kinds = self._kinds()
        for each in self.owed:
            if each.kind in kinds and each.state in ("late", "missed") and each.due is not None:
                yield from self._of_obligation(each, each.due)
        yield from self._of_levels()

    def _kinds(self) -> set[Kind]:
        """The kinds of obligations that any version has a penalty for."""
        versions = self.frame.versions
        breaches = {penalty.breach for _, version in versions for penalty in version.clauses.penalties}
        kinds = {KINDS[breach] for breach in breaches if breach in KINDS}
        return kinds | ({"reply", "information"} if "response_late" in breaches else set())

    def _of_obligation(self, each: Obligation, due: datetime) -> Iterator[_Case]:
        clauses = self.frame.clauses(due)
        for penalty in clauses.penalties:
            if penalty.side != each.owed_by or not _is_of(penalty.breach, each):
                continue
            base = self._base(penalty, clauses, each, due)
            if base is None and _needs_base(penalty):
                self._unbased(penalty, each.id)
                continue
            how = Conventions.of(clauses, penalty)
            charge, root = self._charge(penalty, base or Decimal(0), each, due, how)
            yield _Case(penalty, due, each.anchor, base, charge, root)

    def _charge(
        self, penalty: Penalty, base: Decimal, each: Obligation, due: datetime, how: Conventions
    ) -> tuple[Charge, Reason]:
        until = each.ended_at or self.frame.now
        params: dict[str, Value] = {"kind": each.kind, "name": each.quote, "due_at": due, "until_at": until}
        if penalty.step is None or each.kind == "call":
            return once_penalty(penalty, base, how), Reason("ledger.penalty.missed", params=params, sources=(each.id,))
        still = [(a, b or until) for a, b in merged(self.frame.terms.suspensions, penalty.side)]
        late = time_late(self.frame.terms.clock(penalty.side), due, until, penalty.step, still)
        code = "ledger.penalty.late" if each.ended_at else "ledger.penalty.still_late"
        return late_penalty(penalty, base, late, how), Reason(code, params=params, sources=(each.id,))

    def _of_levels(self) -> Iterator[_Case]:
        over = {month.name: month.last for month in months(self.frame)}
        for each in self.frame.of(LevelMeasured):
            month = month_of(self.frame, each.at, each.month)
            at = over.get(month, each.at)
            clauses = self.frame.clauses(at)
            for penalty in clauses.penalties:
                if penalty.breach != "service_level" or penalty.id != each.of:
                    continue
                base = self._base(penalty, clauses, None, at)
                if base is None:
                    self._unbased(penalty, each.id)
                    continue
                charge = level_penalty(penalty, base, each.level, Conventions.of(clauses, penalty))
                params: dict[str, Value] = {"month": month, "base_sum": money(base, clauses.currency)}
                yield _Case(
                    penalty, at, month, base, charge, Reason("ledger.penalty.level", params=params, sources=(each.id,))
                )

    def _base(self, penalty: Penalty, clauses: Clauses, each: Obligation | None, at: datetime) -> Decimal | None:
        """The sum that a clause's shares are of."""
        of: Base = penalty.of or clauses.counting.percent_of or _usual(penalty.breach)
        if of == "stage" and each is not None:
            return next((stage.price for stage in clauses.stages if stage.id == each.anchor), None)
        if of == "invoice" and each is not None:
            bill = self.bills.get(each.id)
            return bill.amount if bill else None
        if of == "month_fee":
            return month_fee(self.frame, clauses.fees, month_of(self.frame, at))
        return contract_sum(self.frame, clauses.fees)

    def _unbased(self, penalty: Penalty, event: str) -> None:
        reason = Reason("ledger.unused.no_base", "A12", {"clause": penalty.clause}, (event, f"clause:{penalty.clause}"))
        self.unbased.append(Finding("ledger.unused.no_base", "warning", event, reason))


def _usual(breach: Breach) -> Base:
    return "month_fee" if breach == "service_level" else "invoice" if breach == "payment_late" else "contract"


def _needs_base(penalty: Penalty) -> bool:
    parts = (penalty.one_off, penalty.rate)
    return any(part is not None and part.is_share for part in parts) or penalty.tiers is not None


def _is_of(breach: Breach, each: Obligation) -> bool:
    """What is asked for in letters is an answer that is owed; the agreement's own information is information."""
    if breach == "response_late":
        answers = "reply" if each.owed_by == US else "information"
        return each.kind == answers and bool(each.conversation)
    if breach == "information_late" and each.owed_by == CLIENT and each.conversation:
        return False
    if breach == "call_missed" and (each.state != "missed" or not each.anchor.startswith("call:")):
        return False
    return KINDS.get(breach) == each.kind
