"""``ashore init``: a desk in a folder."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ashore.cli.desk_common import (
    at,
    bring_up_to_date,
    home_option,
    json_option,
    now_option,
    print_json,
    refusal,
    started,
)

if TYPE_CHECKING:
    from datetime import datetime

    from ashore.usecases.handles import User, Workspace


@click.command()
@click.option("--me", multiple=True, metavar="ADDR-OR-DOMAIN", help="Yours: anna@studio.example or studio.example.")
@click.option("--name", default="", help="Name of the workspace. [the first of --me]")
@click.option("--user", "email", metavar="EMAIL", help="The first person who signs in. [first address of --me]")
@click.option("--agreement", type=click.Path(), metavar="FILE", help="Agreement (TOML). [the standard one]")
@click.option("--zone", help="Where your day begins, e.g. Europe/Bratislava. [this machine's]")
@click.option("--language", type=click.Choice(["en", "ru", "sk", "fil"]), default="en", show_default=True)
@click.option("--demo", is_flag=True, help="Fill it with the demo mailbox of an invented studio.")
@home_option
@now_option
@json_option
def init(
    me: tuple[str, ...],
    name: str,
    email: str | None,
    agreement: str | None,
    zone: str | None,
    language: str,
    demo: bool,
    folder: str | None,
    moment: str | None,
    as_json: bool,
) -> int:
    """Create a desk: folder, database, workspace, first person.

    \b
    Examples:
      ashore init --me studio.example --user anna@studio.example
      ashore init --demo --home /tmp/demo
    """
    now, zone = at(moment), zone or machine_zone()
    place = started(folder)
    from ashore.usecases.setting_up import workspaces

    text = "" if demo else _checked(me, email, agreement, zone)
    bring_up_to_date(place)
    if workspaces():
        raise click.ClickException(f"There is a desk in {place} already; nothing was changed.")
    workspace, person = _filled(now) if demo else _opened(me, name, email, text, agreement or "", zone, language, now)
    from ashore.usecases.signin import sign_in_link

    if as_json:
        link = sign_in_link(user=person, now=now) if person else None
        print_json(
            {"home": str(place), "workspace": workspace.name, "user": person.email if person else None, "link": link}
        )
    else:
        click.echo(f"The desk is in {place}.", err=True)
        click.echo("Next: ashore up." if demo else "Next: ashore import PATH, then ashore up.", err=True)
        if person is None:
            click.echo("Nobody can sign in yet: ashore user add EMAIL.", err=True)
    return 0


def _filled(now: "datetime") -> "tuple[Workspace, User | None]":
    from ashore.usecases.demo_desk import fill

    return fill(now=now)


def _checked(me: tuple[str, ...], email: str | None, agreement: str | None, zone: str) -> str:
    """The text of the agreement, empty where none was given. What cannot be used is said before a table is made."""
    from ashore.usecases.errors import NotPossible
    from ashore.usecases.setting_up import may_open

    try:
        may_open(me=me, zone=zone, email=_first(me, email))
    except NotPossible as error:
        raise refusal(error) from None
    return _agreement_text(agreement) if agreement else ""


def _first(me: tuple[str, ...], email: str | None) -> str:
    """The address of the first person; empty for nobody yet."""
    return email or next((each for each in me if "@" in each.strip("@")), "")


def _opened(
    me: tuple[str, ...],
    name: str,
    email: str | None,
    text: str,
    source: str,
    zone: str,
    language: str,
    now: "datetime",
) -> "tuple[Workspace, User | None]":
    """The desk with its first person; where anything is wrong, nothing is created."""
    from ashore.usecases.errors import NotPossible
    from ashore.usecases.setting_up import open_desk

    try:
        return open_desk(
            name=name or (me[0] if me else ""), me=me, zone=zone, language=language, now=now,
            agreement=text, source=source, email=_first(me, email),
        )  # fmt: skip
    except NotPossible as error:
        raise refusal(error) from None


def _agreement_text(path: str) -> str:
    """The file's text if it is a valid agreement; every finding is shown with its place."""
    from ashore.core.agreement import Agreement, load
    from ashore.words import say

    text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    read = load(text, path)
    if isinstance(read, Agreement):
        return text
    for finding in read:
        click.echo(f"{finding.where}: {say(finding.reason)}", err=True)
    raise click.ClickException(f"{path} is not a valid agreement; nothing was created.")


def machine_zone() -> str:
    """The machine's time zone by name, UTC where it does not tell."""
    named = os.environ.get("TZ", "")
    if "/" in named and not named.startswith((":", "/")):
        return named
    target = os.path.realpath("/etc/localtime")
    _, found, name = target.partition("/zoneinfo/")
    return name if found and "/" in name else "UTC"
