"""``ashore contacts``: clients and people in from CSV and vCard, and out as CSV."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ashore.cli.desk_common import at, home_option, json_option, now_option, print_json, workspace_in

if TYPE_CHECKING:
    from ashore.intake.contacts import Fault
    from ashore.usecases.contacts import Outcome, Step

MOST_SHOWN = 50
STEPS = {
    "new_client": "new client {client}: {who}",
    "new_person": "new person at {client}: {who}",
    "new_address": "one more address at {client}: {who}",
    "known": "known already",
    "other_name": "{who} is called {other} here; kept as it is",
    "elsewhere": "{who} belongs to {client} here, not to {other}; kept as it is",
    "ours": "{who} is one of us; left out",
    "erased": "was erased at their wish; left out",
}
COUNTED = {
    "new_client": "new client(s)",
    "new_person": "new person(s)",
    "new_address": "with one more address",
    "known": "known already",
    "other_name": "under another name here",
    "elsewhere": "at another client here",
    "ours": "of us",
    "erased": "erased",
}


@click.group()
def contacts() -> None:
    """Clients and their people: in from CSV and vCard, out as CSV.

    \b
    Examples:
      ashore contacts import people.csv --dry-run
      ashore contacts export > people.csv
    """


@contacts.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only tell what would come of it.")
@home_option
@now_option
@json_option
def import_(file: Path, dry_run: bool, folder: str | None, moment: str | None, as_json: bool) -> int:
    """Take in a table (CSV) or address cards (vCard). Nothing that is here is overwritten, and the same file twice
    changes nothing.

    Columns are known by their headings, in English, Russian, Slovak and Filipino; encoding and separator are found
    out. Exit 1 when lines were left out.

    \b
    Examples:
      ashore contacts import people.csv --dry-run
      ashore contacts import cards.vcf
    """
    if not file.is_file():
        raise click.ClickException(f"{file}: no such file")
    workspace = workspace_in(folder)
    from ashore.usecases.contacts import preview, take_in

    data = file.read_bytes()
    if dry_run:
        outcome = preview(workspace=workspace, data=data)
    else:
        outcome = take_in(workspace=workspace, user=None, now=at(moment), data=data, name=file.name)
    if as_json:
        print_json({"contacts": _as_json(outcome, dry_run)})
    else:
        _tell(file, outcome, dry_run)
    return 2 if outcome.faults and not outcome.steps else 1 if outcome.faults else 0


@contacts.command()
@home_option
def export(folder: str | None) -> int:
    """Print all clients and people as CSV, with headings that `import` reads.

    \b
    Examples:
      ashore contacts export > people.csv
      ashore contacts export --home ~/desk | head
    """
    workspace = workspace_in(folder)
    from ashore.usecases.exporting.people import people_csv

    for line in people_csv(workspace=workspace):
        sys.stdout.write(line)
    return 0


def _tell(file: Path, outcome: "Outcome", dry_run: bool) -> None:
    read = outcome.read
    kept = ", ".join(f"{heading} = {field}" for heading, field in read.columns if field)
    how = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.get(read.delimiter, read.delimiter)
    shape = f"{read.encoding}, {how}" if read.delimiter else read.encoding
    click.echo(f"{file}: {'address cards' if read.form == 'vcard' else 'table'}, {shape}.", err=True)
    if kept:
        click.echo(f"Columns: {kept}.", err=True)
    for fault in outcome.faults[:MOST_SHOWN]:
        click.echo(_fault(file, fault), err=True)
    _more(len(outcome.faults) - MOST_SHOWN, "lines left out")
    shown = [step for step in outcome.steps if step.kind != "known"]
    for step in shown[:MOST_SHOWN] if dry_run else []:
        click.echo(f"{file}:{step.line}: {_step(step)}")
    _more(len(shown) - MOST_SHOWN if dry_run else 0, "lines like these")
    counts = ", ".join(f"{n:,} {COUNTED[kind]}" for kind, n in outcome.counts.items() if n) or "nothing"
    click.echo(f"{'It would be' if dry_run else 'Taken in'}: {counts}.", err=True)
    if dry_run:
        click.echo("Nothing was changed; without --dry-run it is taken in.", err=True)


def _more(number: int, of: str) -> None:
    if number > 0:
        click.echo(f"... and {number:,} more {of}.", err=True)


def _step(step: "Step") -> str:
    who = " ".join([step.name, *(f"<{email}>" for email in step.emails)]).strip() or step.client
    return STEPS[step.kind].format(who=who, client=step.client, other=step.other)


def _fault(file: Path, fault: "Fault") -> str:
    from ashore.words import say

    return f"{file}:{fault.line}: {say(fault.reason)}" if fault.line else f"{file}: {say(fault.reason)}"


def _as_json(outcome: "Outcome", dry_run: bool) -> dict[str, object]:
    from dataclasses import asdict

    from ashore.words import say

    read = outcome.read
    return {
        "dry_run": dry_run,
        "form": read.form,
        "encoding": read.encoding,
        "delimiter": read.delimiter,
        "columns": [list(each) for each in read.columns],
        "counts": outcome.counts,
        "faults": [{"line": f.line, "code": f.reason.code, "text": say(f.reason)} for f in outcome.faults],
        "steps": [asdict(step) for step in outcome.steps],
    }
