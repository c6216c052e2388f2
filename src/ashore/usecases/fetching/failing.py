"""What follows from a failure at a mailbox's server: a rest until a person has helped, or another try later. It is
decided here for all that speak to one."""

import sqlite3
from datetime import datetime
from typing import Literal, NamedTuple

from django.db import OperationalError

from ashore.core.kernel import Reason
from ashore.mail.imap import Barred, ImapTrouble
from ashore.usecases.pausing import pause_because, put_off
from ashore.usecases.sealing import SealBroken
from ashore.usecases.tokens import TokenRefused, TokenUnavailable
from ashore.usecases.transactions import is_full


class Failure(NamedTuple):
    """``state``: ``paused``, trying again changes nothing; ``later``, it passes by itself. ``why``: for people."""

    state: Literal["paused", "later"]
    why: Reason


def settle(*, account: int, failure: Failure, now: datetime) -> None:
    """Let the mailbox rest, or leave it alone for a while, and say why."""
    if failure.state == "paused":
        pause_because(account=account, reason=failure.why)
    else:
        put_off(account=account, reason=failure.why, now=now)


def failure_of(error: Exception) -> Failure | None:
    """What kind of failure an error is; None of one that should be seen."""
    if isinstance(error, SealBroken):
        return Failure("paused", Reason("account.sealed"))
    if isinstance(error, Barred | TokenRefused):
        return Failure("paused", error.reason)
    if isinstance(error, ImapTrouble | TokenUnavailable):
        return Failure("later", error.reason)
    if isinstance(error, OperationalError | sqlite3.OperationalError):
        return Failure("later", Reason("account.disk_full" if is_full(error) else "account.database_busy"))
    return None
