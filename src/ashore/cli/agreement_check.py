"""``ashore agreement check``: what is wrong with an agreement file, and what it leaves open."""

import json

import click

from ashore.cli.agreement_file import source_of, text_of, told

LANGUAGES = click.Choice(["en", "ru", "sk", "fil"])


@click.command()
@click.argument("file")
@click.option("--language", type=LANGUAGES, default="en", show_default=True, help="In which language to tell.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(file: str, language: str, as_json: bool) -> int:
    """Tell what is wrong with FILE (- reads stdin), and which conventions it leaves open.

    A finding is a line: file:line: path: words. Where a convention is open and changes an outcome, both readings are
    worked out on the terms of the file itself.

    \b
    Examples:
      ashore agreement check agreement.toml
      ashore agreement check agreement.toml --language sk --json
    """
    from ashore.core.agreement import Agreement, load, questions

    found = load(text_of(file), source_of(file))
    agreement = found if isinstance(found, Agreement) else None
    findings = questions(agreement) if agreement else found
    assert isinstance(findings, tuple)
    zone = agreement.us.zone if agreement else "UTC"
    if as_json:
        data = [
            {"severity": each.severity, "message": told(each, language, zone), **each.reason.as_data()}
            | {"where": each.where}
            for each in findings
        ]
        click.echo(json.dumps({"version": 1, "ok": not findings, "findings": data}, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(told(finding, language, zone))
        if agreement and not findings:
            click.echo(f"{source_of(file)}: nothing is wrong, and nothing is left open.", err=True)
    unreadable = any(finding.code.startswith("agreement.unreadable") for finding in findings)
    return 2 if unreadable else int(bool(findings))
