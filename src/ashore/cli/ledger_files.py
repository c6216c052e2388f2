"""Reading what ``ashore ledger`` and ``ashore agreement compare`` are given: a log, and a moment."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ashore.cli.agreement_file import told
from ashore.cli.harmless import clean, echo
from ashore.cli.instants import on_wall

if TYPE_CHECKING:
    from ashore.core.kernel import Finding
    from ashore.core.ledger import Event

SHOWN = 20
"""Of so many bad lines each is told; the rest is counted."""


def events_of(file: str) -> "tuple[tuple[Event, ...], tuple[Finding, ...]]":
    """The events of a log (``-``: stdin) and its warnings. Raises click.UsageError where a line cannot be used."""
    from ashore.core.ledger.jsonl import read_events

    if file == "-":
        events, found = read_events(sys.stdin.buffer, "<stdin>")
    else:
        with Path(file).open("rb") as lines:
            events, found = read_events(lines, file)
    errors = [each for each in found if each.severity == "error"]
    if len(errors) == 1:
        raise click.UsageError(clean(told(errors[0])))
    if errors:
        for each in errors[:SHOWN]:
            echo(told(each), err=True)
        raise click.UsageError(f"{len(errors)} lines of {file} cannot be used; nothing was derived.")
    return events, found


def moment(text: str | None, zone: str) -> datetime:
    """``--now``; without it the clock's own. A time without an offset is on the wall of ``zone``."""
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    return on_wall(text, zone, "--now", "2026-05-29T17:00+02:00").astimezone(UTC)
