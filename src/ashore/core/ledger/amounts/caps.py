"""How much a clause may cost in all: in a month, in a year, over the contract, in the agreed order."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ashore.core.agreement.clauses import CapLevel, Penalty, Quantity
from ashore.core.kernel import Reason, Value
from ashore.core.ledger.amounts.charge import Charge, money
from ashore.core.ledger.amounts.penalties import part_of

ORDER: tuple[CapLevel, ...] = ("month", "year", "clause", "contract")
"""Where an agreement states no order: from the narrowest to the widest."""


@dataclass(slots=True)
class Caps:
    """What each clause has cost so far; penalties come to it in the order of their days."""

    order: tuple[CapLevel, ...]
    currency: str
    _used: dict[tuple[str, str], Decimal] = field(default_factory=dict)

    def grant(self, penalty: Penalty, charge: Charge, base: Decimal, day: date) -> Charge:
        """The charge as the caps leave it; what they leave is counted against the next ones."""
        amount, told = charge.amount, list(charge.because)
        for level in (*self.order, *(each for each in ORDER if each not in self.order)):
            cap = _cap(penalty, level)
            if cap is None:
                continue
            most, used = part_of(cap, base), self._used.get((penalty.id, _span(level, day)), Decimal(0))
            if amount > most - used:
                told.append(self._capped(level, most, used, amount))
                amount = max(Decimal(0), most - used)
        for span in (_span("month", day), _span("year", day), ""):
            self._used[penalty.id, span] = self._used.get((penalty.id, span), Decimal(0)) + amount
        return Charge(amount, tuple(told))

    def _capped(self, level: CapLevel, most: Decimal, used: Decimal, amount: Decimal) -> Reason:
        params: dict[str, Value] = {
            "cap_sum": money(most, self.currency),
            "used_sum": money(used, self.currency),
            "before_sum": money(amount, self.currency),
            "left_sum": money(max(Decimal(0), most - used), self.currency),
        }
        name = "contract" if level == "clause" else level
        return Reason(f"ledger.cap.{name}", "A12", params)


def _cap(penalty: Penalty, level: CapLevel) -> Quantity | None:
    if level == "month":
        return penalty.cap_month
    if level == "year":
        return penalty.cap_year
    return penalty.cap if level == "clause" else None


def _span(level: CapLevel, day: date) -> str:
    if level == "month":
        return f"{day.year}-{day.month:02}"
    return str(day.year) if level == "year" else ""
