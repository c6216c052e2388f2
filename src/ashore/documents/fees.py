"""How the Contractor is paid, in sentences (A16, W15)."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from ashore.core.agreement.clauses import Fees, Payment, Tier, Tiers
from ashore.documents.drafting import Drafting
from ashore.documents.model import Block, Clause


def fee(draft: Drafting) -> Iterator[Block]:
    """What is paid for, with its limits and conditions."""
    fees = draft.clauses.fees
    if fees is None:
        return
    yield from _basis(draft, fees)
    if fees.every == "month" and fees.kind == "share_of_sales":
        yield draft.clause("fees.every_month", "fees.every")
    if fees.cap is not None:
        yield draft.clause("fees.cap", "fees.cap", money=draft.money(fees.cap))
    if fees.floor is not None:
        yield draft.clause("fees.floor", "fees.floor", money=draft.money(fees.floor))
    if fees.conditions:
        yield draft.clause("fees.conditions", "fees.conditions", (text.rstrip(".;") for text in fees.conditions))


def _basis(draft: Drafting, fees: Fees) -> Iterator[Clause]:
    monthly = "_month" if fees.every == "month" else ""
    if fees.kind == "fixed" and fees.sum is not None:
        yield draft.clause(f"fees.fixed{monthly}", "fees.sum", money=draft.money(fees.sum))
    if fees.hour_price is not None:
        yield draft.clause("fees.hourly", "fees.hour_price", money=draft.money(fees.hour_price))
    if fees.hours_limit is not None:
        hours = _hours(draft, fees.hours_limit)
        yield draft.clause(f"fees.hours_limit{monthly}", "fees.hours_limit", hours=hours)
    if fees.minimum is not None:
        yield draft.clause(f"fees.minimum{monthly}", "fees.minimum", money=draft.money(fees.minimum))
    if fees.per_sale is not None:
        sale, money = fees.from_sale or 1, draft.money(fees.per_sale)
        yield draft.clause("fees.per_sale", "fees.per_sale", n=sale, money=money)
    if fees.tiers is not None:
        yield _tiered(draft, fees.tiers)


def _hours(draft: Drafting, hours: Decimal) -> str:
    return str(draft.tongue.counted(int(hours), "hours")) if hours == int(hours) else draft.tongue.number(hours)


def _tiered(draft: Drafting, tiers: Tiers) -> Clause:
    steps = tiers.steps
    if len(steps) == 1 and steps[0].start == 0 and steps[0].rate is not None:
        return draft.clause("fees.share", "fees.tiers", percent=draft.tongue.percent(steps[0].rate))
    return draft.clause("fees.tiers", "fees.tiers", tier_texts(draft, tiers, "sales", money=True))


def tier_texts(draft: Drafting, tiers: Tiers, what: str, *, money: bool) -> list[str]:
    """Each step of the tiers as a fragment. ``money``: whether their starts are sums."""
    return [
        _tier(draft, tiers, step, following, what, money=money)
        for step, following in zip_longest(tiers.steps, tiers.steps[1:])
    ]


def level_texts(draft: Drafting, tiers: Tiers) -> list[str]:
    """The credits for a level of service that falls below each step, the mildest first."""
    key = "tier.points" if tiers.kind == "marginal_rate" else "tier.level"
    steps = sorted(tiers.steps, key=lambda step: step.start, reverse=True)
    return [
        draft.tongue.say(key, value=_value(draft, tiers, step), start=draft.tongue.number(step.start)) for step in steps
    ]


def _tier(draft: Drafting, tiers: Tiers, step: Tier, following: Tier | None, what: str, *, money: bool) -> str:
    say, figure = draft.tongue.say, draft.money if money else draft.tongue.number
    bounds = {"start": figure(step.start), "end": figure(following.start) if following else ""}
    shown = {"value": _value(draft, tiers, step), "what": say(f"what.{what}")} | bounds
    if tiers.kind == "cumulative":
        return say("tier.cumulative", **shown)
    if tiers.kind == "single_amount":
        return say("tier.single_between" if following else "tier.single", **shown)
    return say("tier.marginal_between" if following else "tier.marginal_above", **shown)


def _value(draft: Drafting, tiers: Tiers, step: Tier) -> str:
    if step.amount is not None:
        return draft.money(step.amount)
    rate = step.rate or Decimal(0)
    if rate > 1:
        return draft.tongue.say("tier.per_unit", money=draft.money(rate))
    percent = draft.tongue.percent(rate)
    return percent if tiers.kind == "marginal_rate" else draft.tongue.say("tier.of_all", percent=percent)


def payments(draft: Drafting) -> Iterator[Block]:
    """When the Client pays what."""
    agreed = draft.clauses.fees.payments if draft.clauses.fees else ()
    rows = (
        (
            each.name or draft.tongue.say("payments.nth", n=n),
            _sum(draft, each),
            draft.when(each.due, each.after, each.within),
        )
        for n, each in enumerate(agreed, 1)
    )
    table = draft.table(
        (("payments.name", 3), ("payments.sum", 2), ("payments.due", 4)), rows, terms=(each.clause for each in agreed)
    )
    if table:
        yield draft.clause("fees.payments", "fees.payments")
        yield table


def _sum(draft: Drafting, payment: Payment) -> str:
    if payment.sum is not None:
        return draft.money(payment.sum)
    if payment.share is None:
        return ""
    return draft.tongue.say("payments.share", percent=draft.tongue.percent(payment.share))


def extras(draft: Drafting) -> Iterator[Clause]:
    """Small things beyond the order (W15)."""
    agreed = draft.clauses.extras
    if agreed is None:
        return
    price = draft.money(agreed.hour_price) if agreed.hour_price is not None else ""
    if agreed.free is not None:
        key = "extras.free_then" if price else "extras.free"
        yield draft.clause(key, "extras", time=draft.tongue.length(agreed.free), money=price)
    elif price:
        yield draft.clause("extras.paid", "extras", money=price)
