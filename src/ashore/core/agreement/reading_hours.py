"""The calendar of one side: ``[hours.us]``, ``[holidays.us]``, ``[special.us]``."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ashore.core.agreement.findings import Findings
from ashore.core.kernel import Side
from ashore.core.worktime import WEEKDAYS, Calendar, Week

Table = Mapping[Any, Any]


def calendar_of(filled: Table, side: Side, base: Calendar | None, findings: Findings) -> Calendar | None:
    """The calendar of ``side``, or None where findings say why.

    Without ``[hours.side]`` hours and days off stand as in ``base``; ``zone`` alone keeps the week of ``base``, but not
    its days off, which are another country's.
    """
    hours = filled.get("hours", {}).get(side)
    calendar = _weekly(hours, base)
    if calendar is None:
        return None
    if (holidays := filled.get("holidays", {}).get(side)) is not None:
        calendar = replace(calendar, holidays=_dated(holidays))
    if (special := filled.get("special", {}).get(side)) is not None:
        calendar = replace(calendar, special=_dated(special))
    if calendar.never_open and not findings.about(("hours", "us" if hours is None else side)):
        findings.say(("hours", side), "agreement.no_hours", {"owner_side": side})
    return calendar


def week_of(hours: Table) -> Week:
    """Monday to Sunday; a day that is not named is closed."""
    mon, tue, wed, thu, fri, sat, sun = (hours.get(day, ()) for day in WEEKDAYS)
    return mon, tue, wed, thu, fri, sat, sun


def _weekly(hours: Table | None, base: Calendar | None) -> Calendar | None:
    if hours is None:
        return base
    if "zone" not in hours:
        return None
    if any(day in hours for day in WEEKDAYS):
        return Calendar(hours["zone"], week_of(hours))
    return Calendar(hours["zone"], base.week) if base else None


def _dated(table: Table) -> tuple[tuple[date, Any], ...]:
    return tuple(sorted((key, value) for key, value in table.items() if isinstance(key, date)))
