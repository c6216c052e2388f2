"""Who fetches an account: one at a time, by a guarded UPDATE; a dead worker's lease ends at once or after a while."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import Q

from ashore.store.models import MailAccount
from ashore.usecases.processes import is_gone, own_name

LEASE = timedelta(minutes=5)
"""Longer than any batch takes, time-outs included."""


class Overtaken(Exception):
    """Somebody else holds the lease now, or paused the account: what is in hand is dropped, nothing is stored."""


def new_holder() -> str:
    """A name that no other process, and no other thread of this one, has."""
    return f"{own_name()}#{secrets.token_hex(6)}"


def is_dead(holder: str) -> bool:
    """Whether the process behind a name is certainly gone."""
    return is_gone(holder.partition("#")[0])


@contextmanager
def leased(*, account: int, now: datetime) -> Iterator[str | None]:
    """The holder's name while the account is ours; None where another one fetches it."""
    holder = new_holder()
    if not _claim(account, holder, now):
        yield None
        return
    try:
        yield holder
    finally:
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
    if not other or not is_dead(other):
        return False
    return row.filter(leased_by=other).update(leased_by=holder, leased_until=now + LEASE) == 1
