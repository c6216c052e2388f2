"""Times of day told in a zone of their own: "5pm CET", "17:00 по Москве"."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_PLACES = {
    "utc": "UTC",
    "london": "Europe/London",
    "paris": "Europe/Paris",
    "helsinki": "Europe/Helsinki",
    "moscow": "Europe/Moscow",
    "yekaterinburg": "Asia/Yekaterinburg",
    "novosibirsk": "Asia/Novosibirsk",
    "vladivostok": "Asia/Vladivostok",
    "newyork": "America/New_York",
    "losangeles": "America/Los_Angeles",
    "dubai": "Asia/Dubai",
    "manila": "Asia/Manila",
    "singapore": "Asia/Singapore",
    "tokyo": "Asia/Tokyo",
    "sydney": "Australia/Sydney",
}
_LITERAL = {
    "gmt": ("london", 0),
    "bst": ("london", 1),
    "cet": ("paris", 1),
    "cest": ("paris", 2),
    "eet": ("helsinki", 2),
    "est": ("newyork", -5),
    "edt": ("newyork", -4),
    "pst": ("losangeles", -8),
    "pdt": ("losangeles", -7),
}
"""Abbreviations with their place and hours from UTC: out of their season many mean the time of the place."""


def in_zone(wall: datetime, zone: str, home: tzinfo | None) -> tuple[datetime, bool]:
    """The instant of a wall clock in a named zone, told in the ``home`` zone, and whether it has one reading; of two
    the later. An unknown zone ("your time") is taken for the home one, in doubt."""
    if zone in _LITERAL:
        place, hours = _LITERAL[zone]
        local = wall.replace(tzinfo=ZoneInfo(_PLACES[place])).astimezone(UTC)
        literal = wall.replace(tzinfo=timezone(timedelta(hours=hours))).astimezone(UTC)
        return max(local, literal).astimezone(home), local == literal
    if zone in _PLACES:
        return wall.replace(tzinfo=ZoneInfo(_PLACES[zone])).astimezone(home), True
    return wall.replace(tzinfo=home), False
