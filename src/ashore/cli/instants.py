"""Moments as people write them on the command line."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

FIRST_YEAR, LAST_YEAR = 1970, 2200


def with_offset(text: str) -> datetime:
    """``--now`` where nothing says whose clock is meant: a time with its offset, of a year that mail can bear.

    Raises click.BadParameter with advice.
    """
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(f"{text!r} is no time; write 2026-03-13T17:40+01:00", param_hint="--now") from None
    if at.tzinfo is None:
        raise click.BadParameter(f"{text} has no offset; write {text}+00:00 for UTC", param_hint="--now")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise click.BadParameter(
            f"{text} is not of the years {FIRST_YEAR} to {LAST_YEAR}; write 2026-03-13T17:40+01:00", param_hint="--now"
        )
    return at


def on_wall(text: str, zone: str, name: str, example: str) -> datetime:
    """An instant, aware: a time without an offset is on the wall of ``zone``. ``name``: the option, for the message.

    Raises click.UsageError with ``example``.
    """
    try:
        at = datetime.fromisoformat(text.strip())
        aware = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
        aware.astimezone(UTC)  # the first and the last day of all years have no such time everywhere
    except (ValueError, OverflowError) as error:
        raise click.UsageError(f'{name}: "{text}" is not a time; write e.g. {example}.') from error
    return aware
