"""``ashore agreement holidays``: days off to be frozen into an agreement."""

import click


@click.command()
@click.argument("country")
@click.argument("years", nargs=-1, required=True, type=click.IntRange(1900, 2100))
@click.option("--subdivision", help="State, land or nation within the country, e.g. ENG.")
@click.option("--side", type=click.Choice(["us", "client"]), default="us", show_default=True, help="Whose days off.")
@click.option("--language", default="", metavar="CODE", help="Language of the names.  [default: the country's own]")
@click.option("--hours", default="09:00-13:00, 14:00-18:00", show_default=True, help="Hours of a working Saturday.")
def holidays(
    country: str, years: tuple[int, ...], subdivision: str | None, side: str, language: str, hours: str
) -> None:
    """Propose the days off of COUNTRY in YEARS as lines for an agreement file.

    COUNTRY is its two letters (SK). Working Saturdays come with them. The list is a proposal: what is signed holds,
    even if a law or a list changes later.

    \b
    Examples:
      ashore agreement holidays SK 2026 2027
      ashore agreement holidays GB 2026 --subdivision ENG --side client
    """
    from ashore.cli.holiday_lines import holiday_lines
    from ashore.core.agreement.hours import parse_windows
    from ashore.core.kernel import Reason
    from ashore.words import say

    windows = parse_windows(hours)
    if isinstance(windows, Reason):
        raise click.UsageError(f"--hours: {say(windows)}")
    ordered = sorted(set(years))
    click.echo("\n".join(holiday_lines(country.upper(), ordered, subdivision, language, side, hours)))
