"""The statement (W14): every sum that follows from the agreement and the log, with its clause and arithmetic."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from ashore.core.kernel import CLIENT, US, Money, Reason, Value
from ashore.core.ledger.amounts import Charge, extra_minutes, fee
from ashore.core.ledger.amounts.charge import money, number, times
from ashore.core.ledger.breaches import Breaches
from ashore.core.ledger.dealings import Extra, LevelMeasured
from ashore.core.ledger.earnings import contract_sum, is_monthly, monthly_fees, takings
from ashore.core.ledger.edits import price, rounds
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.months import month_of, months
from ashore.core.ledger.obligations import StatementLine
from ashore.core.ledger.payments import Bill, received_money


def statement(frame: Frame, bills: Sequence[Bill], breaches: Breaches) -> tuple[StatementLine, ...]:
    """All lines by time; what is still running (the fee of an engagement that goes on) comes last, without one."""
    lines = [
        *_fees(frame, bills),
        *_received(frame),
        *breaches.lines(),
        *_edits(frame),
        *_extras(frame),
        *_refunds(frame),
    ]
    return tuple(sorted(lines, key=_order))


def _order(line: StatementLine) -> tuple[bool, float, str, str, str]:
    return line.at is None, line.at.timestamp() if line.at else 0.0, line.kind, line.clause, line.subject


def totals(lines: Sequence[StatementLine]) -> dict[str, dict[str, Decimal]]:
    """What each side owes in all, by currency, and ``balance``: what the client owes us, less what we owe."""
    found: dict[str, dict[str, Decimal]] = {}
    for line in lines:
        sums = found.setdefault(line.amount.currency, {US: Decimal(0), CLIENT: Decimal(0), "balance": Decimal(0)})
        sums[line.owed_by] += line.amount.amount
        sums["balance"] += line.amount.amount if line.owed_by == CLIENT else -line.amount.amount
    return found


def _rounded(frame: Frame, amount: Decimal, at: datetime) -> Money:
    clauses = frame.clauses(at)
    return Money(amount, clauses.currency).rounded(clauses.rounding)


def _fees(frame: Frame, bills: Sequence[Bill]) -> Iterator[StatementLine]:
    fees = frame.last.fees
    if fees is None:
        return
    if is_monthly(fees) or fees.kind != "fixed":
        yield from _monthly(frame)
        if not is_monthly(fees):
            yield from _running(frame)
        return
    for bill in bills:
        claim = bill.claim
        if claim is not None and claim.release is None:
            amount = Money(bill.amount, frame.last.currency)
            params: dict[str, Value] = {"name": claim.quote, "total_sum": str(amount), "due_at": claim.due}
            why = Reason("ledger.statement.fee", "A16", params, (claim.id, f"clause:{bill.rule.clause}"))
            yield StatementLine(bill.rule.clause, "fee", CLIENT, amount, why, claim.anchor, claim.created_at)
    if not fees.payments and frame.start is not None and frame.start <= frame.now:
        yield _fee_line(frame, fee(fees, takings(frame), frame.last.currency), frame.start, "", fees.clause)


def _monthly(frame: Frame) -> Iterator[StatementLine]:
    for month, fees, charge in monthly_fees(frame):
        if charge.amount:
            yield _fee_line(frame, charge, month.over, month.name, fees.clause)


def _running(frame: Frame) -> Iterator[StatementLine]:
    """The fee of an engagement that is reckoned as a whole: so far, or at its end."""
    fees = frame.last.fees
    if fees is None or frame.start is None or frame.start > frame.now:
        return
    charge = fee(fees, takings(frame), frame.last.currency)
    over = frame.horizon if frame.horizon < frame.now else None
    line = _fee_line(frame, charge, frame.horizon, "", fees.clause)
    yield line if over else StatementLine(line.clause, line.kind, line.owed_by, line.amount, line.because, line.subject)


def _fee_line(frame: Frame, charge: Charge, at: datetime, month: str, clause: str) -> StatementLine:
    total = _rounded(frame, charge.amount, at)
    params: dict[str, Value] = {"total_sum": str(total), "month": month}
    code = "ledger.statement.month_fee" if month else "ledger.statement.whole_fee"
    because = Reason(code, "A16", params, (f"clause:{clause}",), charge.because)
    return StatementLine(clause, "fee", CLIENT, total, because, month, at)


def _received(frame: Frame) -> Iterator[StatementLine]:
    for each in received_money(frame):
        amount = Money(-each.amount, each.currency)
        params: dict[str, Value] = {"paid_at": each.at, "part_sum": str(Money(each.amount, each.currency))}
        why = Reason("ledger.statement.received", "A16", params, (each.id,))
        yield StatementLine("fees.payments", "payment", CLIENT, amount, why, each.payment, each.at)


def _edits(frame: Frame) -> Iterator[StatementLine]:
    for each in rounds(frame):
        amount = price(each)
        if each.extra is not None and amount:
            total = _rounded(frame, amount, each.asked.at)
            params: dict[str, Value] = {"asked_at": each.asked.at, "total_sum": str(total)}
            why = Reason(
                "ledger.statement.edit", "A13", params, (each.asked.id, f"clause:{each.terms.clause}"), (each.extra,)
            )
            yield StatementLine(each.terms.clause, "edit", CLIENT, total, why, each.asked.id, each.asked.at)


def _extras(frame: Frame) -> Iterator[StatementLine]:
    for month in months(frame):
        clauses = frame.clauses(month.last)
        done = [each for each in frame.of(Extra) if month_of(frame, each.at) == month.name]
        if clauses.extras is None or not done:
            continue
        charge = extra_minutes(clauses.extras, sum(each.minutes for each in done), clauses.currency)
        if charge.amount:
            total = _rounded(frame, charge.amount, month.over)
            params: dict[str, Value] = {"month": month.name, "total_sum": str(total)}
            sources = (*(each.id for each in done), f"clause:{clauses.extras.clause}")
            why = Reason("ledger.statement.extra", "W15", params, sources, charge.because)
            yield StatementLine(clauses.extras.clause, "extra", CLIENT, total, why, month.name, month.over)


def _refunds(frame: Frame) -> Iterator[StatementLine]:
    """What is paid back for a goal that was measured and missed (A14): by the last measure until its day."""
    for goal in frame.last.goals:
        measured = [each for each in frame.of(LevelMeasured) if each.of == goal.id]
        over = frame.midnight(goal.by) + timedelta(days=1) if goal.by else frame.ends
        base = contract_sum(frame, frame.last.fees)
        if (
            not measured
            or goal.refund is None
            or goal.target is None
            or base is None
            or over is None
            or over > frame.now
        ):
            continue
        last = measured[-1]
        if last.level >= goal.target:
            continue
        total = _rounded(frame, times(base, goal.refund), over)
        params: dict[str, Value] = {
            "name": goal.name,
            "level_number": number(last.level),
            "target_number": number(goal.target),
            "rate_share": number(goal.refund),
            "base_sum": money(base, frame.last.currency),
            "total_sum": str(total),
        }
        why = Reason("ledger.statement.refund", "A14", params, (last.id, f"clause:{goal.clause}"))
        yield StatementLine(goal.clause, "refund", US, total, why, goal.id, over)
