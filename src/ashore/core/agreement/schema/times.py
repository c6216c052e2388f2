"""Times in an agreement: lengths, days, moments, the clock on the wall, hours, rhythms."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from ashore.core.agreement.clauses import Length
from ashore.core.agreement.hours import parse_windows
from ashore.core.agreement.schema.kinds import not_text, shown
from ashore.core.agreement.schema.parts import Here, Kind
from ashore.core.agreement.within import Within, parse_within
from ashore.core.kernel import Reason
from ashore.core.worktime import WEEKDAYS

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_LENGTH = re.compile(r"(\d{1,4})\s+(day|week|month|year)s?", re.IGNORECASE)
_RHYTHM = re.compile(r"(?:weekly|every\s+(\d{1,2})\s+weeks?)\s+(.+?)\s+(\S+)", re.IGNORECASE)
_SIZES: dict[str, tuple[int, str]] = {"day": (1, "days"), "week": (7, "days"), "month": (1, "months")}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Weekdays (0 for Monday) at a time of the wall clock, every so many weeks."""

    weekdays: tuple[int, ...]
    at: time
    every_weeks: int


def day(text: str) -> date | Reason:
    """A date written as 2026-12-25."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-12-25") else _no_date(text)
    except ValueError:
        return Reason("agreement.date_unreadable", params={"text": text})


def _no_date(text: str) -> date:
    raise ValueError(text)


def _day(value: Any, here: Here) -> date | Reason:  # noqa: ARG001 - the form of all readers
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return day(value.strip()) if isinstance(value, str) else day(shown(value))


def _moment(value: Any, here: Here) -> datetime | Reason:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return Reason("agreement.moment_unreadable", params={"text": value})
    zone = ZoneInfo(here.zone)
    if isinstance(value, datetime):
        return value if value.tzinfo else _on_the_wall(value, zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone).astimezone(UTC)
    return Reason("agreement.moment_unreadable", params={"text": shown(value)})


def _on_the_wall(value: datetime, zone: ZoneInfo) -> datetime | Reason:
    """The instant at which the wall clock says so; one that it never says, or says twice, is asked back."""
    first, second = (value.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    text = value.isoformat(sep=" ", timespec="minutes")
    if first.astimezone(zone).replace(tzinfo=None) != value:
        later = first.astimezone(zone)
        return Reason("agreement.moment_gap", params={"text": text, "zone": zone.key, "better": f"{later:%H:%M}"})
    if first != second:
        either = " / ".join(at.astimezone(zone).isoformat(timespec="minutes") for at in (first, second))
        return Reason("agreement.moment_twice", params={"text": text, "zone": zone.key, "better": either})
    return first


def _clock(value: Any, here: Here) -> time | Reason:  # noqa: ARG001 - the form of all readers
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    form = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if form is None:
        return Reason("agreement.clock_unreadable", params={"text": shown(value)})
    hours, minutes = int(form.group(1)), int(form.group(2))
    if hours > 23 or minutes > 59:
        return Reason("agreement.time_impossible", params={"time": form.group()})
    return time(hours, minutes)


def _cutoff(value: Any, here: Here) -> object | Reason:
    return "none" if isinstance(value, str) and value.strip().lower() == "none" else _clock(value, here)


def _within(value: Any, here: Here) -> Within | Reason:
    if not isinstance(value, str):
        return not_text(value)
    if value.strip().lower() == "never":
        return Reason("agreement.within_needed")
    found = parse_within(value)
    return found.at(here.clause) if isinstance(found, Within) else found


def _within_or_never(value: Any, here: Here) -> Within | Reason | None:
    return None if isinstance(value, str) and value.strip().lower() == "never" else _within(value, here)


def _length(value: Any, here: Here) -> Length | Reason:  # noqa: ARG001 - the form of all readers
    form = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    amount = int(form.group(1)) if form else 0
    if form is None or amount == 0:
        return Reason("agreement.length_unreadable", params={"text": shown(value)})
    unit = form.group(2).lower()
    if unit in ("day", "week"):
        return Length(amount * _SIZES[unit][0], "days")
    return Length(amount, "months" if unit == "month" else "years")


def _windows(value: Any, here: Here) -> object | Reason:  # noqa: ARG001 - the form of all readers
    return parse_windows(value) if isinstance(value, str) else not_text(value)


def _zone(value: Any, here: Here) -> str | Reason:  # noqa: ARG001 - the form of all readers
    if isinstance(value, str) and zone_exists(value):
        return value
    near = get_close_matches(str(value), available_timezones(), n=1, cutoff=0.4)
    nearest = near[0] if near else "Europe/Bratislava"
    return Reason("agreement.zone_unknown", params={"zone": shown(value), "nearest": nearest})


def zone_exists(name: str) -> bool:
    """Whether there is such a time zone (IANA)."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


def _weekdays(text: str) -> tuple[int, ...]:
    names = [word.strip().lower()[:3] for word in re.split(r"[,\s]+", text) if word not in ("", "and")]
    return tuple(sorted({WEEKDAYS.index(name) for name in names})) if set(names) <= set(WEEKDAYS) else ()


def _rhythm(value: Any, here: Here) -> Rhythm | Reason:
    form = _RHYTHM.fullmatch(value.strip()) if isinstance(value, str) else None
    days = _weekdays(form.group(2)) if form else ()
    weeks = int(form.group(1) or 1) if form else 0
    if form is None or not days or not weeks:
        return Reason("agreement.schedule_unreadable", params={"text": shown(value)})
    at = _clock(form.group(3), here)
    return at if isinstance(at, Reason) else Rhythm(days, at, weeks)


def _day_of(value: Any, here: Here) -> int | Reason:  # noqa: ARG001 - the form of all readers
    """A weekday's name (0 for Monday) or a day of the month."""
    if isinstance(value, str) and value.strip().lower()[:3] in WEEKDAYS:
        return WEEKDAYS.index(value.strip().lower()[:3])
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 31:
        return value
    return Reason("agreement.day_unreadable", params={"text": shown(value)})


def _kind(name: str, read: Callable[[Any, Here], object], **schema: object) -> Kind:
    return Kind(name, read, schema)


_LONG = r"\d{1,9}(\.\d{1,4})? +((working|business) +(minute|hour|day)|day|week)s?"

DAY = _kind("date", _day, type="string", format="date")
MOMENT = _kind("date, or moment with its offset", _moment, type="string")
CLOCK = _kind("time of day", _clock, type="string", pattern=r"^\d{1,2}:\d{2}(:\d{2})?$")
CUTOFF = _kind('time of day, or "none"', _cutoff, type="string", pattern=r"^(none|\d{1,2}:\d{2}(:\d{2})?)$")
WITHIN = _kind("length of time", _within, type="string", pattern=f"^{_LONG}$")
WITHIN_OR_NEVER = _kind('length of time, or "never"', _within_or_never, type="string", pattern=f"^(never|{_LONG})$")
LENGTH = _kind("days, weeks, months or years", _length, type="string", pattern=r"^\d{1,4} +(day|week|month|year)s?$")
WINDOWS = _kind("hours of a day", _windows, type="string")
ZONE = _kind("time zone (IANA)", _zone, type="string")
RHYTHM = _kind("rhythm", _rhythm, type="string", pattern=r"^(weekly|every +\d{1,2} +weeks?) +.+ +\d{1,2}:\d{2}$")
DAY_OF = Kind(
    "weekday, or day of the month",
    _day_of,
    {"anyOf": [{"enum": list(WEEKDAYS)}, {"type": "integer", "minimum": 1, "maximum": 31}]},
)
