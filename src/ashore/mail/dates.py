"""Dates of mail in every form mailers use; absurd ones are none at all (H35)."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_MONTHS = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_USUAL = re.compile(
    rb"\s*(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]{0,6}\.?,?[\s-]+(\d{4})\s+"
    rb"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4})\b"
)
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d|UTC|GMT)?")
_NEGATIVE = re.compile(r"\s-\d{1,2}(?![\d:])")
_EARLIEST = 1982
_LATEST = 2100
_MOST_OFFSET = 15 * 60


@lru_cache(maxsize=4096)
def read(value: bytes) -> datetime | None:
    """The instant in the zone that the sender wrote, or None where there is no plausible one.

    Plausible: a year from 1982 (RFC 822) to 2100, an offset of at most 15 hours; no zone counts as UTC.
    """
    if len(value) > 300:
        return None
    usual = _USUAL.match(value)
    try:
        if usual:
            month = _MONTHS.get(usual[2].decode("ascii").lower(), 0)
            sign = -1 if usual[7][:1] == b"-" else 1
            minutes = sign * (int(usual[7][1:3]) * 60 + int(usual[7][3:5]))
            second = min(int(usual[6] or 0), 59)
            return _at(int(usual[3]), month, int(usual[1]), int(usual[4]), int(usual[5]), second, minutes)
        return _unusual(value.decode("utf-8", "replace"))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _unusual(text: str) -> datetime | None:
    iso = _ISO.match(text)
    if iso:
        zone = iso[7] or "Z"
        signless = zone.lstrip("+-").replace(":", "")
        minutes = 0 if not signless.isdigit() else int(signless[:2]) * 60 + int(signless[2:])
        numbers = [int(iso[n] or 0) for n in range(1, 7)]
        year, month, day, hour, minute, second = numbers
        return _at(year, month, day, hour, minute, second, -minutes if zone.startswith("-") else minutes)
    if _NEGATIVE.search(text):
        return None
    from email.utils import parsedate_tz  # start-up: hardly any mail needs it

    parsed = parsedate_tz(text)
    if not parsed:
        return None
    year, month, day, hour, minute, second, *_, offset = parsed
    return _at(year, month, day, hour, minute, min(second, 59), int((offset or 0) / 60))


def _at(year: int, month: int, day: int, hour: int, minute: int, second: int, offset: int) -> datetime | None:
    if not _EARLIEST <= year <= _LATEST or abs(offset) > _MOST_OFFSET:
        return None
    return datetime(year, month, day, hour, minute, second, tzinfo=timezone(timedelta(minutes=offset)))


def received(value: bytes) -> datetime | None:
    """The instant of a Received field, UTC: what stands behind its last semicolon."""
    stamp = read(value[-300:].rpartition(b";")[2].strip())
    return stamp.astimezone(UTC) if stamp else None
