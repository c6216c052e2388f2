"""Sums: each model has what it is reckoned from, each percentage a base, each cap something to cap."""

from decimal import Decimal

from ashore.core.agreement.bases import bases
from ashore.core.agreement.clauses import Base, Fees, Penalty, Quantity, Tiers
from ashore.core.agreement.filling import Filled
from ashore.core.agreement.findings import Findings
from ashore.core.agreement.toml_lines import Path

_NEEDS = {
    "fixed": ("sum",),
    "hourly": ("hour_price",),
    "minimum_and_kpi": ("minimum", "per_sale", "from_sale"),
    "share_of_sales": ("tiers",),
}
_ONE_SIDED = {
    "payment_late": "client",
    "information_late": "client",
    "report_late": "us",
    "edit_late": "us",
    "service_level": "us",
}
_BASE_TERMS: dict[Base, str] = {
    "contract": "fees.sum",
    "stage": "stages.*.price",
    "invoice": "fees.payments",
    "month_fee": 'fees.every = "month"',
}


def check_money(filled: Filled, findings: Findings) -> None:
    """Fees, payments and penalties."""
    fees = filled.get("fees")
    if fees is not None:
        _check_fees(fees, findings)
        _check_payments(fees, findings)
    counting = filled.get("counting")
    general = counting.percent_of if counting else None
    places = {name: path for path, name in findings.names.items() if path[0] == "penalties" and len(path) == 2}
    for penalty in filled.get("penalties", ()):
        path = places.get(penalty.id, ("penalties",))
        if not findings.about(path):
            _check_penalty(penalty, path, filled, general, findings)


def _check_fees(fees: Fees, findings: Findings) -> None:
    for name in _NEEDS[fees.kind]:
        if getattr(fees, name) is None and not findings.about(("fees", name)):
            params = {"kind_of_fee": fees.kind.replace("_", " "), "key": name}
            findings.say(("fees", name), "agreement.fee_needs", params)
    if fees.cap is not None and fees.floor is not None and fees.floor > fees.cap:
        findings.say(
            ("fees", "floor"), "agreement.floor_over_cap", {"floor": f"{fees.floor:f}", "cap": f"{fees.cap:f}"}
        )
    if fees.tiers is not None:
        _check_tiers(fees.tiers, ("fees", "tiers"), findings)


def _check_tiers(tiers: Tiers, path: Path, findings: Findings, falling: bool = False) -> None:
    """``falling``: steps of a service level, from the best down; else steps that grow."""
    before: Decimal | None = None
    for number, step in enumerate(tiers.steps, 1):
        here = (*path, str(number))
        if falling and step.start <= 0:
            findings.say(here, "agreement.penalty_tiers_missing")
        elif (step.rate is None) == (step.amount is None):
            findings.say(here, "agreement.tier_rate_or_amount")
        elif tiers.kind == "marginal_rate" and step.rate is None:
            findings.say(here, "agreement.tier_needs_rate")
        if before is not None and (step.start == before or (step.start < before) != falling):
            findings.say(here, "agreement.tier_order", {"start": f"{step.start:f}", "before": f"{before:f}"})
        before = step.start


def _check_payments(fees: Fees, findings: Findings) -> None:
    places = {name: path for path, name in findings.names.items() if path[:2] == ("fees", "payments")}
    for payment in fees.payments:
        path = places.get(payment.id, ("fees", "payments"))
        if findings.about(path):
            continue
        if (payment.sum is None) == (payment.share is None):
            findings.say(path, "agreement.payment_sum_or_share")
    if (
        findings.about(("fees", "payments"))
        or fees.sum is None
        or fees.every
        or not fees.payments
        or fees.kind != "fixed"
    ):
        return
    paid = sum(
        (each.sum if each.sum is not None else (each.share or Decimal(0)) * fees.sum for each in fees.payments),
        Decimal(0),
    )
    if paid != fees.sum:
        params = {"paid": f"{paid.normalize():f}", "sum": f"{fees.sum:f}"}
        findings.say(("fees", "payments"), "agreement.payments_not_sum", params)


def _check_penalty(penalty: Penalty, path: Path, filled: Filled, general: Base | None, findings: Findings) -> None:
    if penalty.one_off is None and penalty.rate is None and penalty.tiers is None:
        findings.say(path, "agreement.penalty_empty", {"id": penalty.id})
    if penalty.rate is not None and penalty.step is None:
        findings.say((*path, "rate"), "agreement.penalty_step_missing")
    if penalty.breach == "service_level" and penalty.tiers is None:
        findings.say(path, "agreement.penalty_tiers_missing")
    if penalty.tiers is not None:
        _check_tiers(penalty.tiers, (*path, "tiers"), findings, falling=penalty.breach == "service_level")
    if _ONE_SIDED.get(penalty.breach, penalty.side) != penalty.side:
        params = {"breach": penalty.breach.replace("_", " "), "owner_side": _ONE_SIDED[penalty.breach]}
        findings.say((*path, "side"), "agreement.penalty_side", params)
    shared = _shares(penalty)
    of = penalty.of or general
    missing = _missing_base(of, penalty, filled) if shared else ""
    if missing:
        place = "of" if penalty.of else shared[0]
        base = (of or "contract").replace("_", " ")
        findings.say((*path, place), "agreement.base_missing", {"base": base, "key": missing})
    _check_caps(penalty, path, findings)


def _shares(penalty: Penalty) -> list[str]:
    """The keys of a penalty that are percentages."""
    keys = ("one_off", "rate", "cap", "cap_month", "cap_year")
    found = [key for key in keys if _is_share(getattr(penalty, key))]
    return found or (["tiers"] if penalty.tiers and any(step.rate is not None for step in penalty.tiers.steps) else [])


def _is_share(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.is_share


def _missing_base(of: Base | None, penalty: Penalty, filled: Filled) -> str:
    """The term that would have to be there for a percentage of this (None: of anything), empty where it is."""
    known = bases(filled.get("fees"), filled.get("stages", ()), penalty.breach)
    if of in known or (of is None and known):
        return ""
    if of == "stage" and penalty.breach != "stage_late":
        return 'breach = "stage late"'
    return _BASE_TERMS[of or "contract"]


def _check_caps(penalty: Penalty, path: Path, findings: Findings) -> None:
    one_off, cap = penalty.one_off, penalty.cap
    if cap is not None and one_off is not None and cap.is_share == one_off.is_share and cap.amount < one_off.amount:
        findings.say((*path, "cap"), "agreement.cap_under_one_off")
