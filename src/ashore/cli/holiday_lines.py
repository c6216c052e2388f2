"""Days off of a country as lines of an agreement: the ``holidays`` library proposes, people accept by signing."""

import warnings
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

import click

USUAL_HOURS = "09:00-13:00, 14:00-18:00"


def holiday_lines(
    country: str, years: Sequence[int], subdivision: str | None, language: str, side: str, hours: str = USUAL_HOURS
) -> list[str]:
    """``[holidays.side]`` with its source and, where a country works on Saturdays instead, ``[special.side]``.

    Names are in ``language`` where the library has it, else in the country's own. ``hours``: of a working Saturday.
    Raises click.UsageError for a country, subdivision or year that the library does not know.
    """
    import holidays

    supported = holidays.list_supported_countries()
    if country not in supported:
        raise click.UsageError(f"there are no days off for the country {country!r}; write its two letters, e.g. SK.")
    if subdivision and subdivision not in supported[country]:
        names = ", ".join(supported[country]) or "none"
        raise click.UsageError(f"{country} has no subdivision {subdivision!r}; known are: {names}.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = holidays.country_holidays(country, subdiv=subdivision)
        spoken = _language(language, known.supported_languages) or known.default_language
        days = holidays.country_holidays(country, subdiv=subdivision, years=list(years), language=spoken)
    found = sorted((day, name) for day, name in days.items() if day.year in years)
    missing = sorted(set(years) - {day.year for day, _ in found})
    if missing:
        raise click.UsageError(f"no days off of {country} are known for {', '.join(map(str, missing))}.")
    place = f"{country}-{subdivision}" if subdivision else country
    period = f"{min(years)}-{max(years)}" if len(years) > 1 else str(years[0])
    lines = [f"[holidays.{side}]", f'source = "Python library holidays {version("holidays")}: {place} {period}"']
    lines += [f"{day} = {_quoted(name)}" for day, name in found]
    working = _working(days, years)
    if working:
        lines += ["", f"[special.{side}]", *(f'{day} = "{hours}"' for day in working)]
    return lines


def _working(days: object, years: Sequence[int]) -> list[date]:
    """Saturdays and Sundays on which the country works."""
    return sorted(day for day in getattr(days, "weekend_workdays", ()) if day.year in years)


def _language(wanted: str, supported: Sequence[str]) -> str | None:
    """The library's own code for a language: en_GB before en_US where a country has it."""
    near = sorted(code for code in supported if code.split("_")[0] == wanted)
    return near[0] if near else None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
