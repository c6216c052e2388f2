"""Tables whose dataclass is not simply their keys."""

from decimal import Decimal
from typing import Any

from ashore.core.agreement.clauses import Fees, Penalty, Tier, Tiers


def tier(**fields: Any) -> Tier:
    """A step, from nothing on where that is left out; of service levels ``below`` is written in its place."""
    below = fields.pop("below", Decimal(0))
    return Tier(**{"start": below} | fields)


def _tiered(fields: dict[str, Any]) -> dict[str, Any]:
    kind, steps = fields.pop("tier_kind", "marginal_rate"), fields.pop("tiers", ())
    return fields | ({"tiers": Tiers(kind, steps)} if steps else {})


def fees(**fields: Any) -> Fees:
    """How we are paid, with the steps of a share."""
    return Fees(**_tiered(fields))


def penalty(**fields: Any) -> Penalty:
    """What a breach costs, with the steps of a service level."""
    return Penalty(**_tiered(fields))
