"""Small things beyond the order (W15): free up to a limit a month, then by the hour."""

from decimal import Decimal
from fractions import Fraction

from ashore.core.agreement.clauses import Extras
from ashore.core.kernel import Reason, Value
from ashore.core.ledger.amounts.charge import Charge, money, times


def extra_minutes(extras: Extras, minutes: int, currency: str) -> Charge:
    """What the extras of a month cost: its minutes beyond the free ones, at the price of an hour."""
    free = extras.free.amount if extras.free else 0
    over = max(0, minutes - free)
    price = extras.hour_price or Decimal(0)
    amount = times(price, Fraction(over, 60))
    params: dict[str, Value] = {
        "done_working_minutes": minutes,
        "free_working_minutes": free,
        "over_working_minutes": over,
        "price_sum": money(price, currency),
        "part_sum": money(amount, currency),
    }
    return Charge(amount, (Reason("ledger.extra.minutes", "W15", params),))
