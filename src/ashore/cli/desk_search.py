"""``ashore search``: messages by their words, in the terminal."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ashore.cli.desk_common import home_option, json_option, print_json, workspace_in

if TYPE_CHECKING:
    from ashore.usecases.queries.rows import FoundPage, FoundRow, Marked

NOTHING = 1


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(1, 100), default=30, show_default=True, help="So many messages.")
@click.option("--after", metavar="PLACE", help="Go on where the last page ended (its “next”).")
@home_option
@json_option
def search(words: tuple[str, ...], limit: int, after: str | None, folder: str | None, as_json: bool) -> int:
    """Find messages by words in any of their forms, newest first. Exit 1 when nothing is found.

    Subjects, texts, people and names of files are searched. "exact words", from:, to:, subject:, file:, client:,
    before:, after: and -word narrow it down; put -- before a word that begins with a dash.

    \b
    Examples:
      ashore search contract from:eva after:2026-01
      ashore search --json -- '"final price" -draft'
    """
    workspace = workspace_in(folder)
    from ashore.usecases.queries.cursors import BadCursor
    from ashore.usecases.queries.finding import find

    try:
        found = find(workspace=workspace, query=" ".join(words), after=after, limit=limit)
    except BadCursor:
        raise click.BadParameter(f"{after}: no place that a search gave", param_hint="--after") from None
    if as_json:
        print_json({"messages": [_data(row) for row in found.rows], "next": found.next, "back_to": found.back_to})
    else:
        _show(found)
    return 0 if found.rows else NOTHING


def _show(found: "FoundPage") -> None:
    for row in found.rows:
        click.echo(f"{row.at:%Y-%m-%d %H:%M}  {click.style(_one_line(row.who), bold=True)}  {row.client.name}")
        click.echo(f"  {_marked(row.subject) or 'No subject'}")
        if row.line[0]:
            click.echo(f"  {_marked(row.line)}")
        for file in row.files:
            click.echo(f"  file: {_marked(file)}")
    if found.back_to:
        click.echo(f"Mail back to {found.back_to:%Y-%m-%d} was looked through.", err=True)
    if found.next:
        click.echo(f"More: --after {found.next}", err=True)
    elif not found.rows:
        click.echo("No message says that: all words have to stand in one message.", err=True)


def _marked(found: "Marked") -> str:
    """A line with what was found underlined, on a terminal."""
    text, spans = found
    said, at = "", 0
    for start, end in spans:
        said += _one_line(text[at:start]) + click.style(_one_line(text[start:end]), underline=True)
        at = end
    return said + _one_line(text[at:])


def _one_line(text: str) -> str:
    """Nothing in it steers a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _data(row: "FoundRow") -> dict[str, object]:
    data = asdict(row)
    for name in ("subject", "line"):
        data[name] = _plain(getattr(row, name))
    return {**data, "files": [_plain(file) for file in row.files]}


def _plain(found: "Marked") -> dict[str, object]:
    text, spans = found
    return {"text": text, "found": [{"start": start, "end": end} for start, end in spans]}
