"""``ashore export`` and ``erase``."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ashore.cli.desk_common import at, home_option, json_option, now_option, print_json, workspace_in

if TYPE_CHECKING:
    from ashore.usecases.erasing.finding import Traces

MOST_SHOWN = 20


@click.command()
@click.argument("target", type=click.Path(path_type=Path), required=False)
@click.option("--maildir", is_flag=True, help="Mail as a file each, byte for byte, instead of an mbox a client.")
@home_option
@json_option
def export(target: Path | None, maildir: bool, folder: str | None, as_json: bool) -> int:
    """Write everything in open formats into a new folder TARGET, or into a zip where it ends in .zip.

    Mail as mbox, tables as CSV and JSON Lines, agreements as TOML, and a manifest with the SHA-256 of each file.
    Passwords are not in it. The desk can be in use meanwhile.

    \b
    Examples:
      ashore export everything.zip
      ashore export /mnt/disk/desk-2026 --maildir
    """
    workspace = workspace_in(folder)
    from ashore.usecases.exporting import BadTarget
    from ashore.usecases.exporting import export as write_out

    to = (target or Path(f"ashore-export-{datetime.now():%Y%m%d-%H%M%S}.zip")).absolute()  # noqa: DTZ005 - a name for people
    try:
        members = write_out(workspace=workspace, to=to, form="maildir" if maildir else "mbox")
    except BadTarget as error:
        raise click.ClickException(str(error)) from None
    size = sum(each.size for each in members)
    if as_json:
        print_json({"export": {"path": str(to), "files": len(members), "bytes": size}})
    else:
        click.echo(str(to))
        click.echo(f"{len(members):,} files, {size:,} bytes. It holds all mail: keep it safe.", err=True)
    return 0


@click.command()
@click.argument("who", metavar="PERSON-OR-ADDRESS")
@click.option("--yes", "really", is_flag=True, help="Erase; without it you are only told what would go.")
@click.option("--keep-shared", is_flag=True, help="Leave letters of others as they are, as evidence.")
@home_option
@now_option
@json_option
def erase(who: str, really: bool, keep_shared: bool, folder: str | None, moment: str | None, as_json: bool) -> int:
    """Erase a person at their wish (GDPR, article 17): first told, done with --yes, never undone.

    Their letters are emptied; their name and addresses go from letters of others, from the log, from drafts, replies
    and the word search; an import does not bring them back. Backups written before still hold them.

    \b
    Examples:
      ashore erase petra@nordlicht.example
      ashore erase "Petra Nord" --yes
    """
    workspace = workspace_in(folder)
    from ashore.usecases.erasing.doing import erase as erase_person
    from ashore.usecases.erasing.finding import find
    from ashore.usecases.errors import NotPossible, NotThere

    try:
        traces = find(workspace=workspace, who=who, keep_shared=keep_shared)
        if really:
            erase_person(workspace=workspace, user=None, now=at(moment), who=who, keep_shared=keep_shared)
    except NotThere:
        raise click.ClickException(f"Nobody here is known as {who}; nothing was changed.") from None
    except NotPossible as error:
        raise click.ClickException(ERASE_REFUSALS[error.code].format(**error.params)) from None
    if as_json:
        print_json({"erase": {"done": really, **traces.as_counts()}})
    else:
        _tell(traces, really)
    return 0


ERASE_REFUSALS = {
    "erase.ours": "{email} is one of us; take the account out with ashore user.",
    "erase.several": "Several people are called so: {emails}. Give the address.",
}


def _tell(traces: "Traces", really: bool) -> None:
    click.echo(f"{traces.name or 'Somebody'}: {', '.join(traces.emails)}")
    for number, words in (
        (traces.own, "letters of theirs, which are emptied"),
        (traces.shared, "letters of others in which they are named"),
        (traces.files, "attached files of theirs, which are deleted"),
        (traces.records, "records in the log, drafts and replies in which they are named"),
    ):
        click.echo(f"  {number:,} {words}")
    if traces.kept:
        click.echo(f"  {traces.kept:,} letters of others stay as they are, with what they say of them")
    for subject in traces.subjects[:MOST_SHOWN]:
        click.echo(f"    {subject}")
    if really:
        click.echo("Erased. Delete backups and exports that were written before.", err=True)
    else:
        click.echo("Nothing was changed; --yes erases this for good.", err=True)
