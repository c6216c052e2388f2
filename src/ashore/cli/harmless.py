"""Lines that hold what strangers wrote, printed so that no terminal obeys them."""

import unicodedata

import click


def clean(text: str) -> str:
    """One line without control characters and bidi overrides; line breaks and tabs become spaces."""
    return "".join(c if not unicodedata.category(c).startswith("C") else " " if c in "\n\t" else "" for c in text)


def echo(line: str, *, err: bool = False) -> None:
    """Print a line, made harmless."""
    click.echo(clean(line), err=err)
