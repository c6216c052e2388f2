"""Who fetches an account: one at a time, by a guarded UPDATE; a dead worker's lease ends at once or after a while."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Q

from ashore.store.models import MailAccount
from ashore.usecases.processes import is_gone, own_name

LEASE = timedelta(minutes=5)
"""Longer than any batch takes, time-outs included."""


class Overtaken(Exception):
    """Somebody else holds the lease now, or paused the account: what is in hand is dropped, nothing is stored."""


_ACTIVE: set[str] = set()
"""Holders in this process that are still at it."""


@contextmanager
def holding() -> Iterator[str]:
    """A name that no other process, and no other thread of this one, has; it is dead when the block ends."""
    name = f"{own_name()}#{secrets.token_hex(6)}"
    _ACTIVE.add(name)
    try:
        yield name
    finally:
        _ACTIVE.discard(name)


def is_over(holder: str) -> bool:
    """Whether a holder is certainly not at it any more: its process is dead, or it gave up and could not say so."""
    process = holder.partition("#")[0]
    return holder not in _ACTIVE if process == own_name() else is_gone(process)


def died(holder: str) -> bool:
    """Whether a holder's whole process is certainly gone."""
    return is_gone(holder.partition("#")[0])


@contextmanager
def leased(*, account: int, now: datetime) -> Iterator[str | None]:
    """The holder's name while the account is ours; None where another one fetches it."""
    with holding() as holder:
        if not _claim(account, holder, now):
            yield None
            return
        try:
            yield holder
        finally:
            with suppress(DatabaseError):  # a full disk: that the holder is over shows all the same
                MailAccount.objects.filter(pk=account, leased_by=holder).update(leased_by="", leased_until=None)


def keep_lease(*, account: int, holder: str, now: datetime) -> None:
    """Go on holding it. Raises `Overtaken`."""
    mine = MailAccount.objects.filter(pk=account, leased_by=holder, state="active")
    if mine.update(leased_until=now + LEASE) != 1:
        raise Overtaken(f"account {account}")


def _claim(account: int, holder: str, now: datetime) -> bool:
    row = MailAccount.objects.filter(pk=account, state="active")
    # A lease from further ahead than leases go was written before the clock was put back (H93).
    ended = (
        Q(leased_by="") | Q(leased_until__isnull=True) | Q(leased_until__lte=now) | Q(leased_until__gt=now + 2 * LEASE)
    )
    if row.filter(ended).update(leased_by=holder, leased_until=now + LEASE) == 1:
        return True
    other = row.values_list("leased_by", flat=True).first()
    if not other or not is_over(other):
        return False
    return row.filter(leased_by=other).update(leased_by=holder, leased_until=now + LEASE) == 1
