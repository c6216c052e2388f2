"""Marks for the extractor of translatable text: they change nothing at run time."""

from typing import NamedTuple


class Plural(NamedTuple):
    """A sentence with a singular and a plural form, chosen by the value of the parameter ``by``."""

    singular: str
    plural: str
    by: str


Sentence = str | Plural


def N_(text: str) -> str:  # noqa: N802 - the customary name of this mark
    """A sentence to be translated where it is shown."""
    return text


def NP_(singular: str, plural: str, by: str) -> Plural:  # noqa: N802
    """A sentence with plural forms, to be translated where it is shown."""
    return Plural(singular, plural, by)
