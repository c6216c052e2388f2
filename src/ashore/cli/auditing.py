"""The work of ``ashore audit``: what was asked for is checked, and the archive read.

Only what reading needs is imported here. The rest, which judges and tells, is loaded while the children read.
"""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from ashore.audit.archive import Archive, archive
from ashore.audit.people import Us, us
from ashore.cli.asked import Wish, whoever
from ashore.cli.instants import with_offset
from ashore.cli.progress import Progress
from ashore.core.agreement import Agreement, default, load
from ashore.intake.doubting import Trust
from ashore.intake.pieces import size_of
from ashore.intake.shelf import Shelf
from ashore.intake.skimming import skim
from ashore.intake.taken import Taken, Unread
from ashore.intake.texts import text_at
from ashore.words import say

STDIN = "-"
LOADED_MEANWHILE = (
    "ashore.core.ledger",
    "ashore.core.language",
    "ashore.core.correspondence.newtext",
    "ashore.cli.judging",
)
STEP_MESSAGES = 64
"""So many messages are read between two such loads: as many as a child sends at a time."""


def carry_out(wish: Wish) -> int:
    """Read, judge, tell; the exit code. Raises click's usage errors for what a user can get wrong.

    Hardly anything here refers to itself in a circle: looking for such garbage at every turn costs a tenth of the time.
    """
    threshold = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        return _carried_out(wish)
    finally:
        gc.set_threshold(*threshold)


def _carried_out(wish: Wish) -> int:
    if STDIN in wish.paths and wish.agreement_file == STDIN:
        raise click.UsageError("stdin can be the mail or the agreement, not both; name a file for one of them")
    given = with_offset(wish.now_text) if wish.now_text else None
    terms = _agreement(wish.agreement_file, wish.zone)
    ours = _us(wish.me)
    if wish.html_file:
        _check_place(wish.html_file)
    shelf = Shelf()
    trust = _trust(wish.trusted_server, ours)
    found, unread = _read_all(wish, shelf, trust)
    if not found.taken:
        return _nothing(unread)
    if isinstance(ours, str):
        raise click.UsageError(whoever(found))
    from ashore.cli.judging import Case, tell

    return tell(Case(found, unread, shelf, ours, terms, given), wish)


def _agreement(file: str | None, zone: str | None) -> Agreement:
    terms = default()
    if file:
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise click.UsageError(f"{file} is not UTF-8 text, so it is no agreement file") from None
        except OSError as fault:
            why = fault.strerror or fault
            raise click.BadParameter(f"{file} cannot be read ({why})", param_hint="--agreement") from None
        loaded = load(text, file)
        if not isinstance(loaded, Agreement):
            raise click.UsageError("\n".join(f"{each.where}: {say(each.reason)}" for each in loaded))
        terms = loaded
    if not zone:
        return terms
    try:
        return terms.with_zone(zone)
    except (ValueError, OSError, KeyError):
        raise click.BadParameter(
            f"there is no zone {zone!r}; write one such as Europe/Bratislava", param_hint="--zone"
        ) from None


def _us(me: Sequence[str]) -> Us | str:
    """Who is us; an empty text where nobody was named."""
    names = [name for value in me for name in value.split(",") if name.strip()]
    if not names:
        return ""
    ours = us(names)
    if isinstance(ours, str):
        raise click.BadParameter(
            f"{ours!r} is neither an address nor a domain; write anna@studio.example or studio.example",
            param_hint="--me",
        )
    return ours


def _trust(server: str | None, ours: Us | str) -> Trust | None:
    """Whose word on senders counts; None where nobody was named."""
    if server is None or isinstance(ours, str):
        return None
    names = tuple(each.strip().lower() for each in server.split(","))
    if not all(names) or any(sign in server.strip(" ").replace(", ", ",") for sign in ' ;"()<>'):
        raise click.BadParameter(
            f"{server!r} is no server name; write it as it stands first in your mail's Authentication-Results, "
            "such as mx.studio.example",
            param_hint="--trusted-server",
        )
    return Trust(names, ours.__contains__)


def _check_place(file: str) -> None:
    """Say before the work, not after it, where the page cannot be written."""
    place = Path(file)
    if place.is_dir():
        raise click.BadParameter(f"{file} is a folder; name a file in it", param_hint="--html")
    if not place.parent.is_dir():
        raise click.BadParameter(f"there is no folder {place.parent}; make it first", param_hint="--html")
    if not os.access(place.parent, os.W_OK):
        raise click.BadParameter(f"the folder {place.parent} may not be written to", param_hint="--html")


def _read_all(wish: Wish, shelf: Shelf, trust: Trust | None) -> tuple[Archive, list[Unread]]:
    """Read what was named; ``-`` is a message or an mbox on stdin, laid in a file that lasts only until it is read."""
    if STDIN not in wish.paths:
        return _read(wish.paths, shelf, trust)
    with tempfile.TemporaryDirectory(prefix="ashore-") as folder:
        spool = Path(folder) / "stdin"
        with spool.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        paths = dict.fromkeys(str(spool) if path == STDIN else path for path in wish.paths)
        found, unread = _read(tuple(paths), shelf, trust)
    return found, [replace(each, source=each.source.replace(str(spool), "stdin")) for each in unread]


def _read(paths: Sequence[str], shelf: Shelf, trust: Trust | None) -> tuple[Archive, list[Unread]]:
    """Read all headers on two processes, with progress on stderr; the texts go to the shelf."""
    unread: list[Unread] = []
    loading = _loaded()

    def messages(step: Callable[[int, int], None]) -> Iterator[Taken]:
        for number, each in enumerate(skim(paths, shelf, processes=2, progress=step, trust=trust)):
            if number % STEP_MESSAGES == 0:
                next(loading, None)
            if isinstance(each, Taken):
                yield each
            else:
                unread.append(each)

    with Progress("Reading", size_of(paths), "messages") as line:
        return archive(messages(line.at), partial(_text, shelf)), unread


def _text(shelf: Shelf, each: Taken) -> str:
    """What a message says; empty of bounces and the like, which nobody reads for it."""
    return text_at(shelf, each.shelved).text if each.shelved >= 0 else ""


def _loaded() -> Iterator[None]:
    """What judging needs, loaded bit by bit while the children read: it is ready when they are."""
    for name in LOADED_MEANWHILE:
        import_module(name)
        yield
    import_module("ashore.intake.hearing").warm()


def _nothing(unread: Sequence[Unread]) -> int:
    for each in unread[:10]:
        click.echo(f"ashore audit: {each.source}: {say(each.reason)}", err=True)
    if len(unread) > 10:
        click.echo(f"ashore audit: … and {len(unread) - 10} more", err=True)
    click.echo("ashore audit: no message could be read", err=True)
    return 2
