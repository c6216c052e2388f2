"""Engagements in hand: whoever is understanding their mail holds them, so that no two processes do the same work.

A hold keeps nothing right (what is written is checked against the engagement's revision anyway); it only saves work.
So a dead process's holds may be taken by anybody at any time.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from ashore.store.bulk import insert
from ashore.store.models import Hold
from ashore.usecases.processes import is_gone, own_name
from ashore.usecases.transactions import in_a_transaction

LEASE = timedelta(minutes=5)
"""Longer than any slice takes; what a process of another machine left is taken over after it."""


def held_by_others(*, now: datetime) -> set[int]:
    """Engagements that a living process has in hand. A lease from further ahead than leases go was written before the
    clock was put back (H93)."""
    me = own_name()
    rows = Hold.objects.filter(until__gt=now, until__lte=now + 2 * LEASE).exclude(holder=me)
    alive: dict[str, bool] = {}
    found = set()
    for engagement, holder in rows.values_list("engagement", "holder"):
        if alive.setdefault(holder, not is_gone(holder)):
            found.add(engagement)
    return found


def take(*, engagements: Sequence[int], now: datetime) -> set[int]:
    """Take what nobody has in hand; which of them are ours now."""
    return in_a_transaction(partial(_take, engagements, now))


def release(*, engagements: Iterable[int]) -> None:
    """Let go of what was taken."""
    in_a_transaction(Hold.objects.filter(engagement__in=list(engagements), holder=own_name()).delete)


def _take(engagements: Sequence[int], now: datetime) -> set[int]:
    others = held_by_others(now=now)
    free = [each for each in engagements if each not in others]
    Hold.objects.filter(engagement__in=free).delete()
    insert(Hold, ("engagement_id", "holder", "until"), [(each, own_name(), now + LEASE) for each in free], ignore=True)
    mine = Hold.objects.filter(engagement__in=free, holder=own_name())
    return set(mine.values_list("engagement", flat=True))
