"""What the desk's commands share: options, the moment, the installation, plain refusals."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from ashore.usecases.handles import Workspace

F = TypeVar("F", bound=Callable[..., Any])

REFUSALS = {
    "me.missing": "Say which addresses or domains are yours: --me studio.example (may be repeated).",
    "me.bad": "--me {value}: neither an address (anna@studio.example) nor a domain (studio.example).",
    "zone.unknown": "--zone {zone}: no such time zone; write e.g. Europe/Bratislava.",
    "user.bad_email": "{email}: not an e-mail address.",
    "user.exists": "{email} has an account already; ashore user link {email} makes a sign-in link.",
    "channel.bad_key": "{key}: write a short name of letters, digits and hyphens, such as viber.",
    "channel.exists": "{key}: there is such a channel already; give it another key.",
    "channel.without_name": "Say how people call it: --name Viber.",
    "channel.bad_url": "--url {url}: {why}. Replies go to public https addresses; a bridge in your own network needs "
    "private_targets = true under [channels] in ashore.toml.",
    "channel.bad_token": "This is no bot token. It looks like 123456:AbC-..., and @BotFather gives it.",
    "channel.token_again": "A stored token is told to no other server; give it again: --token-file FILE.",
    "channel.without_secret": "A bot has no signing secret; it has its token.",
    "language.unknown": "{language}: write en, ru, sk or fil.",
}


def home_option(command: F) -> F:
    """``--home FOLDER``."""
    return click.option(
        "--home", "folder", metavar="FOLDER", envvar="ASHORE_HOME", help="Installation folder. [~/.local/share/ashore]"
    )(command)


def json_option(command: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def now_option(command: F) -> F:
    """``--now ISO``."""
    return click.option("--now", "moment", metavar="ISO", help="Judge as of this moment. [now]")(command)


def at(moment: str | None) -> datetime:
    """The moment in UTC: as given, or the clock's. A time without an offset is refused: whose clock would it be?"""
    if moment is None:
        return datetime.now(UTC)
    try:
        given = datetime.fromisoformat(moment)
    except ValueError:
        raise click.BadParameter(f"{moment}: write it as 2026-01-16T17:40+01:00", param_hint="--now") from None
    if given.tzinfo is None:
        raise click.BadParameter(f"{moment}: say the offset too, e.g. {moment}+01:00", param_hint="--now")
    return given.astimezone(UTC)


def opened(folder: str | None, *, must_exist: bool = True) -> Path:
    """The installation, ready for use. A missing one is said with the command that makes one."""
    place = started(folder)
    if must_exist and not (place / "desk.sqlite3").exists() and _is_sqlite():
        raise click.ClickException(f"There is no desk in {place} yet. Make one: ashore init --me studio.example")
    bring_up_to_date(place)
    return place


def started(folder: str | None) -> Path:
    """The installation with its settings loaded; its database was not looked at."""
    from ashore.conf import boot
    from ashore.conf.home import BadSettings

    try:
        return boot.start(folder)
    except BadSettings as error:
        raise click.ClickException(str(error)) from None


def bring_up_to_date(place: Path) -> None:
    """Make the tables, or bring them to their newest shape."""
    from ashore.conf import boot
    from ashore.conf.home import BadSettings

    try:
        boot.migrate()
    except BadSettings as error:
        raise click.ClickException(
            f"{error}\nWhich one it is stands in DATABASE_URL, or in {place}/ashore.toml."
        ) from None


def workspace_in(folder: str | None) -> "Workspace":
    """The desk's workspace."""
    opened(folder)
    from ashore.usecases.errors import NotThere
    from ashore.usecases.setting_up import the_workspace

    try:
        return the_workspace()
    except NotThere:
        raise click.ClickException("The desk is empty. Set it up: ashore init --me studio.example") from None


def refusal(error: Exception) -> click.ClickException:
    """A use case's refusal as a sentence with the next step."""
    code, params = getattr(error, "code", ""), getattr(error, "params", {})
    return click.ClickException(REFUSALS.get(code, str(error)).format(**params))


def print_json(data: dict[str, Any]) -> None:
    """One JSON object on stdout; instants as ISO 8601."""
    click.echo(json.dumps({"version": 1, **data}, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _is_sqlite() -> bool:
    from django.conf import settings

    return "sqlite" in settings.DATABASES["default"]["ENGINE"]
