"""``ashore agreement explain``: the agreement in plain words."""

import json

import click

from ashore.cli.agreement_file import loaded


@click.command()
@click.argument("file")
@click.option(
    "--language",
    type=click.Choice(["en", "ru", "sk", "fil"]),
    help="In which language to tell.  [default: the agreement's]",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain(file: str, language: str | None, as_json: bool) -> None:
    """Tell FILE (- reads stdin) in plain words, clause by clause, each worked on an example.

    \b
    Examples:
      ashore agreement explain agreement.toml
      ashore agreement explain agreement.toml --language fil --json
    """
    from ashore.words import speech
    from ashore.words.explaining import explain as told
    from ashore.words.kinds import kind_word

    agreement = loaded(file)
    language = language or agreement.clauses.language
    clauses = told(agreement, language)
    if as_json:
        data = [each._asdict() | {"clocks": list(each.clocks)} for each in clauses]
        click.echo(json.dumps({"version": 1, "language": language, "clauses": data}, ensure_ascii=False))
        return
    if agreement.title:
        click.echo(f"{agreement.title}\n")
    reader = speech(language)
    for each in clauses:
        clocks = ", ".join(kind_word(clock, reader) for clock in each.clocks)
        click.echo(f"{each.heading}" + (f"  [{clocks}]" if clocks else ""))
        click.echo(f"  {each.text}")
        if each.example:
            click.echo(f"  {each.example}")
        click.echo()
