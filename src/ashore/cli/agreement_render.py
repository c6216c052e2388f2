"""``ashore agreement render``: the contract that people sign, from the same file that drives the clocks."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ashore.cli.agreement_file import loaded_text, source_of, text_of
from ashore.cli.instants import on_wall

if TYPE_CHECKING:
    from ashore.core.agreement import Agreement
    from ashore.documents import Format

FORMATS = ("pdf", "docx", "html")


@click.command()
@click.argument("file")
@click.option(
    "--language",
    type=click.Choice(["en", "ru", "sk", "fil"]),
    help="Language of the contract.  [default: the agreement's]",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="What to write.  [default: by the ending of -o, else pdf]"
)
@click.option("--plain", is_flag=True, help="Set a summary in plain words beside each term.")
@click.option("--as-of", "as_of_text", metavar="ISO", help="The consolidated text of that moment, for reading.")
@click.option("-o", "--output", metavar="FILE", help="Where to write it; - is stdout.")
@click.option("--now", "now_text", metavar="ISO", help="The date written into the file (ISO 8601 with offset).")
def render(
    file: str,
    language: str | None,
    form: Literal["pdf", "docx", "html"] | None,
    plain: bool,
    as_of_text: str | None,
    output: str | None,
    now_text: str | None,
) -> None:
    """Write FILE (- reads stdin) as the contract with its annexes: PDF, DOCX or one HTML page.

    Texts that the parties wrote stand as they wrote them; everything else is in the language chosen. The same file and
    date give the same bytes. --as-of writes the amendments that hold by then into the terms.

    \b
    Examples:
      ashore agreement render agreement.toml -o contract.pdf
      ashore agreement render agreement.toml --language ru --plain -o dogovor.docx
      ashore agreement render agreement.toml --as-of 2026-06-01 -o now.pdf
    """
    from ashore.cli.output_file import write_out
    from ashore.documents import write
    from ashore.documents.contract import NOTHING, contract

    target, chosen = output or "-", form or _by_ending(output)
    at = _moment(now_text)
    text = text_of(file)
    agreement = loaded_text(text, source_of(file))
    as_of = on_wall(as_of_text, agreement.us.zone, "--as-of", "2026-06-01") if as_of_text else None
    spoken = language or _known(agreement.clauses.language)
    words = NOTHING
    if plain:
        from ashore.documents.plain import plain_words

        words = plain_words(agreement.at(as_of) if as_of else agreement, spoken)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    _tell_open(agreement, file)
    write_out(target, write(contract(agreement, spoken, digest=digest, plain=words, as_of=as_of), chosen, at))


def _tell_open(agreement: "Agreement", file: str) -> None:
    """A word on stderr where the contract leaves open what changes an outcome: better settled before it is signed."""
    from ashore.core.agreement import questions

    count = len(questions(agreement))
    if count:
        points = "1 point is" if count == 1 else f"{count} points are"
        click.echo(f"{source_of(file)}: {points} open or doubtful in it; see ashore agreement check {file}", err=True)


def _by_ending(output: str | None) -> "Format":
    ending = Path(output).suffix.lower() if output else ""
    found: dict[str, Format] = {".docx": "docx", ".html": "html", ".htm": "html", ".pdf": "pdf"}
    if ending and ending not in found and output != "-":
        raise click.UsageError(f"{output}: name the format by its ending (.pdf, .docx, .html) or with --format.")
    return found.get(ending, "pdf")


def _known(language: str) -> str:
    return language if language in ("en", "ru", "sk", "fil") else "en"


def _moment(text: str | None) -> datetime:
    """The instant that was named; today's midnight in UTC without one, so that two runs of a day give one file."""
    from datetime import UTC

    if text is None:
        return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return on_wall(text, "UTC", "--now", "2026-03-02T09:00+01:00")
