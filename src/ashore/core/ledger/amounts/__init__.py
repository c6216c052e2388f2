"""Sums that follow from an agreement: pure functions over exact decimals, each with its arithmetic as a reason."""

from ashore.core.ledger.amounts.caps import Caps
from ashore.core.ledger.amounts.charge import Charge
from ashore.core.ledger.amounts.extras import extra_minutes
from ashore.core.ledger.amounts.fees import Takings, fee
from ashore.core.ledger.amounts.penalties import Conventions, late_penalty, level_penalty, once_penalty
from ashore.core.ledger.amounts.tiers import by_level, by_tiers

__all__ = [
    "Caps",
    "Charge",
    "Conventions",
    "Takings",
    "by_level",
    "by_tiers",
    "extra_minutes",
    "fee",
    "late_penalty",
    "level_penalty",
    "once_penalty",
]
