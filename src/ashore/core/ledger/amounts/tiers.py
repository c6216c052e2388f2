"""Three ways of steps: each part at its own rate, one amount for the whole, all amounts that are reached together."""

from decimal import Decimal
from itertools import zip_longest

from ashore.core.agreement.clauses import Tier, Tiers
from ashore.core.kernel import Reason, Value
from ashore.core.ledger.amounts.charge import Charge, money, number, times


def by_tiers(tiers: Tiers, quantity: Decimal, currency: str, base: Decimal | None = None) -> Charge:
    """The sum for a quantity (sales, steps late): see ``clauses.TierKind``.

    Rates are of the quantity itself, or with ``base`` of that sum for each one of the quantity.
    """
    unit = Decimal(1) if base is None else base
    if tiers.kind == "marginal_rate":
        return _marginal(tiers, quantity, unit, currency)
    reached = [step for step in tiers.steps if quantity >= step.start and quantity > 0]
    steps = reached[-1:] if tiers.kind == "single_amount" else reached
    return _added([_whole(step, times(unit, quantity), quantity, currency) for step in steps])


def by_level(tiers: Tiers, base: Decimal, level: Decimal, currency: str) -> Charge:
    """The credit for a measured level: a tier is reached where the level lies below its ``start``.

    ``single_amount``: the lowest tier reached, of the whole base; ``cumulative``: all that are reached;
    ``marginal_rate``: each point of the level below a tier at that tier's rate, down to the next one.
    """
    reached = sorted((step for step in tiers.steps if level < step.start), key=lambda step: step.start)
    if tiers.kind == "single_amount":
        reached = reached[:1]
    if tiers.kind != "marginal_rate":
        return _added([_credit(step, base, level, currency) for step in reached])
    floors = [level, *(step.start for step in reached)]
    return _added(
        [_points(step, base, step.start - floor, currency) for step, floor in zip(reached, floors, strict=False)]
    )


def _marginal(tiers: Tiers, quantity: Decimal, unit: Decimal, currency: str) -> Charge:
    parts = []
    for step, after in zip_longest(tiers.steps, tiers.steps[1:]):
        top = quantity if after is None else min(quantity, after.start)
        if top > step.start:
            parts.append(_part(step, top, times(unit, top - step.start), top - step.start, currency))
    return _added(parts)


def _part(step: Tier, top: Decimal, of: Decimal, count: Decimal, currency: str) -> Charge:
    amount = times(of, step.rate) if step.rate is not None else times(step.amount or Decimal(0), count)
    params: dict[str, Value] = {
        "from_number": number(step.start),
        "to_number": number(top),
        "rate_share": number(step.rate or Decimal(0)),
        "base_sum": money(of, currency),
        "part_sum": money(amount, currency),
    }
    return Charge(amount, (Reason("ledger.tier.part", "A16", params),))


def _whole(step: Tier, of: Decimal, quantity: Decimal, currency: str) -> Charge:
    amount = times(of, step.rate) if step.rate is not None else step.amount or Decimal(0)
    params: dict[str, Value] = {
        "from_number": number(step.start),
        "reached_number": number(quantity),
        "part_sum": money(amount, currency),
    }
    if step.rate is None:
        return Charge(amount, (Reason("ledger.tier.amount", "A16", params),))
    shared = params | {"rate_share": number(step.rate), "base_sum": money(of, currency)}
    return Charge(amount, (Reason("ledger.tier.whole", "A16", shared),))


def _credit(step: Tier, base: Decimal, level: Decimal, currency: str) -> Charge:
    amount = times(base, step.rate) if step.rate is not None else step.amount or Decimal(0)
    params: dict[str, Value] = {
        "level_number": number(level),
        "below_number": number(step.start),
        "part_sum": money(amount, currency),
    }
    if step.rate is None:
        return Charge(amount, (Reason("ledger.level.amount", "A12", params),))
    shared = params | {"rate_share": number(step.rate), "base_sum": money(base, currency)}
    return Charge(amount, (Reason("ledger.level.share", "A12", shared),))


def _points(step: Tier, base: Decimal, points: Decimal, currency: str) -> Charge:
    rate = times(base, step.rate) if step.rate is not None else step.amount or Decimal(0)
    amount = times(rate, points)
    params: dict[str, Value] = {
        "points_number": number(points),
        "below_number": number(step.start),
        "rate_sum": money(rate, currency),
        "part_sum": money(amount, currency),
    }
    return Charge(amount, (Reason("ledger.level.points", "A12", params),))


def _added(parts: list[Charge]) -> Charge:
    total = sum((part.amount for part in parts), Decimal(0))
    return Charge(total, tuple(reason for part in parts for reason in part.because))
