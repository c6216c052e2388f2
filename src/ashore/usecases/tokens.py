"""Access tokens for XOAUTH2: kept sealed, refreshed a little before they expire (RFC 6749, section 6).

The form of the string that carries one to a server is in `mail.xoauth2`. Whoever refreshes first wins: providers may
exchange the refresh token with every answer, so what another process stored meanwhile is taken rather than overwritten.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from ashore.channels.deadline import Deadline
from ashore.core.kernel import Reason
from ashore.store.models import MailAccount
from ashore.usecases.pausing import pause_because
from ashore.usecases.sealing import seal, unseal

EARLY = timedelta(minutes=5)
DEFAULT_SECONDS = 3600
ANSWER_BYTES = 256 * 1024
READ_SECONDS, CONNECT_SECONDS = 20.0, 10.0
WHOLE_SECONDS = 60.0
"""For the whole of an answer, however it drips."""
PASSING = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class TokenRefused(Exception):
    """The provider gives no token any more: a person has to sign in anew; the account is paused. ``reason``: why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


class TokenUnavailable(Exception):
    """The provider cannot be asked now; trying later is right."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def access_token(*, account: MailAccount | int, now: datetime) -> str:
    """A token that is good for some minutes yet. Raises `TokenRefused` (the account is then paused),
    `TokenUnavailable`, `SealBroken`."""
    row = MailAccount.objects.get(pk=account if isinstance(account, int) else account.pk)
    kept = unseal(row.secret)
    if _is_fresh(kept, now):
        return str(kept["access_token"])
    try:
        answer = _ask(row, kept)
    except TokenRefused as refused:
        if other := _stored_meanwhile(row, now):
            return other
        pause_because(account=row.pk, reason=refused.reason)
        raise
    return _store(row, kept, answer, now)


def _is_fresh(kept: Mapping[str, Any], now: datetime) -> bool:
    return bool(kept.get("access_token")) and float(kept.get("expires_at", 0)) > (now + EARLY).timestamp()


def _store(row: MailAccount, kept: Mapping[str, Any], answer: Mapping[str, Any], now: datetime) -> str:
    """Keep what the provider gave, unless the account's secret was changed since it was read."""
    seconds = _seconds(answer.get("expires_in"))
    at = now.timestamp()
    fresh = {**kept, "access_token": str(answer["access_token"]), "expires_at": at + seconds, "given_at": at}
    if answer.get("refresh_token"):
        fresh["refresh_token"] = str(answer["refresh_token"])
    unchanged = MailAccount.objects.filter(pk=row.pk, secret=bytes(row.secret))
    if unchanged.update(secret=seal(fresh)) == 0 and (other := _stored_meanwhile(row, now)):
        return other
    return str(fresh["access_token"])


def _stored_meanwhile(row: MailAccount, now: datetime) -> str:
    """The token that another process stored while this one asked; empty where there is none."""
    secret = MailAccount.objects.values_list("secret", flat=True).get(pk=row.pk)
    kept = unseal(secret)
    return str(kept["access_token"]) if bytes(secret) != bytes(row.secret) and _is_fresh(kept, now) else ""


def _ask(row: MailAccount, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The provider's answer, which holds an ``access_token``."""
    import httpx

    host = urlsplit(row.token_url).hostname or ""
    if not row.token_url.startswith("https://") and host not in LOOPBACK:
        raise TokenRefused(Reason("account.token.no_url", params={"url": row.token_url}))
    form = {"grant_type": "refresh_token"} | {
        name: str(kept[name]) for name in ("refresh_token", "client_id", "client_secret", "scope") if kept.get(name)
    }
    try:
        status, body = _post(row.token_url, form)
    except httpx.HTTPError as error:
        raise TokenUnavailable(Reason("account.token.unreachable", params=_about(host, error))) from None
    return _judged(host, status, body)


def _post(url: str, form: Mapping[str, str]) -> tuple[int, bytes]:
    """Status and the first bytes of the answer; redirects are not followed: the form holds secrets."""
    import httpx  # a tenth of a second, which no other command waits for

    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    with (
        Deadline(WHOLE_SECONDS) as deadline,
        httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
        client.stream(
            "POST", url, data=form, headers={"Accept": "application/json"}, extensions={"trace": deadline.notice}
        ) as answer,
    ):
        body = b""
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > ANSWER_BYTES:
                break
        return answer.status_code, body


def _judged(host: str, status: int, body: bytes) -> dict[str, Any]:
    """A token, a refusal, or nothing that can be used."""
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    data: dict[str, Any] = found if isinstance(found, dict) else {}
    if status == 200 and isinstance(data.get("access_token"), str) and data["access_token"]:
        return data
    code = str(data.get("error", ""))[:80]
    if 400 <= status < 500 and status != 429 and code and code not in PASSING:
        raise TokenRefused(Reason("account.token.refused", params={"host": host, "error": code}))
    raise TokenUnavailable(Reason("account.token.unusable", params={"host": host, "status": status}))


def _seconds(given: object) -> float:
    try:
        return max(0.0, min(float(str(given)), 30 * 86400.0))
    except ValueError:
        return DEFAULT_SECONDS


def _about(host: str, error: Exception) -> dict[str, str]:
    return {"host": host, "error": type(error).__name__}


def forget_token(*, account: MailAccount, now: datetime) -> bool:
    """Let the next `access_token` ask for a new one, because a server does not take the present one; whether there is
    a point in it: a token that was just given is not asked for again."""
    kept = unseal(account.secret)
    given = float(kept.get("given_at", 0))
    if not kept.get("access_token") or now.timestamp() - given < EARLY.total_seconds():
        return False
    kept["access_token"] = ""
    return MailAccount.objects.filter(pk=account.pk, secret=bytes(account.secret)).update(secret=seal(kept)) == 1
