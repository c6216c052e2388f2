"""Addresses that were erased, recognised by a hash that nobody without the key can try addresses against."""

import hashlib
import hmac
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings

from ashore.store.models import Erased, Workspace

_PURPOSE = b"ashore erased address v1:"


def digests(email: str) -> tuple[str, ...]:
    """The hashes of an address under the present seal key and those before it, newest first."""
    keys = tuple(each.strip() for each in str(settings.SEAL_KEY).split(",") if each.strip())
    return _digests(email.strip().lower(), keys)


@lru_cache(maxsize=65536)
def _digests(email: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    said = _PURPOSE + email.encode("utf-8", "surrogatepass")
    return tuple(hmac.new(key.encode("ascii", "replace"), said, hashlib.sha256).hexdigest() for key in keys)


def tombstones(workspace: Workspace) -> dict[str, Erased]:
    """All of a workspace, by digest; most have none."""
    return {row.digest: row for row in Erased.objects.filter(workspace=workspace)}


def found_in(stones: dict[str, Erased], email: str) -> Erased | None:
    """The tombstone of an address."""
    return next((stones[each] for each in digests(email) if each in stones), None) if email else None


def erased_test(workspace: Workspace) -> Callable[[str], bool]:
    """Whether an address was erased here; nothing is hashed where nobody was."""
    stones = tombstones(workspace)
    return (lambda email: found_in(stones, email) is not None) if stones else (lambda _email: False)
