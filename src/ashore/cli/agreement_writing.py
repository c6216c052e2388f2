"""A preset made into a first draft: other dates, days off, wall clock and currency."""

import re
from datetime import date, timedelta
from difflib import get_close_matches

import click

from ashore.cli.holiday_lines import holiday_lines
from ashore.core.agreement import PRESETS, preset_text
from ashore.core.agreement.presets import COUNTRIES

SUBDIVISIONS = {"en": "ENG"}
NOTICE = timedelta(weeks=2)
_DATE = re.compile(r"(?<== )\d{4}-\d{2}-\d{2}\b")
_DAYS_OFF = re.compile(r"^\[(?:holidays|special)\.(us|client)\]\n(?:.+\n)*", re.MULTILINE)
_START = re.compile(r"^start = (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_VALID = re.compile(r"^from = (\d{4}-\d{2}-\d{2})", re.MULTILINE)
_ZONE = re.compile(r'^zone = "[^"]*"$', re.MULTILINE)
_CURRENCY = re.compile(r'^currency = "[^"]*"$', re.MULTILINE)


def written(
    preset: str,
    language: str,
    *,
    country: str | None,
    subdivision: str | None,
    zone: str | None,
    currency: str | None,
    start: str | None,
    today: date,
) -> str:
    """The text of the draft. Raises click.UsageError for what does not exist."""
    text = _preset(preset, language)
    first = _first(start, today)
    text = _moved(text, first)
    subdivision = subdivision or (SUBDIVISIONS.get(language) if country is None else None)
    years = (first.year, first.year + 1)
    country = (country or COUNTRIES[language]).upper()

    def days_off(found: re.Match[str]) -> str:
        return "\n".join((*holiday_lines(country, years, subdivision, language, found.group(1)), ""))

    text = _DAYS_OFF.sub(days_off, text)
    if zone is not None:
        text = _ZONE.sub(f'zone = "{_zone(zone)}"', text)
    if currency is not None:
        if not re.fullmatch(r"[A-Za-z]{3}", currency):
            raise click.UsageError(f'--currency: "{currency}" is no currency; write its three letters, e.g. EUR.')
        text = _CURRENCY.sub(f'currency = "{currency.upper()}"', text)
    return text


def _preset(preset: str, language: str) -> str:
    known = next((each for each in PRESETS if each == preset), None)
    if known is None:
        near = get_close_matches(preset, PRESETS, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(PRESETS)}."
        raise click.UsageError(f"there is no preset {preset!r}{hint}")
    return preset_text(known, language)


def _first(start: str | None, today: date) -> date:
    if start is None:
        soon = today + NOTICE
        return soon + timedelta(days=-soon.weekday() % 7)
    try:
        return date.fromisoformat(start)
    except ValueError as error:
        raise click.UsageError(f'--start: "{start}" is not a date; write e.g. 2026-03-16.') from error


def _moved(text: str, first: date) -> str:
    """All dates of the terms moved with the start (days off are made anew): the start to its very day, others by whole
    weeks, so that they keep their weekdays."""
    old = _START.search(text) or _VALID.search(text)
    if old is None:
        return text
    began = date.fromisoformat(old.group(1))
    weeks = timedelta(days=(first - began).days // 7 * 7)
    head = _DATE.sub(lambda found: (date.fromisoformat(found.group()) + weeks).isoformat(), text)
    return _START.sub(f"start = {first}", head)


def _zone(zone: str) -> str:
    from ashore.core.agreement.schema.parts import Here
    from ashore.core.agreement.schema.times import ZONE
    from ashore.core.kernel import Reason
    from ashore.words import say

    found = ZONE.read(zone, Here("", "", ""))
    if isinstance(found, Reason):
        raise click.UsageError(f"--zone: {say(found)}")
    return zone
