"""What a percentage can be of in one agreement."""

from collections.abc import Sequence
from decimal import Decimal

from ashore.core.agreement.clauses import Base, Breach, Fees, Payment, Stage

NOTHING = Decimal(0)


def bases(fees: Fees | None, stages: Sequence[Stage], breach: Breach) -> dict[Base, Decimal | None]:
    """The bases that a penalty for this breach may have, with an example of their sum (the first stage, the first
    payment); None where the sum depends on what will happen."""
    found: dict[Base, Decimal | None] = {}
    contract = _contract(fees, stages)
    if contract is not None:
        found["contract"] = contract
    if breach == "stage_late" and stages and all(stage.price is not None for stage in stages):
        found["stage"] = stages[0].price
    if fees is not None and (fees.payments or fees.kind != "fixed"):
        found["invoice"] = paid(fees.payments[0], fees) if fees.payments else fees.minimum
    if fees is not None and fees.every == "month":
        found["month_fee"] = fees.sum if fees.sum is not None else fees.minimum
    return found


def paid(payment: Payment, fees: Fees) -> Decimal | None:
    """What a payment comes to; None where it is a share of a fee that has no sum."""
    if payment.sum is not None:
        return payment.sum
    return payment.share * fees.sum if payment.share is not None and fees.sum is not None else None


def _contract(fees: Fees | None, stages: Sequence[Stage]) -> Decimal | None:
    if fees is not None and fees.sum is not None:
        return fees.sum
    prices = [stage.price for stage in stages if stage.price is not None]
    if prices:
        return sum(prices, NOTHING)
    return fees.minimum if fees is not None else None
