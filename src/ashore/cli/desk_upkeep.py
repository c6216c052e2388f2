"""``ashore doctor``, ``rebuild``."""

from dataclasses import asdict
from datetime import UTC, datetime

import click

from ashore.cli.desk_common import at, home_option, json_option, now_option, opened, print_json, workspace_in
from ashore.cli.progress import Progress


@click.command()
@click.option("--offline", is_flag=True, help="Speak to no mail server.")
@home_option
@json_option
def doctor(offline: bool, folder: str | None, as_json: bool) -> int:
    """Check the installation and say what to mend. Exit 1 when something needs a hand.

    It shows each setting with where it comes from, and tries every mail account: signing in, nothing more.

    \b
    Examples:
      ashore doctor
      ashore doctor --offline --json
    """
    place = opened(folder)
    from ashore.conf.explaining import settings_of
    from ashore.usecases.checkup import examine

    settings = settings_of(place)
    checks = examine(folder=place, now=datetime.now(UTC), offline=offline)
    if as_json:
        told = {"settings": [asdict(each) for each in settings], "checks": [asdict(check) for check in checks]}
        print_json({"home": str(place), **told})
    else:
        width = max(len(each.name) for each in settings)
        for each in settings:
            click.echo(f"{each.name:<{width}}  {each.value}  ({each.source})")
        click.echo()
        for check in checks:
            mark = "ok  " if check.ok else "MEND"
            click.echo(f"{mark}  {check.name}: {check.found}")
            if check.advice:
                click.echo(f"      {check.advice}")
    return 0 if all(check.ok for check in checks) else 1


@click.command()
@click.option("--processes", type=click.IntRange(0, 32), default=2, show_default=True)
@home_option
@now_option
def rebuild(processes: int, folder: str | None, moment: str | None) -> int:
    """Understand all stored mail again and derive everything anew. Nothing that people recorded is touched.

    \b
    Examples:
      ashore rebuild
      ashore rebuild --processes 4
    """
    workspace_in(folder)
    from ashore.usecases.rebuilding import rebuild as build_again
    from ashore.usecases.rebuilding import stored

    with Progress("Rebuilding", stored(), "messages") as line:
        count = build_again(now=at(moment), processes=processes, watch=lambda done, _: line.at(done, done))
    click.echo(f"{count:,} messages understood and derived anew.", err=True)
    return 0
