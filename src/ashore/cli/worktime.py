"""``ashore worktime``: working-time arithmetic in the terminal."""

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from ashore.cli.agreement_file import loaded
from ashore.cli.instants import on_wall

if TYPE_CHECKING:
    from ashore.core.agreement import Agreement, Within
    from ashore.core.kernel import Reason, Side

EXAMPLE = "2026-01-16T17:40 or 2026-01-16T17:40+01:00"
_SHORT = re.compile(r"(?:PT)?(?:(\d{1,6})\s*h(?:ours?)?)?\s*(?:(\d{1,8})\s*m(?:in(?:utes?)?)?)?", re.IGNORECASE)
_Command = TypeVar("_Command", bound=Callable[..., object])


@click.group()
def worktime() -> None:
    """Count in working time: when is it due, how long did it take.

    \b
    Examples:
      ashore worktime due 2026-01-16T17:40 "2 working hours" --zone Europe/Bratislava
      ashore worktime elapsed 2026-01-16T17:40+01:00 2026-01-19T10:40+01:00 --agreement agreement.toml
    """


def _terms(command: _Command) -> _Command:
    """The options that both commands share."""
    options = (
        click.option(
            "--agreement", metavar="FILE", help="Agreement (TOML; - reads stdin). Without it: the standard one."
        ),
        click.option(
            "--side", type=click.Choice(["us", "client"]), default="us", show_default=True, help="Whose hours."
        ),
        click.option("--zone", help="Another wall clock than the agreement's, e.g. Asia/Manila."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@worktime.command()
@click.argument("start")
@click.argument("duration")
@_terms
@click.option("--why", is_flag=True, help="Show the arithmetic, on stderr.")
def due(
    start: str, duration: str, agreement: str | None, side: "Side", zone: str | None, as_json: bool, why: bool
) -> None:
    """When DURATION that begins at START is over.

    START is ISO 8601; without an offset it is on the side's own wall clock. DURATION is e.g. "2 working hours",
    "90 working minutes", "3 working days", "3 days", or short working time: 2h, 90m, 2h30m.

    \b
    Examples:
      ashore worktime due 2026-01-16T17:40 2h
      ashore worktime due 2026-01-16 "3 working days" --agreement agreement.toml --side client
    """
    terms = _agreement(agreement, zone)
    wall = terms.calendar(side).zone
    within = _within(duration)
    at, reason = _counted(lambda: terms.due_after(side, on_wall(start, wall, "START", EXAMPLE), within))
    shown = at.astimezone(ZoneInfo(wall)).isoformat()
    if why:
        _explain(reason, wall)
    click.echo(json.dumps({"version": 1, "due": shown, "because": reason.as_data()}) if as_json else shown)


@worktime.command()
@click.argument("start")
@click.argument("end")
@_terms
def elapsed(start: str, end: str, agreement: str | None, side: "Side", zone: str | None, as_json: bool) -> None:
    """How many whole minutes of working time lie between START and END.

    \b
    Examples:
      ashore worktime elapsed 2026-01-16T17:40 2026-01-19T10:40
      ashore worktime elapsed 2026-01-16T17:40Z 2026-01-19T10:40Z --agreement agreement.toml --json
    """
    terms = _agreement(agreement, zone)
    wall = terms.calendar(side).zone
    first, last = on_wall(start, wall, "START", EXAMPLE), on_wall(end, wall, "END", EXAMPLE)
    if last < first:
        raise click.UsageError(f"END ({end}) lies before START ({start}); give the earlier one first.")
    minutes = _counted(lambda: terms.clock(side).elapsed(first, last))
    click.echo(json.dumps({"version": 1, "minutes": minutes}) if as_json else str(minutes))


_Result = TypeVar("_Result")


def _counted(count: Callable[[], _Result]) -> _Result:
    """The result of a count, or one sentence where the calendar does not reach that far."""
    from ashore.core.worktime import NeverOpen

    try:
        return count()
    except NeverOpen as never:
        raise click.UsageError(f"{never}; check the hours, the date and the duration.") from never
    except OverflowError as beyond:
        raise click.UsageError("the times lie outside the years 1 to 9999; check START and the duration.") from beyond


def _within(text: str) -> "Within":
    from ashore.core.agreement import Within, parse_within
    from ashore.words import say

    short = _SHORT.fullmatch(text.strip())
    if short and any(short.groups()):
        minutes = int(short.group(1) or 0) * 60 + int(short.group(2) or 0)
        text = f"{minutes} working minutes"
    found = parse_within(text)
    if isinstance(found, Within):
        return found
    raise click.UsageError(f"DURATION: {say(found)}")


def _agreement(file: str | None, zone: str | None) -> "Agreement":
    from ashore.core.agreement import default

    found = loaded(file) if file else default()
    try:
        return found.with_zone(zone) if zone else found
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.UsageError(f'there is no time zone "{zone}"; write e.g. Europe/Bratislava.') from error


def _explain(reason: "Reason", zone: str) -> None:
    from ashore.words import say_lines

    for depth, sentence, _ in say_lines(reason, "en", zone):
        click.echo("  " * depth + sentence, err=True)
