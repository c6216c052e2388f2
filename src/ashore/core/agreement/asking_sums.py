"""Open conventions about sums: parts of a step, the first late day, what a percentage is of, the order of caps."""

from collections.abc import Iterator
from decimal import Decimal

from ashore.core.agreement.bases import bases
from ashore.core.agreement.clauses import Base, Penalty, Quantity
from ashore.core.agreement.terms import Agreement
from ashore.core.kernel import Money, Reason, Value

HALF = Decimal("0.5")
EXAMPLE_STEPS = 2
ORDINALS = ("first", "second", "third")
PREFERRED: tuple[Base, ...] = ("contract", "month_fee", "invoice", "stage")


def sum_questions(agreement: Agreement) -> Iterator[tuple[str, Reason]]:
    """(convention, question) for each one about sums that is open and changes what something costs."""
    for ask in (_fraction, _first_late_day, _percent_of, _caps_order):
        for penalty in agreement.clauses.penalties:
            found = ask(agreement, penalty)
            if found is not None:
                yield ask.__name__.removeprefix("_"), found
                break


def _fraction(agreement: Agreement, penalty: Penalty) -> Reason | None:
    """Two and a half steps late, by started, completed and exact steps."""
    if (penalty.fraction or agreement.clauses.counting.fraction) or penalty.rate is None:
        return None
    rate = _worth(agreement, penalty, penalty.rate)
    if not rate:
        return None
    sums = (rate * (EXAMPLE_STEPS + 1), rate * EXAMPLE_STEPS, rate * (EXAMPLE_STEPS + HALF))
    step = str(penalty.step or "1 day")
    return _asked(agreement, "fraction", penalty, sums, {"steps_number": f"{EXAMPLE_STEPS + HALF:f}", "step": step})


def _first_late_day(agreement: Agreement, penalty: Penalty) -> Reason | None:
    """One step late, without and with the rate."""
    stated = penalty.first_late_day or agreement.clauses.counting.first_late_day
    if stated or penalty.rate is None or penalty.one_off is None:
        return None
    once, rate = (_worth(agreement, penalty, each) for each in (penalty.one_off, penalty.rate))
    if once is None or not rate:
        return None
    return _asked(agreement, "first_late_day", penalty, (once, once + rate), {"step": str(penalty.step or "1 day")})


def _percent_of(agreement: Agreement, penalty: Penalty) -> Reason | None:
    """The same share of two bases."""
    if penalty.of or agreement.clauses.counting.percent_of:
        return None
    quantities = (penalty.one_off, penalty.rate, penalty.cap)
    share = next((each for each in quantities if each is not None and each.is_share), None)
    clauses = agreement.clauses
    known = {of: sum_ for of, sum_ in bases(clauses.fees, clauses.stages, penalty.breach).items() if sum_ is not None}
    first = next((of for of in PREFERRED if of in known), None)
    second = next((of for of in reversed(PREFERRED) if first and known.get(of, known[first]) != known[first]), None)
    if share is None or first is None or second is None:
        return None
    named: dict[str, Value] = {
        "part_share": f"{share.amount:f}",
        "base1": first.replace("_", " "),
        "base2": second.replace("_", " "),
    }
    sums = (share.amount * known[first], share.amount * known[second])
    return _asked(agreement, "percent_of", penalty, sums, named)


def _caps_order(agreement: Agreement, penalty: Penalty) -> Reason | None:
    """Two breaches, the first as large as the wider cap, the second as the narrower one."""
    if agreement.clauses.counting.caps_order:
        return None
    caps = (("clause", penalty.cap), ("month", penalty.cap_month), ("year", penalty.cap_year))
    worth = [(level, _worth(agreement, penalty, cap)) for level, cap in caps if cap is not None]
    known = sorted(((sum_, level) for level, sum_ in worth if sum_ is not None), key=lambda each: each[0])
    if len(known) < 2 or known[0][0] == known[-1][0]:
        return None
    (low, narrow), (high, wide) = known[0], known[-1]
    named: dict[str, Value] = {
        "narrow": narrow,
        "wide": wide,
        "wide_sum": _money(agreement, high),
        "narrow_sum": _money(agreement, low),
    }
    return _asked(agreement, "caps_order", penalty, (min(low * 2, high), low), named)


def _asked(
    agreement: Agreement, key: str, penalty: Penalty, sums: tuple[Decimal, ...], named: dict[str, Value]
) -> Reason:
    told: dict[str, Value] = {
        f"{name}_sum": _money(agreement, each) for name, each in zip(ORDINALS, sums, strict=False)
    }
    params = {"term": penalty.clause} | named | told
    return Reason(f"agreement.question.{key}", "A12", params, (f"clause:{penalty.clause}",))


def _worth(agreement: Agreement, penalty: Penalty, quantity: Quantity) -> Decimal | None:
    """A quantity as a sum; of a share whose base is open, by the base that comes first."""
    if not quantity.is_share:
        return quantity.amount
    clauses = agreement.clauses
    known = bases(clauses.fees, clauses.stages, penalty.breach)
    of = penalty.of or clauses.counting.percent_of or next((each for each in PREFERRED if known.get(each)), None)
    base = known.get(of) if of else None
    return None if base is None else quantity.amount * base


def _money(agreement: Agreement, amount: Decimal) -> str:
    return str(Money(amount, agreement.clauses.currency).rounded(agreement.clauses.rounding))
