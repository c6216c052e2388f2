"""What a breach costs, in sentences (A12)."""

from collections.abc import Iterator
from decimal import Decimal

from ashore.core.agreement.clauses import Penalty, Quantity, Tiers
from ashore.core.kernel import other
from ashore.documents.drafting import Drafting
from ashore.documents.fees import level_texts, tier_texts
from ashore.documents.model import Clause


def penalty(draft: Drafting, agreed: Penalty) -> Clause:
    """One penalty with its rates, its way of counting and its caps."""
    breach = draft.tongue.say(f"breach.{agreed.breach}")
    return draft.clause(
        "penalty.lead",
        agreed.clause,
        _parts(draft, agreed),
        breach=breach,
        start=breach[:1].upper() + breach[1:],
        side=draft.side(agreed.side),
        other=draft.side(other(agreed.side)),
    )


def _parts(draft: Drafting, agreed: Penalty) -> Iterator[str]:
    yield from _rates(draft, agreed)
    yield from _counting(draft, agreed)
    caps = (("cap", agreed.cap), ("cap_month", agreed.cap_month), ("cap_year", agreed.cap_year))
    for name, cap in caps:
        if cap is not None:
            yield draft.tongue.say(f"penalty.{name}", amount=quantity(draft, agreed, cap))


def _rates(draft: Drafting, agreed: Penalty) -> Iterator[str]:
    say = draft.tongue.say
    if agreed.one_off is not None:
        key = "penalty.each_time" if agreed.breach == "call_missed" else "penalty.once"
        yield say(key, amount=quantity(draft, agreed, agreed.one_off))
    if agreed.rate is not None:
        step = draft.tongue.length(agreed.step) if agreed.step else draft.tongue.counted(1, "days")
        yield say("penalty.each", amount=quantity(draft, agreed, agreed.rate), step=step)
    if agreed.tiers is not None:
        yield from _tiers(draft, agreed, agreed.tiers)


def _tiers(draft: Drafting, agreed: Penalty, tiers: Tiers) -> list[str]:
    def share(rate: Decimal) -> str:
        return quantity(draft, agreed, Quantity(rate, is_share=True))

    if agreed.breach == "service_level":
        return level_texts(draft, tiers, share)
    return tier_texts(draft, tiers, "delay", money=False, share=share)


def _counting(draft: Drafting, agreed: Penalty) -> Iterator[str]:
    if agreed.rate is not None and agreed.fraction:
        yield draft.tongue.say(f"penalty.{agreed.fraction}")
    if agreed.rate is not None and agreed.one_off is not None and agreed.first_late_day:
        yield draft.tongue.say(f"penalty.{agreed.first_late_day}")


def quantity(draft: Drafting, agreed: Penalty, amount: Quantity) -> str:
    """A sum, or a percentage with what it is of."""
    if not amount.is_share:
        return draft.money(amount.amount)
    base = agreed.of or draft.clauses.counting.percent_of or "any"
    return draft.tongue.say(f"of.{base}", percent=draft.tongue.percent(amount.amount))
