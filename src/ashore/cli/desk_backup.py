"""``ashore backup`` and ``restore``."""

from datetime import datetime
from pathlib import Path

import click

from ashore.cli.desk_common import home_option, opened
from ashore.cli.progress import Progress


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--with-key", is_flag=True, help="Write the keys beside it too, into FILE.keys.")
@home_option
def backup(file: Path | None, with_key: bool, folder: str | None) -> int:
    """Write the whole desk into one new FILE, also while it runs, from SQLite or PostgreSQL alike.

    The keys are not in it: without them the passwords of mail accounts must be typed in anew after a restore, and
    everybody signs in again. --with-key writes them into a second file; keep the two apart.

    \b
    Examples:
      ashore backup
      ashore backup /mnt/disk/desk-2026-01-16.sqlite3 --with-key
    """
    opened(folder)
    from ashore.usecases import backups

    target = (file or Path(f"ashore-{datetime.now():%Y%m%d-%H%M%S}.sqlite3")).absolute()  # noqa: DTZ005 - a name for people
    try:
        with Progress("Copying", 0, "steps") as line:
            size = backups.backup(to=target, watch=lambda done, _: line.at(done, done))
        keys = backups.write_keys(beside=target) if with_key else None
    except backups.BadBackup as error:
        raise click.ClickException(str(error)) from None
    click.echo(str(target))
    click.echo(f"{size:,} bytes. It holds all mail: keep it as safe as the desk itself.", err=True)
    if keys:
        click.echo(f"The keys are in {keys}: keep them apart from the backup.", err=True)
    else:
        click.echo("The keys are not in it: --with-key writes them beside it.", err=True)
    return 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--with-key", is_flag=True, help="Take the keys from FILE.keys too.")
@home_option
def restore(file: Path, with_key: bool, folder: str | None) -> int:
    """Bring the desk back from FILE; the present one is moved aside, not deleted. Stop the desk first.

    FILE may come from a desk on the other database: this is how a desk moves from SQLite to PostgreSQL and back.

    \b
    Examples:
      ashore restore ashore-20260116-174000.sqlite3
      ashore restore backup.sqlite3 --home ~/second-desk --with-key
    """
    place = opened(folder, must_exist=False)
    from ashore.conf import boot
    from ashore.usecases import backups

    source = file.absolute()
    try:
        with Progress("Restoring", 0, "steps") as line:
            former = backups.restore(source=source, watch=lambda done, _: line.at(done, done))
        moved = backups.put_keys(source=source, folder=place) if with_key else ()
    except backups.BadBackup as error:
        raise click.ClickException(str(error)) from None
    boot.migrate()
    click.echo(f"The desk in {place} is restored.", err=True)
    if former:
        told = "The former one is" if former.kind == "file" else "The former one is the schema"
        click.echo(f"{told} {former.name}.", err=True)
    for each in moved:
        click.echo(f"The former key is {each}.", err=True)
    if not with_key:
        _tell_of_seals()
    return 0


def _tell_of_seals() -> None:
    """Which secrets were sealed with the key of another installation."""
    from ashore.usecases.backups import broken_seals

    for each in broken_seals():
        click.echo(f"{each.what} {each.name}: sealed with another key, its password must be typed in anew.", err=True)
