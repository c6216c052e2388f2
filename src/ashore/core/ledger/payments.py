"""Payments of the client: what falls due when, and which money went to which (A11, A16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ashore.core.agreement.clauses import Payment
from ashore.core.kernel import CLIENT, Money, Reason, Value
from ashore.core.ledger.amounts.charge import money, times
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.dealings import InvoiceSent, PaymentReceived
from ashore.core.ledger.earnings import contract_sum, fee_before
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.plan import Plan

INVOICE = "invoice"


@dataclass(slots=True)
class Bill:
    """A payment that is owed once: of the plan, or by an invoice. ``parts``: the money that went to it."""

    rule: Payment
    amount: Decimal
    invoice: InvoiceSent | None
    left: Decimal
    parts: list[tuple[PaymentReceived, Decimal]]
    claim: Claim | None = None

    @property
    def paid_at(self) -> datetime | None:
        """When it had come in full."""
        return self.parts[-1][0].at if self.left <= 0 and self.parts else None


def bills(frame: Frame) -> list[Bill]:
    """All payments of the agreement in its order, then those that invoices asked for, with the money that came.

    Money that names its payment goes there first; what is left, and what names none, to the oldest that stands open.
    """
    fees = frame.last.fees
    if fees is None:
        return []
    found = [_bill(frame, rule, None) for rule in fees.payments if rule.after != INVOICE]
    by_invoice = {rule.id: rule for rule in fees.payments if rule.after == INVOICE}
    found += [
        _bill(frame, by_invoice[each.payment], each) for each in frame.log.of(InvoiceSent) if each.payment in by_invoice
    ]
    made = [bill for bill in found if bill is not None]
    for received in received_money(frame):
        _spread(made, received)
    return made


def received_money(frame: Frame) -> list[PaymentReceived]:
    """What came in the agreement's currency."""
    return [each for each in frame.log.of(PaymentReceived) if each.currency == frame.last.currency]


def _bill(frame: Frame, rule: Payment, invoice: InvoiceSent | None) -> Bill | None:
    amount = invoice.amount if invoice and invoice.amount is not None else rule.sum
    if amount is None:
        fees = frame.last.fees
        whole = fee_before(frame, invoice.at) if invoice and fees and (fees.every or fees.kind != "fixed") else None
        whole = contract_sum(frame, fees) if whole is None and not invoice else whole
        if whole is None and invoice is not None:
            whole = fees.sum if fees else None
        amount = times(whole, rule.share if rule.share is not None else Decimal(1)) if whole is not None else None
    if amount is None:
        return None
    amount = Money(amount, frame.last.currency).rounded(frame.last.rounding).amount
    return Bill(rule, amount, invoice, amount, [])


def _spread(made: list[Bill], received: PaymentReceived) -> None:
    money_left = received.amount
    named = [bill for bill in made if bill.rule.id == received.payment]
    for bill in [*named, *(bill for bill in made if bill not in named)]:
        if money_left > 0 and bill.left > 0:
            part = min(money_left, bill.left)
            bill.parts.append((received, part))
            bill.left -= part
            money_left -= part


def paid(found: list[Bill]) -> dict[str, datetime]:
    """When each payment of the plan had come in full."""
    return {bill.rule.id: bill.paid_at for bill in found if bill.paid_at is not None and bill.invoice is None}


def payment_claims(frame: Frame, plan: Plan, found: list[Bill]) -> Iterator[Claim]:
    """A debt of the client for each payment whose time has begun to run."""
    count: dict[str, int] = {}
    for bill in found:
        number = count[bill.rule.id] = count.get(bill.rule.id, -1) + 1
        bill.claim = _claim(frame, plan, bill, number)
        if bill.claim is not None:
            yield bill.claim


def _claim(frame: Frame, plan: Plan, bill: Bill, number: int) -> Claim | None:
    rule = bill.rule
    since = bill.invoice.at if bill.invoice else plan.since(rule.after)[1] if plan.over(rule.after) else None
    created = frame.start if rule.due is not None and bill.invoice is None else since
    if created is None and bill.paid_at is not None:
        created = bill.paid_at
    if created is None or created > frame.now:
        return None
    version = frame.at(created)
    if rule.due is not None:
        due, why = frame.by(CLIENT, rule.due, rule.clause, version)
    elif rule.within is not None:
        due, why = frame.after(CLIENT, created, rule.within, version)
    else:
        due, why = None, Reason("ledger.payment.no_day", "A11", {}, (f"clause:{rule.clause}",))
    anchor = bill.invoice.id if bill.invoice else rule.id
    claim = Claim(
        obligation_id("payment", rule.id, number), "payment", CLIENT, "", anchor, created, due,
        "ledger.payment", "A16", rule.name or rule.id,
    )  # fmt: skip
    params: dict[str, Value] = {"amount_sum": money(bill.amount, frame.last.currency), "name": rule.name or rule.id}
    claim.steps = [Reason("ledger.payment.amount", "A16", params, (anchor, f"clause:{rule.clause}")), why]
    for received, part in bill.parts:
        came: dict[str, Value] = {"paid_at": received.at, "part_sum": money(part, frame.last.currency)}
        claim.steps.append(Reason("ledger.payment.came", "A16", came, (received.id,)))
    claim.remind_from = created
    if bill.paid_at is not None:
        claim.met_at, claim.met_by = max(bill.paid_at, created), bill.parts[-1][0].id
    frame.release(claim)
    frame.settle(claim)
    return claim
