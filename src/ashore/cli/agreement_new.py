"""``ashore agreement new``: an agreement to begin with."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ashore.cli.instants import on_wall


@click.command()
@click.argument("preset", default="standard")
@click.option("--language", type=click.Choice(["en", "ru", "sk", "fil"]), default="en", show_default=True)
@click.option("--country", metavar="CODE", help="Whose days off, e.g. SK.  [default: of the language]")
@click.option("--subdivision", help="State, land or nation within the country, e.g. ENG.")
@click.option("--zone", help="Our wall clock, e.g. Europe/Bratislava.  [default: of the language]")
@click.option("--currency", metavar="CODE", help="E.g. EUR.  [default: of the language]")
@click.option("--start", metavar="DATE", help="First day of the work.  [default: a Monday, two weeks from now]")
@click.option("--now", metavar="ISO", help="Pretend that it is this time.")
@click.option("--output", "-o", metavar="FILE", help="Write there instead of stdout; never over an existing file.")
def new(
    preset: str,
    language: str,
    country: str | None,
    subdivision: str | None,
    zone: str | None,
    currency: str | None,
    start: str | None,
    now: str | None,
    output: str | None,
) -> None:
    """Write an agreement from PRESET: standard, urgent, retainer, one-edit-text or share-of-sales.

    Its dates are moved to the start, and the days off of that year and the next are frozen into it. Names and sums are
    examples: put yours in their place, then run "ashore agreement check".

    \b
    Examples:
      ashore agreement new standard --language sk -o agreement.toml
      ashore agreement new retainer --language en --country IE --zone Europe/Dublin --currency EUR
    """
    from ashore.cli.agreement_writing import written

    moment = on_wall(now, "UTC", "--now", "2026-03-01T09:00+01:00") if now else datetime.now(UTC)
    text = written(
        preset,
        language,
        country=country,
        subdivision=subdivision,
        zone=zone,
        currency=currency,
        start=start,
        today=moment.date(),
    )
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with Path(output).open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise click.UsageError(f"{output} exists already; choose another name.") from error
    click.echo(f"{output} is written; put your names, law and sums in, then: ashore agreement check {output}", err=True)
