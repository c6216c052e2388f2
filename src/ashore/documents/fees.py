"""How the Contractor is paid, in sentences (A16, W15)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


def tier_texts(
    draft: Drafting, tiers: Tiers, what: str, *, money: bool, share: Callable[[Decimal], str] | None = None
) -> list[str]:
    """Each step of the tiers as a fragment. ``money``: whether their starts are sums; ``share``: how a rate is told
    that is not of the quantity itself."""
    tell = _Tiers(draft, tiers, what, money, share)
    return [tell.step(step, after) for step, after in zip_longest(tiers.steps, tiers.steps[1:])]


def level_texts(draft: Drafting, tiers: Tiers, share: Callable[[Decimal], str]) -> list[str]:
    """The credits for a level of service that falls below each step, the mildest first."""
    key = "tier.points" if tiers.kind == "marginal_rate" else "tier.level"
    tell = _Tiers(draft, tiers, "level", False, share)
    steps = sorted(tiers.steps, key=lambda step: step.start, reverse=True)
    return [draft.tongue.say(key, value=tell.value(step), start=draft.tongue.number(step.start)) for step in steps]


@dataclass(frozen=True, slots=True)
class _Tiers:
    """Tells tiers; see ``tier_texts``."""

    draft: Drafting
    tiers: Tiers
    what: str
    money: bool
    share: Callable[[Decimal], str] | None

    def step(self, step: Tier, after: Tier | None) -> str:
        say, figure = self.draft.tongue.say, self.draft.money if self.money else self.draft.tongue.number
        bounds = {"start": figure(step.start), "end": figure(after.start) if after else ""}
        return say(self._key(step, after), value=self.value(step), what=say(f"what.{self.what}"), **bounds)

    def _key(self, step: Tier, after: Tier | None) -> str:
        if self.tiers.kind == "cumulative":
            return "tier.cumulative"
        if self.tiers.kind == "single_amount":
            return "tier.single_between" if after else "tier.single"
        if not after:
            return "tier.marginal_above"
        return "tier.marginal_between" if step.start else "tier.marginal_first"

    def value(self, step: Tier) -> str:
        if step.amount is not None:
            return self.draft.money(step.amount)
        rate = step.rate or Decimal(0)
        if self.share is not None:
            return self.share(rate)
        if rate > 1:
            return self.draft.tongue.say("tier.per_unit", money=self.draft.money(rate))
        percent = self.draft.tongue.percent(rate)
        return percent if self.tiers.kind == "marginal_rate" else self.draft.tongue.say("tier.of_all", percent=percent)


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
    fees = draft.clauses.fees
    of_sum = fees is not None and fees.sum is not None and not fees.every
    return draft.tongue.say(
        "payments.share" if of_sum else "payments.share_fee", percent=draft.tongue.percent(payment.share)
    )


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
