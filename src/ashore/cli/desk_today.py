"""``ashore today``: whom to write, in the terminal."""

import time
from typing import TYPE_CHECKING, Any

import click

from ashore.cli.desk_common import at, home_option, json_option, now_option, print_json, workspace_in
from ashore.cli.progress import Stage

if TYPE_CHECKING:
    from ashore.usecases.queries.rows import ClockRow, Today
    from ashore.words import Speech

HEADINGS = (("due", "Due"), ("promised", "Promised"), ("keep_warm", "Keep warm"))
WIDTH = 60
PATIENCE_SECONDS = 10.0
"""So long mail that was taken in is understood before the day is shown; the rest is left to the background."""


@click.command()
@click.option("--why", is_flag=True, help="Show the reason of each line.")
@click.option(
    "--language", type=click.Choice(["en", "ru", "sk", "fil"]), help="Language of the words. [the workspace's]"
)
@home_option
@now_option
@json_option
def today(why: bool, language: str | None, folder: str | None, moment: str | None, as_json: bool) -> int:
    """What is due, what was promised, whom to keep warm. Exit 1 when something is late.

    Mail that was taken in and is not understood yet is understood first, for some seconds at most.

    \b
    Examples:
      ashore today
      ashore today --why --now 2026-01-16T09:00+01:00
    """
    workspace = workspace_in(folder)
    from ashore.usecases.queries.pending import being_understood
    from ashore.usecases.queries.today import today as read_today
    from ashore.usecases.refreshing import refresh_all
    from ashore.words import speech

    now = at(moment)
    if moment is None:
        until = time.monotonic() + PATIENCE_SECONDS
        with Stage("Understanding", "messages") as line:
            refresh_all(
                now=now,
                watch=lambda state: line.at(state.done, state.all, state.done),
                enough=lambda: time.monotonic() > until,
            )
    found, left = read_today(workspace=workspace, user=None, now=now), being_understood(workspace=workspace)
    if as_json:
        print_json({**_data(found), "being_understood": left})
    else:
        _show(found, speech(language or workspace.language, workspace.zone), why)
        if left:
            whose = "a client" if left == 1 else f"{left:,} clients"
            click.echo(f"Mail of {whose} is not understood yet: what is owed there may be missing.", err=True)
    return 1 if found.late else 0


def _show(found: "Today", reader: "Speech", why: bool) -> None:
    if found.day_clear and not found.promised and not found.keep_warm:
        click.echo("The day is clear.")
    for name, heading in HEADINGS:
        rows = getattr(found, name)
        if rows:
            click.secho(heading, bold=True)
            for row in rows:
                _line(row, reader, why)
    if found.more_due:
        click.echo("  and more: open the inbox.")
    if found.older:
        click.echo(f"Older, unsettled: {found.older:,} conversations at the end of the inbox.")


def _line(row: "ClockRow", reader: "Speech", why: bool) -> None:
    from ashore.words import kind_name, label, say_lines

    state = label(f"state.{row.state}", reader)
    what = kind_name(row.kind, row.owed_by, reader)
    side = label(f"side.{row.owed_by}", reader)
    click.echo(
        f"  {span(row.seconds_left):>10}  {state:<10} {what} ({side}): {row.client.name}, {shortened(row.subject)}"
    )
    for quote in row.quotes or ((row.quote,) if row.quote else ()):
        click.echo(f"{'':14}\u201c{shortened(quote)}\u201d")
    if why:
        for depth, sentence, _ in say_lines(row.because, reader):
            click.echo(f"{'':14}{'  ' * depth}{sentence}")


def shortened(text: str) -> str:
    """One line of at most ``WIDTH`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rstrip()}…"


def span(seconds: int | None) -> str:
    """``1 h 20 min``, ``-3 d``: how long is left, a minus for what is past, ``-`` without a time."""
    if seconds is None:
        return "-"
    minutes = abs(seconds) // 60
    sign = "-" if seconds < 0 else ""
    if minutes < 60:
        return f"{sign}{minutes} min"
    if minutes < 48 * 60:
        return f"{sign}{minutes // 60} h {minutes % 60:02d} min"
    return f"{sign}{minutes // 1440} d"


def _data(found: "Today") -> dict[str, Any]:
    lists = {name: [row_data(row) for row in getattr(found, name)] for name, _ in HEADINGS}
    figures = {name: getattr(found, name) for name in ("at", "late", "due_today", "day_clear", "older")}
    return {**figures, **lists}


def row_data(row: "ClockRow") -> dict[str, Any]:
    """A clock as JSON."""
    return {
        "id": row.obligation,
        "kind": row.kind,
        "owed_by": row.owed_by,
        "state": row.state,
        "due": row.due,
        "seconds_left": row.seconds_left,
        "questions": list(row.quotes),
        "client": row.client.name,
        "conversation": row.conversation,
        "subject": row.subject,
        "quote": row.quote,
        "because": row.because.as_data(),
    }
