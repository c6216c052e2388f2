"""What a breach costs (A12): once, and for each step of lateness; the caps are ``caps``' business."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ashore.core.agreement.clauses import Clauses, FirstLateDay, Penalty, Quantity
from ashore.core.agreement.clauses import Fraction as Counted
from ashore.core.kernel import Reason, Value
from ashore.core.ledger.amounts.charge import Charge, money, number, times
from ashore.core.ledger.amounts.lateness import per_step, unit, units
from ashore.core.ledger.amounts.tiers import by_level, by_tiers


@dataclass(frozen=True, slots=True)
class Conventions:
    """How an agreement counts lateness. Where neither the clause nor the agreement says it: started units, and the
    first late day carries the rate beside the one-off."""

    currency: str
    fraction: Counted = "started"
    first_late_day: FirstLateDay = "one_off_and_rate"

    @classmethod
    def of(cls, clauses: Clauses, penalty: Penalty) -> "Conventions":
        """Those that hold for a clause."""
        counting = clauses.counting
        return cls(
            clauses.currency,
            penalty.fraction or counting.fraction or "started",
            penalty.first_late_day or counting.first_late_day or "one_off_and_rate",
        )


def late_penalty(penalty: Penalty, base: Decimal, late: Fraction, how: Conventions) -> Charge:
    """The penalty, without caps, for a lateness of so many units (see ``lateness.time_late``); 0 where not late.

    ``base``: the sum that shares are of.
    """
    if late <= 0:
        return Charge(Decimal(0))
    once = once_penalty(penalty, base, how)
    if penalty.step is None:
        return once
    counted = units(late, how.fraction)
    told = [_counted(late, counted, penalty, how)]
    if penalty.one_off is not None and how.first_late_day == "one_off_only":
        counted = max(Fraction(0), counted - 1)
        told.append(Reason("ledger.penalty.first_day_free", "A12", {"counted_number": number(counted)}))
    steps = counted / per_step(penalty.step)
    rated = _rated(penalty, base, steps, how)
    return Charge(once.amount + rated.amount, (*once.because, *told, *rated.because))


def once_penalty(penalty: Penalty, base: Decimal, how: Conventions) -> Charge:
    """What falls due at once, however late."""
    if penalty.one_off is None:
        return Charge(Decimal(0))
    amount = part_of(penalty.one_off, base)
    if penalty.one_off.is_share:
        return Charge(
            amount, (Reason("ledger.penalty.one_off_share", "A12", _share(penalty.one_off, base, amount, how)),)
        )
    return Charge(amount, (Reason("ledger.penalty.one_off", "A12", {"part_sum": money(amount, how.currency)}),))


def level_penalty(penalty: Penalty, base: Decimal, level: Decimal, how: Conventions) -> Charge:
    """The credit for a measured level of a service that lies below a tier."""
    return by_level(penalty.tiers, base, level, how.currency) if penalty.tiers else Charge(Decimal(0))


def part_of(quantity: Quantity, base: Decimal) -> Decimal:
    """A share of the base, or the sum itself."""
    return times(base, quantity.amount) if quantity.is_share else quantity.amount


def _rated(penalty: Penalty, base: Decimal, steps: Fraction, how: Conventions) -> Charge:
    params: dict[str, Value] = {"steps_number": number(steps), "step": str(penalty.step)}
    if penalty.tiers is not None:
        tiered = by_tiers(penalty.tiers, times(steps), how.currency, base)
        return Charge(tiered.amount, tiered.because)
    if penalty.rate is None or steps == 0:
        return Charge(Decimal(0))
    amount = times(part_of(penalty.rate, base), steps)
    if penalty.rate.is_share:
        shared = params | _share(penalty.rate, base, amount, how)
        return Charge(amount, (Reason("ledger.penalty.rate_share", "A12", shared),))
    summed = params | {"rate_sum": money(penalty.rate.amount, how.currency), "part_sum": money(amount, how.currency)}
    return Charge(amount, (Reason("ledger.penalty.rate", "A12", summed),))


def _share(quantity: Quantity, base: Decimal, amount: Decimal, how: Conventions) -> dict[str, Value]:
    return {
        "rate_share": number(quantity.amount),
        "base_sum": money(base, how.currency),
        "part_sum": money(amount, how.currency),
    }


def _counted(late: Fraction, counted: Fraction, penalty: Penalty, how: Conventions) -> Reason:
    assert penalty.step is not None
    params: dict[str, Value] = {
        "late_number": number(late),
        "counted_number": number(counted),
        "length_kind": unit(penalty.step),
    }
    return Reason(f"ledger.penalty.counted_{how.fraction}", "A12", params, ("clause:counting.fraction",))
