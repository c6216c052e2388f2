"""``ashore import``: mail archives into the desk."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ashore.cli.desk_common import at, home_option, json_option, now_option, print_json, workspace_in
from ashore.cli.import_mailbox import import_folder, is_mailbox
from ashore.cli.progress import Stage

if TYPE_CHECKING:
    from ashore.usecases.handles import Workspace
    from ashore.usecases.importing.progress import Progress as State

MOST_TOLD = 5


@click.command(name="import")
@click.argument("given", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@click.option("--processes", type=click.IntRange(0, 32), default=2, show_default=True, help="Children that read mail.")
@click.option("--later", is_flag=True, help="Take the mail in only; let ashore up or a worker understand it.")
@click.option("--password-file", type=click.Path(path_type=Path), help="For imap://: first line, the password.")
@home_option
@now_option
@json_option
def import_(
    given: tuple[str, ...],
    processes: int,
    later: bool,
    password_file: Path | None,
    folder: str | None,
    moment: str | None,
    as_json: bool,
) -> int:
    """Bring mbox files, Maildirs, folders of .eml and zips of these into the desk, or a folder of a mailbox.

    First the mail is taken in: from then on it is safe, and can be read and found. Then it is understood, newest
    conversations first: who owes whom what. What is there already is passed over; an interrupted import goes on where
    it was.

    \b
    Examples:
      ashore import ~/Mail/clients.mbox
      ashore import ~/Maildir archive.zip --later
      ashore import imaps://anna@imap.studio.example/Archive
    """
    paths = tuple(Path(each) for each in given if not is_mailbox(each))
    if not paths and len(given) == 1:
        return import_folder(given[0], password_file, later, folder, moment, as_json)
    if len(paths) != len(given):
        raise click.ClickException("Give the address of a mailbox alone.")
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise click.ClickException(f"{missing[0]}: no such file or folder")
    if (nothing := _nothing_to_do(folder, paths)) is not None:
        if as_json:
            print_json({"import": asdict(nothing)})
        else:
            _tell(0, 0, 0, nothing.files_skipped)
        return 0
    workspace = workspace_in(folder)
    from ashore.usecases.importing.archive import ImportStopped, import_archive

    told = False

    def tell(state: "State") -> None:
        nonlocal told
        if not told and not as_json:
            _tell(state.read, state.new, state.unreadable, state.files_skipped)
            _tell_why(workspace, state.unreadable)
            _warn_of_strangers(workspace)
        told = True

    with Stage("Taking in", "messages") as first, Stage("Understanding", "messages") as second:

        def watch(state: "State") -> None:
            if state.stage == "reading":
                first.at(state.bytes_done, state.bytes_all, state.read)
            elif state.stage in ("understanding", "done"):
                first.clear()
                tell(state)
                second.at(state.understood, state.to_understand, state.understood)

        try:
            done = import_archive(
                workspace=workspace, paths=paths, now=at(moment), processes=processes, watch=watch, later=later
            )
        except ImportStopped as stopped:
            raise click.ClickException(str(stopped)) from None
    if as_json:
        print_json({"import": asdict(done)})
    elif done.understood:
        click.echo(f"{done.understood:,} understood.", err=True)
    elif done.to_understand:
        click.echo(f"{done.to_understand:,} still to be understood: ashore up or ashore worker does that.", err=True)
    return 2 if done.unreadable and not done.new and not done.known and not done.files_skipped else 0


def _nothing_to_do(folder: str | None, paths: tuple[Path, ...]) -> "State | None":
    """What there is to tell where all of this was imported before; None where that is not plain to see."""
    from ashore.conf.databases import database
    from ashore.conf.home import BadSettings, file_settings, home
    from ashore.usecases.importing.unchanged import unchanged

    place = Path(folder).expanduser().absolute() if folder else home()
    try:
        url = os.environ.get("DATABASE_URL") or str(file_settings(place).get("database_url", ""))
        settings = database(url, place)
    except BadSettings:
        return None
    return unchanged(Path(settings["NAME"]), paths) if settings["ENGINE"].endswith("sqlite3") else None


def _tell(read: int, new: int, unreadable: int, skipped: int) -> None:
    known = read - new - unreadable
    parts = [f"{new:,} new"]
    if known > 0:
        parts.append(f"{known:,} known already")
    if skipped:
        parts.append(f"{skipped:,} unchanged file{'' if skipped == 1 else 's'} passed over")
    if unreadable:
        parts.append(f"{unreadable:,} could not be understood")
    click.echo(f"{read:,} read: {', '.join(parts)}.", err=True)


def _tell_why(workspace: "Workspace", unreadable: int) -> None:
    """What could not be understood, the last few of it, with the reason."""
    if not unreadable:
        return
    from ashore.usecases.queries.tray import tray
    from ashore.words import say

    for row in reversed(tray(workspace=workspace, limit=min(unreadable, MOST_TOLD))):
        place = f"@{row.place}" if row.place not in ("", "0") else ""
        why = say(row.why, workspace.language, workspace.zone) if row.why else row.reason
        click.echo(f"{row.source}{place}: {why}", err=True)
    if unreadable > MOST_TOLD:
        click.echo(f"... and {unreadable - MOST_TOLD:,} more before these.", err=True)


def _warn_of_strangers(workspace: "Workspace") -> None:
    from ashore.usecases.setting_up import knows_us

    if not knows_us(workspace=workspace):
        ours = ", ".join(workspace.me)
        click.echo(
            f"No message is from {ours}: if that is not how you write, make the desk anew with your --me.", err=True
        )
