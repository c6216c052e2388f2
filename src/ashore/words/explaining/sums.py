"""Clauses about money in plain words, each reckoned through."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ashore.core.agreement.bases import bases, paid
from ashore.core.agreement.clauses import Fees, Penalty, Tier
from ashore.core.ledger.amounts.fees import Takings, fee
from ashore.core.ledger.amounts.penalties import Conventions, late_penalty, level_penalty, once_penalty, part_of
from ashore.words.explaining.teller import Explained, Teller
from ashore.words.explaining.work import when
from ashore.words.marks import N_

CURRENCY = N_("All sums are in {currency}.")
FIXED = N_("A fixed fee: {sum}.")
FIXED_MONTH = N_("A fixed fee each month: {sum}.")
HOURLY = N_("By the hour: {sum}.")
HOURS_LIMIT = N_("At most {n} hours.")
MINIMUM = N_("In any case {minimum}, and {price} for each sale from no. {n} on.")
SHARE_OF_SALES = N_("A share of sales: {tiers}.")
EACH_MONTH = N_("Reckoned each month.")
TIER = N_("from {start}: {rate}")
TIER_BELOW = N_("below {start}: {rate}")
TIER_KINDS = {
    "marginal_rate": N_("Each part is reckoned at the rate of its own tier."),
    "single_amount": N_("The tier that is reached holds for the whole."),
    "cumulative": N_("All tiers that are reached are added."),
}
CAP = N_("At most {sum}.")
FLOOR = N_("At least {sum}.")
CONDITIONS = N_("On condition of: {things}.")
SALES = N_("{n} sales → {sum}")
TURNOVER = N_("{turnover} → {sum}")
SHARE_OF_FEE = N_("{share} of the fee.")
SHARE_OF_FEE_SUM = N_("{share} of the fee: {sum}.")
SUM_DUE = N_("{sum}.")
BREACHES = {
    "stage_late": N_("Where a stage is late"),
    "payment_late": N_("Where a payment is late"),
    "information_late": N_("Where information is late"),
    "report_late": N_("Where a report is late"),
    "call_missed": N_("Where a call is missed"),
    "response_late": N_("Where an answer is late"),
    "edit_late": N_("Where an edit is late"),
    "service_level": N_("Where a service level is missed"),
}
PAYS = N_("{breach}, this side pays: {side}.")
ONCE = N_("Once: {quantity}.")
RATE = N_("For each step late ({length}): {quantity}.")
BASES = {
    "contract": N_("Percentages are of the contract sum."),
    "stage": N_("Percentages are of the price of the stage."),
    "invoice": N_("Percentages are of the invoice."),
    "month_fee": N_("Percentages are of the fee of the month."),
}
AT_MOST = N_("At most {quantity}.")
AT_MOST_MONTH = N_("At most {quantity} a month.")
AT_MOST_YEAR = N_("At most {quantity} a year.")
LATE = N_("{late} late → {sum}")
EACH_TIME = N_("each time → {sum}")
LEVEL = N_("level {level} → {sum}")
FREE = N_("Free each month: {length}.")
BEYOND = N_("An hour beyond costs {sum}.")
SALES_SHOWN = (-1, 0, 4)
STEPS_SHOWN = (1, 3, 10)
TURNOVERS = (Decimal(1), Decimal(4), Decimal(100))
TURNOVER_UNIT = Decimal(100_000)
BELOW = Decimal("0.1")


def fees(tell: Teller) -> Iterator[Explained]:
    """How the contractor is paid, and what it comes to."""
    found = tell.agreement.clauses.fees
    if found is None:
        return
    lines = [tell.say(CURRENCY, currency=tell.agreement.clauses.currency), *_model(tell, found)]
    lines += [tell.say(TIER_KINDS[found.tiers.kind])] if found.tiers else []
    lines += [tell.say(EACH_MONTH)] if found.every and found.kind != "fixed" else []
    lines += [tell.say(CAP, sum=tell.money(found.cap))] if found.cap is not None else []
    lines += [tell.say(FLOOR, sum=tell.money(found.floor))] if found.floor is not None else []
    lines += [tell.say(CONDITIONS, things="; ".join(found.conditions))] if found.conditions else []
    yield tell.told("fees", lines, _reckoned(tell, found))
    for each in found.payments:
        sum_ = paid(each, found)
        if each.share is None:
            text = tell.say(SUM_DUE, sum=tell.money(sum_ or Decimal(0)))
        elif sum_ is None:
            text = tell.say(SHARE_OF_FEE, share=tell.share(each.share))
        else:
            text = tell.say(SHARE_OF_FEE_SUM, share=tell.share(each.share), sum=tell.money(sum_))
        lines = [text, when(tell, each.due, each.within, each.after)]
        yield tell.told(each.clause, lines, tell.counted("client", each.within), ("payment",), each.name or each.id)


def _model(tell: Teller, found: Fees) -> Iterator[str]:
    if found.kind == "fixed" and found.sum is not None:
        yield tell.say(FIXED_MONTH if found.every else FIXED, sum=tell.money(found.sum))
    if found.hour_price is not None:
        yield tell.say(HOURLY, sum=tell.money(found.hour_price))
    if found.hours_limit is not None:
        yield tell.say(HOURS_LIMIT, n=tell.number(found.hours_limit))
    if found.minimum is not None and found.per_sale is not None:
        minimum, price = tell.money(found.minimum), tell.money(found.per_sale)
        yield tell.say(MINIMUM, minimum=minimum, price=price, n=found.from_sale or 1)
    if found.tiers is not None:
        yield tell.say(SHARE_OF_SALES, tiers="; ".join(_tier(tell, TIER, step) for step in found.tiers.steps))


def _tier(tell: Teller, sentence: str, step: Tier) -> str:
    if step.rate is not None:
        worth = tell.share(step.rate) if step.rate <= 1 else tell.money(step.rate)
    else:
        worth = tell.money(step.amount or Decimal(0))
    return tell.say(sentence, start=tell.number(step.start), rate=worth)


def _reckoned(tell: Teller, found: Fees) -> str:
    currency = tell.agreement.clauses.currency
    if found.kind == "minimum_and_kpi":
        counts = [(found.from_sale or 1) + more for more in SALES_SHOWN]
        return "; ".join(
            tell.say(SALES, n=count, sum=tell.money(fee(found, Takings(sales=count), currency).amount))
            for count in counts
        )
    if found.kind == "share_of_sales" and found.tiers:
        unit = found.tiers.steps[1].start / 4 if len(found.tiers.steps) > 1 else TURNOVER_UNIT
        turnovers = [unit * each for each in TURNOVERS]
        return "; ".join(
            tell.say(
                TURNOVER,
                turnover=tell.money(each),
                sum=tell.money(fee(found, Takings(turnover=each), currency).amount),
            )
            for each in turnovers
        )
    return ""


def penalties(tell: Teller) -> Iterator[Explained]:
    """What a breach costs, with the sums for one step late and more."""
    for each in tell.agreement.clauses.penalties:
        breach = tell.reader.text(BREACHES[each.breach])
        lines = [tell.say(PAYS, breach=breach, side=tell.side(each.side))]
        lines += [tell.say(ONCE, quantity=tell.quantity(each.one_off))] if each.one_off else []
        if each.rate is not None and each.step is not None:
            lines.append(tell.say(RATE, length=tell.length(each.step), quantity=tell.quantity(each.rate)))
        if each.tiers is not None:
            sentence = TIER_BELOW if each.breach == "service_level" else TIER
            steps = "; ".join(_tier(tell, sentence, step) for step in each.tiers.steps)
            lines.append(f"{steps[:1].upper()}{steps[1:]}.")
        for sentence, cap in ((AT_MOST, each.cap), (AT_MOST_MONTH, each.cap_month), (AT_MOST_YEAR, each.cap_year)):
            lines += [tell.say(sentence, quantity=tell.quantity(cap))] if cap is not None else []
        of = each.of or tell.agreement.clauses.counting.percent_of
        shares = any(q is not None and q.is_share for q in (each.one_off, each.rate, each.cap, each.cap_month))
        lines += [tell.say(BASES[of])] if of and shares else []
        yield tell.told(each.clause, lines, _costs(tell, each))


def _costs(tell: Teller, penalty: Penalty) -> str:
    """Worked sums; empty where they depend on what is not agreed yet."""
    clauses = tell.agreement.clauses
    of = penalty.of or clauses.counting.percent_of or "contract"
    base = bases(clauses.fees, clauses.stages, penalty.breach).get(of)
    if base is None and any(_shared(penalty)):
        return ""
    base = base or Decimal(0)
    how = Conventions.of(clauses, penalty)
    if penalty.tiers is not None and penalty.breach == "service_level":
        levels = [step.start - BELOW for step in penalty.tiers.steps]
        return "; ".join(
            tell.say(LEVEL, level=tell.number(level), sum=_capped(tell, penalty, base, level_penalty, level, how))
            for level in levels
        )
    if penalty.step is None:
        return tell.say(EACH_TIME, sum=tell.money(once_penalty(penalty, base, how).amount))
    return "; ".join(
        tell.say(
            LATE,
            late=tell.length(type(penalty.step)(penalty.step.amount * n, penalty.step.unit)),
            sum=_capped(tell, penalty, base, late_penalty, Fraction(n * penalty.step.amount), how),
        )
        for n in STEPS_SHOWN
    )


def _capped(tell: Teller, penalty: Penalty, base: Decimal, reckon, measure, how: Conventions) -> str:  # type: ignore[no-untyped-def]
    amount = reckon(penalty, base, measure, how).amount
    caps = (penalty.cap, penalty.cap_month, penalty.cap_year)
    return tell.money(min([amount, *(part_of(cap, base) for cap in caps if cap is not None)]))


def _shared(penalty: Penalty) -> Iterator[bool]:
    for each in (penalty.one_off, penalty.rate, penalty.cap, penalty.cap_month, penalty.cap_year):
        yield each is not None and each.is_share
    yield penalty.tiers is not None


def extras(tell: Teller) -> Iterator[Explained]:
    """What is free, and what costs."""
    found = tell.agreement.clauses.extras
    if found is None:
        return
    lines = [tell.say(FREE, length=tell.length(found.free))] if found.free else []
    lines += [tell.say(BEYOND, sum=tell.money(found.hour_price))] if found.hour_price is not None else []
    yield tell.told("extras", lines)
