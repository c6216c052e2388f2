"""The agreement that holds where none was made, and the way to load one that was."""

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from ashore.core.agreement.reading import read
from ashore.core.agreement.terms import Agreement
from ashore.core.kernel import Finding


def standard_text() -> str:
    """The standard agreement as a TOML file that people can copy and change."""
    return files("ashore.core.agreement").joinpath("data", "standard.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def default() -> Agreement:
    """The standard agreement: two working hours, Mon-Fri 9-18 with lunch, three days, three working days, in UTC."""
    found = read(standard_text(), "standard.toml", None)
    if not isinstance(found, Agreement):
        raise ValueError(f"the standard agreement is broken: {[finding.where for finding in found]}")
    return found


def load(text: str, source: str) -> Agreement | tuple[Finding, ...]:
    """The agreement in a TOML text, or all that is wrong with it, in the order of its lines.

    ``source``: the file's name for messages. What the text leaves out stands as in the standard agreement; where
    ``[hours.client]`` is left out, the client keeps our hours. Never raises for what a person can write.
    """
    found = read(text, source, default())
    return replace(found, text=text) if isinstance(found, Agreement) else found
