"""What processes have in hand, so that no two do the same work: stored messages that are being read, and engagements
whose mail is being understood.

It keeps nothing right (what is written is checked against what stands there anyway); it saves work, and tells what a
process was at when it died. So what the dead had in hand may be taken by anybody at any time.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Q

from ashore.store.bulk import insert
from ashore.store.models import InHand
from ashore.usecases.leasing import died, is_over

What = Literal["raw", "engagement"]
LEASE = timedelta(minutes=10)
"""Longer than any slice takes; what a process of another machine left is taken over after it."""


@dataclass(frozen=True, slots=True)
class Hands:
    """``held``: what somebody living has; ``left``: what somebody had who is over, with the name of that holder;
    ``suspects``: that of it which was in hand when a process died, and may be why."""

    held: Set[int]
    left: Mapping[int, str]
    suspects: Set[int]


def look(what: What, *, now: datetime) -> Hands:
    """Who has what, by its number. A lease from further ahead than leases go was written before the clock was put back
    (H93)."""
    held, left, suspects = set(), {}, set()
    over: dict[str, bool] = {}
    rows = InHand.objects.filter(**{f"{what}__isnull": False})
    for number, holder, until in rows.values_list(what, "holder", "until"):
        ended = not now < until <= now + 2 * LEASE
        if not ended and not over.setdefault(holder, is_over(holder)):
            held.add(number)
            continue
        left[number] = holder
        if ended or died(holder):
            suspects.add(number)
    return Hands(held, left, suspects)


def take(what: What, some: Sequence[int], *, holder: str, now: datetime, hands: Hands) -> set[int]:
    """Take what nobody living has; which of it is ours now. In a transaction of the caller's."""
    free = [each for each in some if each not in hands.held]
    left = [each for each in free if each in hands.left]
    gone = {hands.left[each] for each in left}
    InHand.objects.filter(**{f"{what}__in": left}, holder__in=gone).delete()
    insert(InHand, (f"{what}_id", "holder", "until"), [(each, holder, now + LEASE) for each in free], ignore=True)
    return set(InHand.objects.filter(**{f"{what}__in": free}, holder=holder).values_list(what, flat=True))


def let_go(what: What, some: Iterable[int], *, holder: str) -> None:
    """It is done, or given up."""
    InHand.objects.filter(**{f"{what}__in": list(some)}, holder=holder).delete()


def free_engagements(*, processes: Iterable[str]) -> None:
    """Let go of the engagements that these processes had in hand: they ended. What they were reading stays noted, for
    one of them may have died of it."""
    for process in processes:
        theirs = Q(holder=process) | Q(holder__startswith=f"{process}#")
        InHand.objects.filter(theirs, engagement__isnull=False).delete()
