"""``ashore agreement compare``: what differs between two agreements, and what that would have meant."""

import json
from typing import TYPE_CHECKING

import click

from ashore.cli.harmless import echo

if TYPE_CHECKING:
    from ashore.core.ledger.compare import Comparison


@click.command()
@click.argument("one")
@click.argument("two")
@click.option("--events", metavar="LOG", help="A log of events (JSON lines) to hold both against.")
@click.option("--now", metavar="ISO", help="As of which moment; without it, the present one.")
@click.option("--language", type=click.Choice(["en", "ru", "sk", "fil"]), default="en", show_default=True,
              help="In which language to tell.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def compare(one: str, two: str, events: str | None, now: str | None, language: str, as_json: bool) -> int:
    """Tell what differs between agreements ONE and TWO, obligation by obligation and sum by sum. Exit 1: they differ.

    \b
    Examples:
      ashore agreement compare signed.toml proposed.toml
      ashore agreement compare signed.toml proposed.toml --events events.jsonl --now 2026-05-29T17:00+02:00
    """
    from ashore.cli.agreement_file import loaded, told
    from ashore.cli.ledger_files import events_of, moment
    from ashore.cli.ledger_text import comparison
    from ashore.core.ledger.compare import compare as compared
    from ashore.words import speech

    before, after = loaded(one), loaded(two)
    log, warnings = events_of(events) if events else ((), ())
    for warning in warnings:
        echo(told(warning, language, before.us.zone), err=True)
    found = compared(before, after, log, moment(now, before.us.zone))
    if as_json:
        click.echo(json.dumps(_data(found), ensure_ascii=False))
    else:
        for line in comparison(found, speech(language, before.us.zone), with_log=events is not None):
            echo(line)
    return int(bool(found.terms or found.obligations or found.sums))


def _data(found: "Comparison") -> dict[str, object]:
    from ashore.core.ledger.data import line_data, obligation_data

    return {
        "version": 1,
        "terms": [{"path": each.path, "before": each.before, "after": each.after} for each in found.terms],
        "obligations": [
            {
                "before": obligation_data(each.before) if each.before else None,
                "after": obligation_data(each.after) if each.after else None,
            }
            for each in found.obligations
        ],
        "statement": [
            {
                "before": line_data(each.before) if each.before else None,
                "after": line_data(each.after) if each.after else None,
            }
            for each in found.sums
        ],
    }
