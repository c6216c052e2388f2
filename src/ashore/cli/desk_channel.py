"""``ashore channel``: messengers that the desk takes part in."""

import sys
from pathlib import Path
from typing import Any

import click

from ashore.cli.desk_common import at, home_option, json_option, print_json, refusal, workspace_in

SAID = {
    "reached": "{name} answers: {words}",
    "only_in": "{name} takes messages in; it has no --url, so replies cannot be sent.",
    "refused": "{name} refuses us: {words}",
    "unreachable": "{name} cannot be reached: {words}",
    "forbidden": "Nothing is posted to the address of {name}: {words}. A bridge in your own network needs "
    "private_targets = true under [channels] in ashore.toml.",
    "sealed": "The secret of {name} was sealed with another key; remove the channel and add it anew.",
}


@click.group()
def channel() -> None:
    """Connect messengers: a Telegram bot, or any other one by the message API.

    \b
    Examples:
      ashore channel add telegram --name Telegram --token-file bot-token
      ashore channel add api viber --name Viber --url https://bridge.studio.example/out
    """


@channel.command()
@click.argument("kind", type=click.Choice(["api", "telegram"]))
@click.argument("key", default="")
@click.option("--name", required=True, help="How people call it.")
@click.option("--agreed-as", default="", help="How agreements call it. [the name]")
@click.option("--url", default="", help="Where replies are posted; for a bot, another server of the Bot API.")
@click.option("--token-file", type=click.Path(dir_okay=False), help="File with the bot's token; - reads stdin.")
@home_option
def add(kind: str, key: str, name: str, agreed_as: str, url: str, token_file: str | None, folder: str | None) -> int:
    """Add a messenger under KEY (telegram: "telegram" if not given). Prints the secret of an API channel, once."""
    workspace = workspace_in(folder)
    from django.conf import settings

    from ashore.usecases.channels.registry import add_channel
    from ashore.usecases.errors import NotPossible

    token = _token(token_file) if kind == "telegram" else ""
    members: dict[str, Any] = {"kind": kind, "key": key or kind, "name": name, "agreed_as": agreed_as, "url": url}
    try:
        _, secret = add_channel(
            workspace=workspace, now=at(None), token=token, private=settings.PRIVATE_TARGETS, **members
        )
    except NotPossible as error:
        raise refusal(error) from None
    if secret:
        click.echo(secret)
        click.echo(
            f"Messages are posted to /api/v1/channels/{key or kind}/messages, signed with this secret. "
            "It is not shown again.",
            err=True,
        )
    return 0


@channel.command()
@click.argument("key")
@click.option("--name", help="How people call it.")
@click.option("--agreed-as", help="How agreements call it; empty for the name.")
@click.option("--url", help="Where replies are posted; empty for nowhere.")
@click.option("--token-file", type=click.Path(dir_okay=False), help="File with a bot's new token; - reads stdin.")
@home_option
def change(
    key: str, name: str | None, agreed_as: str | None, url: str | None, token_file: str | None, folder: str | None
) -> int:
    """Change what is given; the rest stays. What had been refused is tried again."""
    workspace = workspace_in(folder)
    from django.conf import settings

    from ashore.usecases.channels.changing import change_channel
    from ashore.usecases.channels.registry import channel_by_key
    from ashore.usecases.errors import NotPossible, NotThere

    given = {"name": name, "agreed_as": agreed_as, "url": url}
    try:
        row = channel_by_key(workspace=workspace, key=key)
        kept: dict[str, Any] = {each: getattr(row, each) if value is None else value for each, value in given.items()}
        token = _token(token_file) if token_file else ""
        change_channel(
            workspace=workspace, now=at(None), key=key, token=token, private=settings.PRIVATE_TARGETS, **kept
        )
    except NotThere:
        raise _unknown(key) from None
    except NotPossible as error:
        raise refusal(error) from None
    return 0


@channel.command(name="list")
@home_option
@json_option
def list_(folder: str | None, as_json: bool) -> int:
    """All messengers, and how they stand."""
    workspace = workspace_in(folder)
    from ashore.usecases.channels.registry import channels
    from ashore.words import say

    rows = channels(workspace=workspace)
    if as_json:
        members = ("key", "kind", "name", "agreed_as", "url", "state", "heard_at", "chats")
        told = [{**{n: getattr(r, n) for n in members}, "why": say(r.why) if r.why else ""} for r in rows]
        print_json({"channels": told})
        return 0
    for row in rows:
        click.echo(f"{row.key:<20} {row.kind:<9} {row.state:<7} {row.name}{'  ' + say(row.why) if row.why else ''}")
    return 0


@channel.command()
@click.argument("key")
@home_option
@json_option
def check(key: str, folder: str | None, as_json: bool) -> int:
    """Try whether a messenger can be reached; exit 1 where it cannot."""
    workspace = workspace_in(folder)
    from ashore.usecases.channels.checking import check_channel
    from ashore.usecases.errors import NotThere

    try:
        found = check_channel(workspace=workspace, key=key, now=at(None))
    except NotThere:
        raise _unknown(key) from None
    if as_json:
        print_json({"key": key, "verdict": found.verdict, "words": found.words})
    else:
        click.echo(SAID[found.verdict].format(name=key, words=found.words))
    return 0 if found.good else 1


@channel.command()
@click.argument("key")
@home_option
def pause(key: str, folder: str | None) -> int:
    """Neither listen nor send until it is resumed."""
    return _change(key, folder, active=False)


@channel.command()
@click.argument("key")
@home_option
def resume(key: str, folder: str | None) -> int:
    """Go on, also after the messenger refused us."""
    return _change(key, folder, active=True)


@channel.command()
@click.argument("key")
@home_option
def secret(key: str, folder: str | None) -> int:
    """Make a new signing secret; the one before it holds until the next time."""
    workspace = workspace_in(folder)
    from ashore.usecases.channels.registry import renew_secret
    from ashore.usecases.errors import NotPossible, NotThere

    try:
        click.echo(renew_secret(workspace=workspace, key=key))
    except NotThere:
        raise _unknown(key) from None
    except NotPossible as error:
        raise refusal(error) from None
    return 0


@channel.command()
@click.argument("key")
@home_option
def remove(key: str, folder: str | None) -> int:
    """Forget its secrets; what was said by it stays."""
    workspace = workspace_in(folder)
    from ashore.usecases.channels.registry import remove_channel
    from ashore.usecases.errors import NotThere

    try:
        remove_channel(workspace=workspace, key=key)
    except NotThere:
        raise _unknown(key) from None
    return 0


def _change(key: str, folder: str | None, *, active: bool) -> int:
    workspace = workspace_in(folder)
    from ashore.usecases.channels.registry import change_state
    from ashore.usecases.errors import NotThere

    try:
        change_state(workspace=workspace, key=key, active=active)
    except NotThere:
        raise _unknown(key) from None
    return 0


def _token(file: str | None) -> str:
    """Never an argument: those are seen by everybody on the machine."""
    if file is None:
        return str(click.prompt("The bot's token, as @BotFather gave it", hide_input=True, err=True)).strip()
    return (sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")).strip()


def _unknown(key: str) -> click.ClickException:
    return click.ClickException(f"There is no channel {key!r}; ashore channel list names them.")
