"""Reading agreement files for commands: one sentence each for what cannot be read."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ashore.core.agreement import Agreement
    from ashore.core.kernel import Finding

LARGEST_FILE = 1_000_000


def source_of(file: str) -> str:
    """How messages name the file."""
    return "<stdin>" if file == "-" else file


def text_of(file: str) -> str:
    """The text of an agreement file (``-``: stdin). Raises click.UsageError where it is too large or no UTF-8."""
    if file == "-":
        raw = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        with Path(file).open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise click.UsageError(f"{file} is larger than a megabyte; is it really an agreement?")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise click.UsageError(f"{file}:{line}: this is not UTF-8 text; save the agreement as UTF-8.") from error


def loaded(file: str) -> "Agreement":
    """The agreement in a file. Raises click.UsageError where it has faults; all but the last go to stderr before."""
    return loaded_text(text_of(file), source_of(file))


def loaded_text(text: str, source: str) -> "Agreement":
    """The agreement in a text that was read from ``source``; else as ``loaded``."""
    from ashore.core.agreement import Agreement, load

    found = load(text, source)
    if isinstance(found, Agreement):
        return found
    *before, last = (told(finding) for finding in found)
    for line in before:
        click.echo(line, err=True)
    raise click.UsageError(last)


def told(finding: "Finding", language: str = "en", zone: str = "UTC") -> str:
    """A finding as a line: ``file:line: path: words``."""
    from ashore.words import say

    return f"{finding.where}: {say(finding.reason, language, zone)}"
