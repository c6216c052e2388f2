"""Marks for the extractor of translatable text: they change nothing at run time."""

from typing import NamedTuple


class Plural(NamedTuple):
    """A sentence with a singular and a plural form, chosen by the value of the parameter ``by``."""

    singular: str
    plural: str
    by: str


class InContext(NamedTuple):
    """A word that only its context tells how to translate: ``Reply``, as "what we owe" or as a verb."""

    context: str
    text: str


Sentence = str | Plural


def N_(text: str) -> str:  # noqa: N802 - the customary name of this mark
    """A sentence to be translated where it is shown."""
    return text


def NP_(singular: str, plural: str, by: str) -> Plural:  # noqa: N802
    """A sentence with plural forms, to be translated where it is shown."""
    return Plural(singular, plural, by)


def NC_(context: str, text: str) -> InContext:  # noqa: N802
    """A word to be translated in its context where it is shown."""
    return InContext(context, text)
