"""``ashore import imaps://user@host/Folder``: a folder of a mailbox, once."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import click

from ashore.cli.desk_common import at, print_json, workspace_in
from ashore.cli.progress import Progress

SCHEMES = ("imap://", "imaps://")
PORTS = {"imap": 143, "imaps": 993}


class Mailbox(NamedTuple):
    """What an address names. ``secure``: TLS from the first byte."""

    user: str
    host: str
    port: int
    folder: str
    secure: bool


def is_mailbox(text: str) -> bool:
    """Whether it is the address of a folder rather than a path."""
    return text.lower().startswith(SCHEMES)


def mailbox_of(text: str) -> Mailbox:
    """The parts of ``imaps://user@host:port/Folder``; the user may be an address. Raises `click.ClickException`."""
    parts = urlsplit(text)
    user, at_sign, host = parts.netloc.rpartition("@")
    name, colon, port = host.rpartition(":")
    if ":" in user:
        raise click.ClickException("Never write a password into an address: it is asked for, or give --password-file.")
    if not at_sign or not user or not host or (colon and not port.isdigit()):
        raise click.ClickException(f"{text}: write it as imaps://user@host/Folder")
    number = int(port) if colon else PORTS[parts.scheme]
    folder = unquote(parts.path.strip("/")) or "INBOX"
    return Mailbox(unquote(user), name if colon else host, number, folder, parts.scheme == "imaps")


def import_folder(
    text: str, password_file: Path | None, later: bool, folder: str | None, moment: str | None, as_json: bool
) -> int:
    """Import the folder that the address names. ``imap://`` is secured by STARTTLS, but for this very machine."""
    box = mailbox_of(text)
    workspace = workspace_in(folder)
    from ashore.mail.imap import ImapTrouble, Login, Server
    from ashore.usecases.importing.mailbox import import_mailbox
    from ashore.words import say

    here = box.host in ("127.0.0.1", "localhost", "::1")
    server = Server(box.host, box.port, "tls" if box.secure else "none" if here else "starttls")
    login = Login(box.user, password=_password(box, password_file))
    try:
        with Progress("Taking in", 0, "messages") as line:
            done = import_mailbox(
                workspace=workspace, server=server, login=login, folder=box.folder, now=at(moment), later=later,
                watch=lambda state: line.at(state.read, state.read),
            )  # fmt: skip
    except ImapTrouble as trouble:
        raise click.ClickException(
            f"{say(trouble.reason)} What was stored stays; give the same command again."
        ) from None
    if as_json:
        print_json({"import": asdict(done)})
    else:
        click.echo(f"{done.read:,} read: {done.new:,} new, {done.known:,} known already.", err=True)
        if done.unreadable:
            click.echo(f"{done.unreadable:,} could not be understood; they lie in the tray.", err=True)
    return 0


def _password(box: Mailbox, file: Path | None) -> str:
    if file is not None:
        return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(f"Password of {box.user} at {box.host}", hide_input=True, err=True))
