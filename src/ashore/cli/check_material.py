"""What ``ashore check`` reads from files."""

from collections.abc import Callable
from dataclasses import dataclass

from ashore.core.coach import Draft, Turn


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be checked. ``ours``: whether an address is of our side; ``notes``: what a person should know of
    how the files were read."""

    draft: Draft
    turns: tuple[Turn, ...]
    ours: Callable[[str], bool]
    notes: tuple[str, ...] = ()
