"""``ashore account`` and ``ashore sync``: mail accounts of the desk, and fetching them now."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ashore.cli.desk_common import at, home_option, json_option, print_json, workspace_in

if TYPE_CHECKING:
    from ashore.core.kernel import Reason
    from ashore.usecases.handles import Workspace
    from ashore.usecases.queries.accounts import AccountRow

F = TypeVar("F", bound=Callable[..., Any])
MEGABYTE = 1_000_000
REFUSALS = {
    "account.bad_address": "{address}: not an e-mail address.",
    "account.exists": "{address} is an account already; ashore account change {address} changes it.",
    "account.bad_host": "{host}: no name of a server.",
    "account.in_the_clear": "{host}: without encryption the password would cross the net readable. Use tls or "
    "starttls; none is for a server on this machine (127.0.0.1).",
    "account.no_host": "Whose mailbox is it? Name its server: --imap-host imap.example.com",
    "account.no_password": "Give the password: when asked for, on stdin, or in a file (--password-file).",
    "account.no_token": "XOAUTH2 needs a refresh token and a client id: --secrets-file FILE with refresh_token, "
    "client_id and client_secret as JSON.",
    "account.no_folder": "{folder}: there is no such folder; ashore account folders ADDRESS lists them.",
    "account.sealed": "The stored password cannot be opened: the key file (seal-key) is another one. Give it anew.",
}


@click.group()
def account() -> None:
    """Mailboxes that the desk fetches mail from and sends through.

    \b
    Examples:
      ashore account add anna@studio.example --imap-host imap.studio.example
      ashore account list
    """


def server_options(command: F) -> F:
    """Options of a server, shared by add and change."""
    security = click.Choice(["tls", "starttls", "none"])
    for option in reversed(
        [
            click.option("--imap-host", metavar="HOST", help="IMAP server. [known for usual providers]"),
            click.option("--imap-port", type=click.IntRange(1, 65535), help="[993]"),
            click.option("--imap-security", type=security, help="[tls]"),
            click.option("--smtp-host", metavar="HOST", help="SMTP server. [known for usual providers]"),
            click.option("--smtp-port", type=click.IntRange(1, 65535), help="[587]"),
            click.option("--smtp-security", type=security, help="[starttls]"),
            click.option("--user", "login", metavar="NAME", help="Who signs in, where that is not the address."),
            click.option("--password-file", type=click.Path(path_type=Path), help="First line: the password."),
            click.option("--auth", type=click.Choice(["password", "xoauth2"]), help="[password]"),
            click.option("--token-url", metavar="URL", help="Where XOAUTH2 tokens are refreshed."),
            click.option("--secrets-file", type=click.Path(path_type=Path), help="XOAUTH2: refresh_token ... as JSON."),
            click.option(
                "--sent-copies",
                "sent_copies_kept",
                type=click.Choice(["auto", "always", "never"]),
                help="Put what is sent into the Sent folder: where the provider does not (auto), ... [auto]",
            ),
            click.option("--daily-megabytes", type=click.IntRange(0), help="Most old mail a day; 0 for no bound."),
        ]
    ):
        command = option(command)
    return command


@account.command()
@click.argument("address")
@server_options
@click.option("--no-check", is_flag=True, help="Do not try to sign in.")
@home_option
def add(address: str, no_check: bool, folder: str | None, **options: Any) -> int:
    """Add a mailbox. The password is asked for, or read from stdin or a file; it is never an argument.

    \b
    Examples:
      ashore account add anna@gmail.com
      ashore account add anna@studio.example --imap-host mail.studio.example --password-file pw
    """
    workspace = workspace_in(folder)
    from ashore.mail.imap.providers import provider_of
    from ashore.usecases.accounts import add_account

    provider = provider_of(address, options["imap_host"] or "")
    if provider and provider.tokens_only and options["auth"] != "xoauth2":
        raise click.ClickException(
            f"{provider.name} takes no passwords over IMAP any more. Use --auth xoauth2 --secrets-file FILE; "
            "see docs/how-to/connect-mail-accounts.md."
        )
    fields = _fields(options)
    if options["auth"] != "xoauth2" and not fields.get("password"):
        fields["password"] = _asked_password(provider.passwords if provider else "")
    id = _done(lambda: add_account(workspace=workspace, address=address, now=at(None), **fields))
    click.echo(f"{address.strip().lower()} is kept.", err=True)
    _warn_of_a_strange_address(workspace, address)
    return 0 if no_check or not _imap_of(workspace, id) else _check(workspace, id)


@account.command()
@click.argument("address")
@server_options
@click.option("--password", "ask", is_flag=True, help="Ask for a new password.")
@home_option
def change(address: str, ask: bool, folder: str | None, **options: Any) -> int:
    """Change what is given and nothing else; a paused account is tried again.

    \b
    Examples:
      ashore account change anna@studio.example --password
      ashore account change anna@studio.example --imap-port 143 --imap-security starttls
      ashore account change anna@studio.example --sent-copies never
    """
    workspace = workspace_in(folder)
    from ashore.usecases.accounts import change_account

    row = _account(workspace, address)
    fields = _fields(options)
    if ask:
        fields["password"] = _asked_password(row.passwords)
    _done(lambda: change_account(workspace=workspace, account=row.id, **fields))
    return _check(workspace, row.id) if _imap_of(workspace, row.id) else 0


@account.command(name="list")
@home_option
@json_option
def list_(folder: str | None, as_json: bool) -> int:
    """All mailboxes with their state."""
    workspace = workspace_in(folder)
    from ashore.usecases.queries.accounts import accounts

    rows = accounts(workspace=workspace)
    if as_json:
        print_json({"accounts": [_plain(row) for row in rows]})
    for row in rows if not as_json else ():
        last = f"{row.fetched_at:%Y-%m-%d %H:%M} UTC" if row.fetched_at else "never"
        click.echo(f"{row.address:<36} {row.state:<7} fetched {last}")
        click.echo(f"    {_copies(row)}")
        if row.why:
            click.echo(f"    {_say(workspace, row.why)}")
    if not rows:
        click.echo("No mailbox yet: ashore account add ADDRESS", err=True)
    return 0


@account.command()
@click.argument("address")
@home_option
def check(address: str, folder: str | None) -> int:
    """Sign in once and say what came of it. Exit code 1 where it does not work."""
    workspace = workspace_in(folder)
    return _check(workspace, _account(workspace, address).id)


@account.command()
@click.argument("address")
@home_option
def pause(address: str, folder: str | None) -> int:
    """Fetch and send nothing there until it is resumed."""
    workspace = workspace_in(folder)
    from ashore.usecases.accounts import pause_account

    pause_account(workspace=workspace, account=_account(workspace, address).id)
    return 0


@account.command()
@click.argument("address")
@home_option
def resume(address: str, folder: str | None) -> int:
    """Go on after a pause."""
    workspace = workspace_in(folder)
    from ashore.usecases.accounts import resume_account

    resume_account(workspace=workspace, account=_account(workspace, address).id)
    return 0


@account.command()
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
@home_option
def remove(address: str, yes: bool, folder: str | None) -> int:
    """Forget a mailbox and its password. Mail that was fetched stays."""
    workspace = workspace_in(folder)
    from ashore.usecases.accounts import remove_account

    row = _account(workspace, address)
    if not yes:
        click.confirm(f"Forget {row.address} and its password?", abort=True, err=True)
    remove_account(workspace=workspace, account=row.id)
    return 0


@account.command()
@click.argument("address")
@click.argument("names", nargs=-1, metavar="[FOLDER]...")
@home_option
@json_option
def folders(address: str, names: tuple[str, ...], folder: str | None, as_json: bool) -> int:
    """List the folders; with names, fetch these (and the inbox) from now on.

    \b
    Examples:
      ashore account folders anna@studio.example
      ashore account folders anna@studio.example Sent Projects
    """
    workspace = workspace_in(folder)
    from ashore.usecases.accounts import choose_folders

    row = _account(workspace, address)
    if names or not row.folders:
        if not row.folders and _check(workspace, row.id, quiet=as_json):
            return 1
        if names:
            _done(lambda: choose_folders(workspace=workspace, account=row.id, names=names))
        row = _account(workspace, address)
    if as_json:
        print_json({"folders": [asdict(each) for each in row.folders]})
    for each in row.folders if not as_json else ():
        click.echo(f"{'*' if each.watched else ' '} {each.role:<6} {each.name}")
    return 0


@click.command()
@click.option("--account", "address", metavar="ADDRESS", help="Only this mailbox.")
@click.option("--processes", type=click.IntRange(0, 32), default=2, show_default=True, help="Children that read mail.")
@home_option
@json_option
def sync(address: str | None, processes: int, folder: str | None, as_json: bool) -> int:
    """Fetch mail now, also where the desk would wait for a while. Exit code 1 where a mailbox could not be fetched.

    \b
    Examples:
      ashore sync
      ashore sync --account anna@studio.example --json
    """
    workspace = workspace_in(folder)
    from ashore.usecases.fetching import fetch_account
    from ashore.usecases.queries.accounts import accounts
    from ashore.usecases.refreshing import refresh_all

    rows = [_account(workspace, address)] if address else list(accounts(workspace=workspace))
    told = []
    failed = False
    for row in rows:
        done = fetch_account(account=row.id, clock=lambda: datetime.now(UTC), processes=processes, at_once=True)
        failed |= done.state in ("later", "paused") and row.state == "active"
        why = _say(workspace, done.why) if done.why else ""
        told.append({"address": row.address, **asdict(done), "why": why})
        if not as_json:
            click.echo(f"{row.address}: {_sentence(done.state, done.new, done.tray)} {why}".rstrip(), err=True)
            _advise(row, done.why)
    refresh_all(now=datetime.now(UTC), processes=processes)
    if as_json:
        print_json({"sync": told})
    elif not rows:
        click.echo("No mailbox yet: ashore account add ADDRESS", err=True)
    return 1 if failed else 0


def _sentence(state: str, new: int, tray: int) -> str:
    said = {
        "busy": "another process fetches it.",
        "paused": "paused.",
        "later": "not now.",
        "gone": "nothing to fetch.",
    }
    if state in said:
        return said[state]
    return f"{new:,} new." + (f" {tray:,} to look at: see the tray." if tray else "")


def _fields(options: dict[str, Any]) -> dict[str, Any]:
    """Options as the use cases take them; secrets from their files."""
    import json

    fields = {name: value for name, value in options.items() if value is not None}
    megabytes = fields.pop("daily_megabytes", None)
    if megabytes is not None:
        fields["daily_bytes"] = megabytes * MEGABYTE
    if path := fields.pop("password_file", None):
        fields["password"] = path.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    if path := fields.pop("secrets_file", None):
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise click.ClickException(f"{path}: {error}") from None
        if not isinstance(found, dict):
            raise click.ClickException(f"{path}: an object with refresh_token and client_id is wanted")
        fields.update({name: found[name] for name in found if name in SECRET_NAMES})
    return fields


SECRET_NAMES = ("refresh_token", "client_id", "client_secret", "scope")


def _asked_password(made_at: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    if made_at:
        click.echo(f"Make a password for a program at {made_at} and enter it here.", err=True)
    return str(click.prompt("Password", hide_input=True, err=True))


def _account(workspace: "Workspace", address: str) -> "AccountRow":
    from ashore.usecases.errors import NotThere
    from ashore.usecases.queries.accounts import account_by_address

    try:
        return account_by_address(workspace=workspace, address=address)
    except NotThere:
        raise click.ClickException(f"{address} is no account here; ashore account list shows all.") from None


def _imap_of(workspace: "Workspace", id: int) -> str:
    from ashore.usecases.queries.accounts import account

    return account(workspace=workspace, id=id).imap_host


def _check(workspace: "Workspace", id: int, *, quiet: bool = False) -> int:
    """Sign in; what came of it on stderr."""
    from ashore.usecases.accounts import check_account
    from ashore.usecases.queries.accounts import account

    found = check_account(workspace=workspace, account=id, now=at(None))
    if found.why:
        row = account(workspace=workspace, id=id)
        click.echo(_say(workspace, found.why), err=True)
        _advise(row, found.why)
        return 1
    if not quiet:
        count = len(found.folders)
        click.echo(f"Signed in; {count} folder{'' if count == 1 else 's'} there.", err=True)
    return 0


def _advise(row: "AccountRow", why: "Reason | None") -> None:
    """Where a sign-in was refused: how to get a password that works there."""
    if why is None or why.code != "account.imap.refused":
        return
    if row.passwords:
        click.echo(f"{row.provider} wants a password made for a program: {row.passwords}", err=True)
    click.echo(f"Then: ashore account change {row.address} --password", err=True)


def _copies(row: "AccountRow") -> str:
    """What is done about copies of what was sent."""
    if not row.imap_host:
        return "sends only"
    what = "copies of what is sent go into the Sent folder" if row.copies else "no copies are put into the Sent folder"
    why = {"auto": f"{row.provider} keeps its own" if not row.copies else "automatic", "always": "always"}
    return f"{what} ({why.get(row.sent_copies_kept, 'never')})"


def _warn_of_a_strange_address(workspace: "Workspace", address: str) -> None:
    from ashore.core.correspondence.ours import ours

    if not ours(frozenset(workspace.me))(address.strip().lower()):
        click.echo(
            f"{address} is none of your addresses ({', '.join(workspace.me)}): what it sends counts as a client's.",
            err=True,
        )


def _plain(row: "AccountRow") -> dict[str, Any]:
    return {**asdict(row), "why": row.why.as_data() if row.why else None}


def _say(workspace: "Workspace", why: "Reason") -> str:
    from ashore.words import say

    return say(why, "en", workspace.zone)


def _done(act: Callable[[], Any]) -> Any:
    from ashore.usecases.errors import NotPossible

    try:
        return act()
    except NotPossible as error:
        raise click.ClickException(REFUSALS.get(error.code, str(error)).format(**error.params)) from None
