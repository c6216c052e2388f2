"""Signed webhooks as Standard Webhooks has them: HMAC-SHA256 over id, timestamp and body (www.standardwebhooks.com).

The timestamp bounds for how long a captured request can be played again; within that time the message's own id makes it
count once. Several signatures may stand in the header and several secrets may hold, so that one can be exchanged.
"""

import base64
import binascii
import hmac
import secrets as chance
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

WINDOW = timedelta(minutes=5)
PREFIX = "whsec_"
MOST_SIGNATURES = 10
HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")

Verdict = Literal["good", "missing", "stale", "wrong"]


def new_secret() -> str:
    """A fresh secret in the form in which it is handed over."""
    return PREFIX + base64.b64encode(chance.token_bytes(24)).decode("ascii")


def sign(secret: str, id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers of a request."""
    stamp = str(int(at.timestamp()))
    made = base64.b64encode(_mac(secret, id, stamp, body)).decode("ascii")
    return dict(zip(HEADERS, (id, stamp, f"v1,{made}"), strict=True))


def verify(secrets: Iterable[str], headers: Mapping[str, str], body: bytes, now: datetime) -> Verdict:
    """Whether one of the secrets signed exactly this, lately. ``headers``: by names in lower case."""
    id, stamp, given = (headers.get(name, "") for name in HEADERS)
    if not (id and stamp and given):
        return "missing"
    macs = [_mac(secret, id, stamp, body) for secret in secrets]
    right = False
    for each in given.split(" ")[:MOST_SIGNATURES]:
        found = _signature(each)
        for mac in macs:
            right |= hmac.compare_digest(mac, found)
    if not right:
        return "wrong"
    return "good" if abs(now - _moment(stamp)) <= WINDOW else "stale"


def _mac(secret: str, id: str, stamp: str, body: bytes) -> bytes:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return hmac.new(key, f"{id}.{stamp}.".encode("utf-8", "surrogateescape") + body, sha256).digest()


def _signature(text: str) -> bytes:
    version, _, value = text.partition(",")
    if version != "v1":
        return b""
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _moment(stamp: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)
