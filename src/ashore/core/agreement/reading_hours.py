"""The calendar of one side: ``[hours.us]``, ``[holidays.us]``, ``[special.us]``."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from ashore.core.agreement.findings import Findings
from ashore.core.agreement.hours import parse_windows
from ashore.core.agreement.toml_lines import Path
from ashore.core.kernel import Reason, Side
from ashore.core.worktime import WEEKDAYS, Calendar, Windows

Table = Mapping[str, Any]


def read_calendar(data: Table, side: Side, base: Calendar | None, findings: Findings) -> Calendar | None:
    """The calendar of ``side``, or None where findings say why.

    Without ``[hours.side]`` hours and days off stand as in ``base``; ``zone`` alone keeps the week of ``base``, but not
    its days off, which are another country's.
    """
    hours = _table(data, "hours", side)
    zone = _zone(hours, side, base, findings)
    week = _week(hours, side, base, findings)
    if zone is None or week is None:
        return None
    mon, tue, wed, thu, fri, sat, sun = week
    calendar = base if base and hours is None else Calendar(zone, (mon, tue, wed, thu, fri, sat, sun))
    if (holidays := _table(data, "holidays", side)) is not None:
        calendar = replace(calendar, holidays=_holidays(holidays, ("holidays", side), findings))
    if (special := _table(data, "special", side)) is not None:
        calendar = replace(calendar, special=_special(special, ("special", side), findings))
    if calendar.never_open:
        findings.say(("hours", side), "agreement.no_hours", {"owner_side": side})
        return None
    return calendar


def _table(data: Table, name: str, side: Side) -> Table | None:
    group = data.get(name)
    found = group.get(side) if isinstance(group, dict) else None
    return found if isinstance(found, dict) else None


def _zone(hours: Table | None, side: Side, base: Calendar | None, findings: Findings) -> str | None:
    if hours is None:
        return base.zone if base else None
    name = hours.get("zone")
    path = ("hours", side, "zone")
    if name is None:
        findings.say(path, "agreement.zone_missing")
        return None
    if isinstance(name, str) and _exists(name):
        return name
    near = get_close_matches(str(name), available_timezones(), n=1, cutoff=0.4)
    findings.say(
        path, "agreement.zone_unknown", {"zone": str(name), "nearest": near[0] if near else "Europe/Bratislava"}
    )
    return None


def _exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return False
    return True


def _week(hours: Table | None, side: Side, base: Calendar | None, findings: Findings) -> list[Windows] | None:
    if hours is None or not any(day in hours for day in WEEKDAYS):
        return list(base.week) if base else None
    faults = len(findings.found)
    week = [_windows(hours.get(day, ""), ("hours", side, day), findings) for day in WEEKDAYS]
    return week if len(findings.found) == faults else None


def _windows(value: object, path: Path, findings: Findings) -> Windows:
    if isinstance(value, dict):
        return ()  # noted by the check of the shape
    if not isinstance(value, str):
        findings.say(path, "agreement.not_text", {"found": str(value)})
        return ()
    windows = parse_windows(value)
    if isinstance(windows, Reason):
        findings.add(path, windows)
        return ()
    return windows


def _holidays(table: Table, path: Path, findings: Findings) -> tuple[tuple[date, str], ...]:
    found: dict[date, str] = {}
    for key, name in table.items():
        day = _date(key, (*path, key), findings)
        if not isinstance(name, str):
            findings.say((*path, key), "agreement.holiday_unnamed")
        elif day is not None:
            found[day] = name
    return tuple(sorted(found.items()))


def _special(table: Table, path: Path, findings: Findings) -> tuple[tuple[date, Windows], ...]:
    found: dict[date, Windows] = {}
    for key, value in table.items():
        day = _date(key, (*path, key), findings)
        if isinstance(value, dict):
            findings.say((*path, key), "agreement.not_a_value")
        windows = _windows(value, (*path, key), findings)
        if day is not None:
            found[day] = windows
    return tuple(sorted(found.items()))


def _date(key: str, path: Path, findings: Findings) -> date | None:
    try:
        return date.fromisoformat(key) if len(key) == len("2026-01-01") else _no_date(key)
    except ValueError:
        findings.say(path, "agreement.date_unreadable", {"text": key})
        return None


def _no_date(key: str) -> date:
    raise ValueError(key)
