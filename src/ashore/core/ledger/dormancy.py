"""Debts of long ago: what nobody came back to is no work of today, though it is owed."""

from datetime import datetime, timedelta

RECENT = timedelta(days=30)
"""What fell due or was written about within these days is work of today; anything older is told apart from it."""


def dormant_from(due: datetime | None, created_at: datetime, last_at: datetime) -> datetime:
    """From when a debt that stands open counts as one of long ago: thirty days after it fell due (after it arose,
    where no time was named), and thirty days after the last message of its conversation, ``last_at``."""
    return max(due or created_at, last_at) + RECENT
