"""What the work costs (A16): fixed, hourly, a minimum with so much a sale, a share of the sales."""

from dataclasses import dataclass
from decimal import Decimal

from ashore.core.agreement.clauses import Fees
from ashore.core.kernel import Reason, Value
from ashore.core.ledger.amounts.charge import Charge, money, number, times
from ashore.core.ledger.amounts.tiers import by_tiers


@dataclass(frozen=True, slots=True)
class Takings:
    """What a fee is reckoned from in a period: sales, their sum, hours."""

    sales: int = 0
    turnover: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)


def fee(fees: Fees, takings: Takings, currency: str) -> Charge:
    """The fee of a period, between its floor and its cap."""
    found = {
        "fixed": _fixed,
        "hourly": _hourly,
        "minimum_and_kpi": _minimum,
        "share_of_sales": _share,
    }[fees.kind](fees, takings, currency)
    return _bounded(fees, found, currency)


def _fixed(fees: Fees, takings: Takings, currency: str) -> Charge:  # noqa: ARG001 - all kinds are called alike
    amount = fees.sum or Decimal(0)
    return Charge(amount, (Reason("ledger.fee.fixed", "A16", {"part_sum": money(amount, currency)}),))


def _hourly(fees: Fees, takings: Takings, currency: str) -> Charge:
    price = fees.hour_price or Decimal(0)
    hours = takings.hours if fees.hours_limit is None else min(takings.hours, fees.hours_limit)
    amount = times(price, hours)
    params: dict[str, Value] = {
        "hours_number": number(hours),
        "price_sum": money(price, currency),
        "part_sum": money(amount, currency),
    }
    told = [Reason("ledger.fee.hours", "A16", params)]
    if hours < takings.hours:
        over: dict[str, Value] = {"hours_number": number(takings.hours), "limit_number": number(hours)}
        told.insert(0, Reason("ledger.fee.hours_limit", "A16", over))
    return Charge(amount, tuple(told))


def _minimum(fees: Fees, takings: Takings, currency: str) -> Charge:
    least = fees.minimum or Decimal(0)
    told = [Reason("ledger.fee.minimum", "A16", {"part_sum": money(least, currency)})]
    paid = max(0, takings.sales - (fees.from_sale or 1) + 1)
    price = fees.per_sale or Decimal(0)
    more = times(price, paid)
    if price:
        params: dict[str, Value] = {
            "sales": takings.sales,
            "from_sale": fees.from_sale or 1,
            "count": paid,
            "price_sum": money(price, currency),
            "part_sum": money(more, currency),
        }
        told.append(Reason("ledger.fee.sales", "A16", params))
    share = _share(fees, takings, currency) if fees.tiers else Charge(Decimal(0))
    return Charge(least + more + share.amount, (*told, *share.because))


def _share(fees: Fees, takings: Takings, currency: str) -> Charge:
    if fees.tiers is None:
        return Charge(Decimal(0))
    found = by_tiers(fees.tiers, takings.turnover, currency)
    turnover = Reason("ledger.fee.turnover", "A16", {"base_sum": money(takings.turnover, currency)})
    return Charge(found.amount, (turnover, *found.because))


def _bounded(fees: Fees, found: Charge, currency: str) -> Charge:
    if fees.floor is not None and found.amount < fees.floor:
        floor: dict[str, Value] = {"before_sum": money(found.amount, currency), "left_sum": money(fees.floor, currency)}
        return Charge(fees.floor, (*found.because, Reason("ledger.fee.floor", "A16", floor)))
    if fees.cap is not None and found.amount > fees.cap:
        cap: dict[str, Value] = {"before_sum": money(found.amount, currency), "left_sum": money(fees.cap, currency)}
        return Charge(fees.cap, (*found.because, Reason("ledger.fee.cap", "A16", cap)))
    return found
