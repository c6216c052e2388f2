"""Secrets of others (mail passwords, tokens) at rest: sealed with a key that lies outside the database.

Fernet (AES-128-CBC with HMAC-SHA256) of the `cryptography` package. The key is a file of the installation folder
(0600), made once, or ``ASHORE_SEAL_KEY``; several keys, newest first and separated by commas, let it be exchanged. Who
steals the database or a backup of it alone can read no password.
"""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBroken(Exception):
    """The sealed bytes were made with another key: the key file was lost or exchanged."""


def seal(values: Mapping[str, Any]) -> bytes:
    """The values as bytes that say nothing without the key."""
    return _keys().encrypt(json.dumps(dict(values), ensure_ascii=False).encode("utf-8"))


def unseal(sealed: bytes | memoryview) -> dict[str, Any]:
    """What was sealed; empty for empty bytes. Raises `SealBroken`."""
    if not sealed:
        return {}
    try:
        found = json.loads(_keys().decrypt(bytes(sealed)))
    except InvalidToken:
        raise SealBroken("sealed with another key") from None
    return dict(found)


def _keys() -> MultiFernet:
    names = [each.strip() for each in str(settings.SEAL_KEY).split(",") if each.strip()]
    return MultiFernet([Fernet(each) for each in names])
