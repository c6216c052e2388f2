"""Mail accounts tried: signing in where mail is fetched and where it is sent through, and whose clock is right."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ashore.core.kernel import Reason
from ashore.mail.imap import ImapTrouble, Session
from ashore.mail.smtp_trial import SmtpTrouble, try_smtp
from ashore.store.models import MailAccount
from ashore.usecases import sending
from ashore.usecases.checks.value import Check
from ashore.usecases.fetching.account import server_of, signed_in
from ashore.usecases.fetching.limits import Limits
from ashore.usecases.records import read_reason
from ashore.usecases.sealing import SealBroken
from ashore.usecases.tokens import TokenRefused, TokenUnavailable
from ashore.words import say

SKEW = timedelta(minutes=2)
SECONDS = 15.0
LIMITS = Limits(connect_seconds=SECONDS, read_seconds=SECONDS)
Trouble = (ImapTrouble, SmtpTrouble, TokenRefused, TokenUnavailable, SealBroken)


def accounts(*, now: datetime, offline: bool, smtp: Mapping[str, Any]) -> tuple[Check, ...]:
    """Each account, by address; with ``offline`` only what is known of it. ``smtp``: the server of the installation."""
    checks: list[Check] = []
    clocks: list[datetime] = []
    for row in MailAccount.objects.order_by("address"):
        checks.append(_account(row, now, offline, clocks))
    if smtp.get("host") and not offline:
        checks.append(_installation(smtp, clocks))
    if clocks:
        checks.append(_clock(now, clocks))
    return tuple(checks)


def _account(row: MailAccount, now: datetime, offline: bool, clocks: list[datetime]) -> Check:
    name = f"account {row.address}"
    if row.state == "paused":
        why = say(read_reason(row.why)) if row.why else "by a person"
        return Check(name, False, f"paused: {why}", f"Mend it, then: ashore account resume {row.address}")
    if offline:
        last = f"last fetched {row.fetched_at:%Y-%m-%d %H:%M} UTC" if row.fetched_at else "never fetched"
        return Check(name, True, f"{last}; not tried")
    try:
        told = [*_imap(row, now, clocks), *_smtp(row, now, clocks)]
    except Trouble as error:
        return Check(
            name, False, _said(error), f"Look at server, user and password: ashore account change {row.address}"
        )
    return Check(name, True, ", ".join(told) or "neither fetched nor sent through")


def _imap(row: MailAccount, now: datetime, clocks: list[datetime]) -> list[str]:
    if not row.imap_host:
        return []
    server = server_of(row, LIMITS)
    session = signed_in(row, now, LIMITS)
    try:
        _newest(session, clocks, now)
    finally:
        session.close()
    return [f"IMAP {server.host} lets us in"]


def _newest(session: Session, clocks: list[datetime], now: datetime) -> None:
    """What came in last cannot lie ahead, unless our clock is slow."""
    opened = session.open("INBOX")
    last = session.uids(max(opened.uidnext - 50, 1))[-1:] if opened.exists else []
    arrived = [each.arrived_at for each in session.sizes(last).values() if each.arrived_at]
    clocks.extend(at for at in arrived if at > now)


def _smtp(row: MailAccount, now: datetime, clocks: list[datetime]) -> list[str]:
    if not row.smtp_host:
        return []
    if told := try_smtp(sending.server_of(row, now), SECONDS):
        clocks.append(told)
    return [f"SMTP {row.smtp_host} lets us in"]


def _installation(smtp: Mapping[str, Any], clocks: list[datetime]) -> Check:
    try:
        told = try_smtp(smtp, SECONDS)
    except (SmtpTrouble, OSError) as error:
        return Check("smtp", False, f"{smtp['host']}: {_said(error)}", "Look at [smtp] in ashore.toml.")
    if told:
        clocks.append(told)
    return Check("smtp", True, f"{smtp['host']} lets us in")


def _clock(now: datetime, clocks: list[datetime]) -> Check:
    skew = max((each - now for each in clocks), key=abs)
    seconds = int(abs(skew).total_seconds())
    if abs(skew) <= SKEW:
        return Check("clock", True, f"{seconds} s from the mail server's")
    where = "behind" if skew > timedelta() else "ahead of"
    return Check(
        "clock", False, f"{seconds} s {where} the mail server's", "Set this machine's clock; deadlines rest on it."
    )


def _said(error: Exception) -> str:
    reason = getattr(error, "reason", None)
    if isinstance(reason, Reason):
        return say(reason)
    return "its password was sealed with another key" if isinstance(error, SealBroken) else str(error)
