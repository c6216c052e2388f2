"""``ashore ledger``: what both sides owe by an agreement and a log of events."""

from typing import TYPE_CHECKING, Literal

import click

from ashore.cli.harmless import echo

if TYPE_CHECKING:
    from ashore.core.kernel import Reason
    from ashore.core.ledger import Ledger

LEAST_OF_ID = 4


@click.command()
@click.argument("agreement")
@click.argument("events")
@click.option("--now", metavar="ISO", help="As of which moment; without it, the present one.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--language", type=click.Choice(["en", "ru", "sk", "fil"]), default="en", show_default=True,
              help="In which language to tell.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="List what was kept, too.")
@click.option("--pdf", "pdf_file", metavar="FILE", help="Write the statement as PDF, too.")
@click.option("--html", "html_file", metavar="FILE", help="Write the statement as one HTML page, too.")
@click.option("--shown", type=click.Choice(["statement", "plan"]), default="statement", show_default=True,
              help="What --pdf and --html show: all of it, or the plan alone.")  # fmt: skip
@click.option("--why", "opened", metavar="ID", help="Explain one line: an id, kind:name (stage:design), or a clause.")
def ledger(
    agreement: str,
    events: str,
    now: str | None,
    as_json: bool,
    language: str,
    everything: bool,
    pdf_file: str | None,
    html_file: str | None,
    shown: Literal["statement", "plan"],
    opened: str | None,
) -> int:
    """Derive from AGREEMENT (TOML) and EVENTS (JSON lines; - reads stdin) what each side owes.

    Shows the obligations of both sides, the work plan with what shifted it, what may be done now, and the statement
    with its arithmetic. Exit 1: something is late or was missed, or an event could not be used.

    \b
    Examples:
      ashore ledger agreement.toml events.jsonl --now 2026-05-29T17:00+02:00
      ashore ledger agreement.toml events.jsonl --why stage:design
      ashore ledger agreement.toml events.jsonl --language sk --pdf statement.pdf
    """
    from ashore.cli.agreement_file import loaded, told
    from ashore.cli.ledger_files import events_of, moment
    from ashore.core.ledger import derive
    from ashore.words import speech

    if agreement == events == "-":
        raise click.UsageError("AGREEMENT and EVENTS cannot both be stdin.")
    terms = loaded(agreement)
    at = moment(now, terms.us.zone)
    log, warnings = events_of(events)
    for warning in warnings:
        echo(told(warning, language, terms.us.zone), err=True)
    found = derive(terms, log, at)
    if pdf_file or html_file:
        from ashore.cli.ledger_documents import write_documents

        write_documents(found, terms, language, at, pdf=pdf_file, html=html_file, shown=shown)
    reader = speech(language, terms.us.zone)
    if opened is not None:
        from ashore.cli.ledger_text import why

        for reason in _opened(found, opened):
            for line in why(reason, reader):
                echo(line)
        return 0
    if as_json:
        from ashore.core.ledger.data import ledger_json

        for piece in ledger_json(found, now=at.isoformat(), agreement=terms.title or terms.source):
            click.echo(piece, nl=False)
        click.echo()
    else:
        from ashore.cli.ledger_text import report

        echo(f"{terms.title or terms.source}, {reader.moment(at)}")
        click.echo()
        for line in report(found, reader, everything=everything):
            echo(line)
    return int(bool(warnings) or _breached(found))


def _breached(found: "Ledger") -> bool:
    return bool(found.unused) or any(each.state in ("late", "missed") for each in found.obligations)


def _opened(found: "Ledger", name: str) -> "list[Reason]":
    """The explanations that a name means. Raises click.UsageError where it means none, or several ids."""
    from ashore.core.ledger.claim import obligation_id

    kind, colon, anchor = name.partition(":")
    wanted = obligation_id(kind, anchor) if colon else name
    owed = [each for each in found.obligations if each.id == wanted or _begins(each.id, wanted)]
    if len(owed) > 1:
        raise click.UsageError(f'--why: several ids begin with "{name}": {", ".join(each.id for each in owed[:5])}.')
    lines = [line.because for line in found.statement if name in (line.clause, line.subject)]
    reasons = [each.because for each in owed] or lines
    if not reasons:
        raise click.UsageError(
            f'--why: nothing here is called "{name}"; give an id from the list, e.g. {_example(found)}.'
        )
    return reasons


def _begins(name: str, wanted: str) -> bool:
    return len(wanted) >= LEAST_OF_ID and name.startswith(wanted)


def _example(found: "Ledger") -> str:
    return found.obligations[0].id[:6] if found.obligations else "stage:design"
