"""The annex of worked examples (A16): what the fee comes to over the plausible range, what a delay costs day by day."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ashore.core.agreement.bases import bases
from ashore.core.agreement.clauses import Fees, Penalty
from ashore.core.kernel import Money
from ashore.core.ledger.amounts import Caps, Conventions, Takings, fee, late_penalty, level_penalty, once_penalty
from ashore.core.ledger.amounts.lateness import per_step, unit
from ashore.documents.drafting import Drafting
from ashore.documents.model import Block, Clause, Section

SALES = tuple(map(Decimal, (100_000, 400_000, 1_000_000, 10_000_000)))
"""Sales over which shares are shown: the range of FIELD A16 and the step between."""
HOURS = tuple(map(Decimal, (1, 10, 40, 100)))
DELAYS = (1, 2, 3, 5, 10, 20, 30, 60, 90)
ALL_DAYS = 12
"""Up to so many steps a delay is shown one by one until its cap."""
LONGEST = 1_000
"""How many steps of a delay are tried to find its cap."""
MOST_TIMES = 31
"""How many breaches of one month are tried."""
JUST_BELOW = Decimal("0.1")
ANY_DAY = date(2000, 1, 1)


def worked(draft: Drafting) -> tuple[Section, ...]:
    """Examples that follow from the terms; nothing where no sum does."""
    costs = tuple(_penalties(draft))
    fees = tuple(_fees(draft))
    note = (draft.clause("worked.note"),) if costs or fees else ()
    return (
        *draft.section("worked.fees", (*fees, *(note if not costs and fees else ()))),
        *draft.section("worked.penalties", (*costs, *(note if costs else ()))),
    )


def _fees(draft: Drafting) -> Iterator[Block]:
    fees = draft.clauses.fees
    rows = tuple(_fee_rows(draft, fees)) if fees else ()
    if fees is None or not rows:
        return
    what = {"hourly": "hours", "minimum_and_kpi": "number_of_sales", "share_of_sales": "sales"}[fees.kind]
    heads = ((f"worked.{what}", 2), ("worked.fee", 2), ("worked.share", 2))
    table = draft.table(heads, rows, f"worked.{what} worked.fee worked.share")
    if table:
        yield draft.clause("worked.fee_intro")
        yield table


def _fee_rows(draft: Drafting, fees: Fees) -> Iterator[tuple[str, str, str]]:
    tongue = draft.tongue
    if fees.kind == "hourly":
        for hours in sorted({*HOURS, *([fees.hours_limit] if fees.hours_limit else [])}):
            yield tongue.number(hours), _sum(draft, fee(fees, Takings(hours=hours), draft.clauses.currency).amount), ""
    elif fees.kind == "minimum_and_kpi" and fees.per_sale:
        first = fees.from_sale or 1
        for sales in sorted({first - 1, first, first + 4, first * 2, first * 5}):
            amount = fee(fees, Takings(sales=sales), draft.clauses.currency).amount
            yield tongue.number(Decimal(sales)), _sum(draft, amount), ""
    elif fees.kind == "share_of_sales" and fees.tiers:
        for turnover in sorted({*SALES, *(step.start for step in fees.tiers.steps if step.start)}):
            amount = fee(fees, Takings(turnover=turnover), draft.clauses.currency).amount
            yield draft.money(turnover), _sum(draft, amount), tongue.percent(_share(amount, turnover))


def _share(amount: Decimal, turnover: Decimal) -> Decimal:
    """In percent with at most two decimals."""
    return (amount / turnover).quantize(Decimal("0.0001"))


def _penalties(draft: Drafting) -> Iterator[Block]:
    for each in draft.clauses.penalties:
        base = _base(draft, each)
        rows = () if base is None else tuple(_penalty_rows(draft, each, base))
        heads = ((f"worked.{_measure(each)}", 2), ("worked.penalty", 2), ("worked.remark", 3))
        table = draft.table(heads, rows, "worked.penalty")
        if table and base is not None:
            yield _intro(draft, each, base)
            yield table


def _measure(penalty: Penalty) -> str:
    if penalty.breach == "service_level":
        return "level"
    return "delay" if penalty.step else "times"


def _intro(draft: Drafting, penalty: Penalty, base: Decimal) -> Clause:
    key = "worked.penalty_intro" if base else "worked.penalty_intro_bare"
    breach = draft.tongue.say(f"breach.{penalty.breach}")
    return draft.clause(key, breach=breach, side=draft.side(penalty.side), base=draft.money(base))


def _base(draft: Drafting, penalty: Penalty) -> Decimal | None:
    """What its shares are of; 0 where it has none; None where that depends on what will happen."""
    quantities = (penalty.one_off, penalty.rate, penalty.cap, penalty.cap_month, penalty.cap_year)
    if not any(each and each.is_share for each in quantities) and penalty.tiers is None:
        return Decimal(0)
    clauses = draft.clauses
    of = penalty.of or clauses.counting.percent_of
    return bases(clauses.fees, clauses.stages, penalty.breach).get(of) if of else None


def _penalty_rows(draft: Drafting, penalty: Penalty, base: Decimal) -> Iterator[tuple[str, str, str]]:
    how = Conventions.of(draft.clauses, penalty)
    if penalty.breach == "service_level":
        yield from _level_rows(draft, penalty, base, how)
        return
    if penalty.step is None and (penalty.one_off is None or penalty.breach != "call_missed"):
        return

    def after(n: int) -> Decimal:
        if penalty.step is None:
            return _repeated(draft, penalty, base, how, n)
        charge = late_penalty(penalty, base, Fraction(n), how)
        return _caps(draft).grant(penalty, charge, base, ANY_DAY).amount

    step, longest = (per_step(penalty.step), LONGEST) if penalty.step else (1, MOST_TIMES)
    for n, capped in _shown(after, step, longest):
        many = str(draft.tongue.counted(n, unit(penalty.step))) if penalty.step else draft.tongue.number(Decimal(n))
        yield many, _sum(draft, after(n)), draft.tongue.say("worked.capped") if capped else ""


def _level_rows(draft: Drafting, penalty: Penalty, base: Decimal, how: Conventions) -> Iterator[tuple[str, str, str]]:
    """A level just below each step."""
    steps = penalty.tiers.steps if penalty.tiers else ()
    for level in sorted({step.start - JUST_BELOW for step in steps if step.start > JUST_BELOW}, reverse=True):
        charge = level_penalty(penalty, base, level, how)
        amount = _caps(draft).grant(penalty, charge, base, ANY_DAY).amount
        capped = draft.tongue.say("worked.capped") if amount < charge.amount else ""
        yield draft.tongue.number(level), _sum(draft, amount), capped


def _repeated(draft: Drafting, penalty: Penalty, base: Decimal, how: Conventions, times: int) -> Decimal:
    """What so many breaches of one month cost together."""
    caps = _caps(draft)
    one = once_penalty(penalty, base, how)
    return sum((caps.grant(penalty, one, base, ANY_DAY).amount for _ in range(times)), Decimal(0))


def _caps(draft: Drafting) -> Caps:
    return Caps(draft.clauses.counting.caps_order, draft.clauses.currency)


def _shown(after: Callable[[int], Decimal], step: int, longest: int) -> list[tuple[int, bool]]:
    """Which delays are shown, and at which of them the cap is reached; one by one where that is soon."""
    steps = range(step, longest * step + 1, step)
    first = bisect_left(steps, after(steps[-1]), key=after)
    if first == len(steps) - 1:
        return [(n * step, False) for n in DELAYS[:5]]
    if first < ALL_DAYS:
        return [(n, n == steps[first]) for n in steps[: first + 1]]
    return [(n * step, False) for n in DELAYS if n * step < steps[first]] + [(steps[first], True)]


def _sum(draft: Drafting, amount: Decimal) -> str:
    clauses = draft.clauses
    return draft.tongue.money(Money(amount, clauses.currency).rounded(clauses.rounding))
