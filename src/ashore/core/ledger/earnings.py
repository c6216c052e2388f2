"""What the fee is by month or over the whole engagement, from sales and hours in the log (A16)."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from ashore.core.agreement.clauses import Fees
from ashore.core.ledger.amounts import Charge, Takings, fee
from ashore.core.ledger.dealings import HoursWorked, Sale
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.months import Month, month_of, months


def takings(frame: Frame, month: str | None = None) -> Takings:
    """Sales, turnover and hours of a month, or of all time."""
    sales = [each for each in frame.of(Sale) if month is None or month_of(frame, each.at, each.month) == month]
    hours = [each.hours for each in frame.of(HoursWorked) if month is None or month_of(frame, each.at) == month]
    return Takings(
        sum(each.count for each in sales),
        sum((each.amount for each in sales if each.amount is not None), Decimal(0)),
        sum(hours, Decimal(0)),
    )


def is_monthly(fees: Fees) -> bool:
    """Whether the fee is reckoned month by month; hours always are."""
    return fees.every == "month" or fees.kind == "hourly"


def monthly_fees(frame: Frame) -> Iterator[tuple[Month, Fees, Charge]]:
    """The fee of each month that is over, by the terms at its end; hours only where there are any."""
    for month in months(frame):
        clauses = frame.clauses(month.last)
        if clauses.fees is None or not is_monthly(clauses.fees):
            continue
        taken = takings(frame, month.name)
        if clauses.fees.kind != "hourly" or taken.hours:
            yield month, clauses.fees, fee(clauses.fees, taken, clauses.currency)


def fee_before(frame: Frame, at: datetime) -> Decimal | None:
    """The fee of the last month that was over at a moment, for an invoice that names no amount."""
    found = [charge.amount for month, _, charge in monthly_fees(frame) if month.over <= at]
    return found[-1] if found else None


def contract_sum(frame: Frame, fees: Fees | None) -> Decimal | None:
    """The sum of the whole contract: as agreed, times its months where it is a monthly one; else its payments."""
    if fees is None:
        return None
    if fees.sum is not None and fees.every == "":
        return fees.sum
    each = fees.sum if fees.sum is not None else fees.minimum
    term = frame.last.term
    if each is not None and fees.every == "month" and term.start is not None and term.end is not None:
        count = (term.end.year - term.start.year) * 12 + term.end.month - term.start.month
        return each * max(1, count + (term.end.day >= term.start.day))
    sums = [payment.sum for payment in fees.payments if payment.sum is not None]
    return sum(sums, Decimal(0)) if sums else each if fees.every == "" else None


def month_fee(frame: Frame, fees: Fees | None, month: str) -> Decimal | None:
    """The fee of a month: as agreed, else as reckoned."""
    if fees is None:
        return None
    if fees.kind == "fixed":
        return fees.sum
    return fee(fees, takings(frame, month), "").amount
