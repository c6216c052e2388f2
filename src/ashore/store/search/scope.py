"""Where in the index a message's lexemes stand."""

from collections.abc import Sequence

from ashore.core.language.search import Alternatives

SEGMENT_BITS = 14
"""A segment is 16 384 arrival numbers."""


def segment(message: int) -> int:
    """The segment of a message."""
    return message >> SEGMENT_BITS


def scope(workspace: int, number: int) -> str:
    """What stands before each lexeme of a workspace's messages in a segment."""
    return f"{workspace}s{number}"


def scoped(workspace: int, message: int, lexemes: str) -> str:
    """A message's lexemes as the index has them."""
    before = scope(workspace, segment(message))
    return before + lexemes.replace(" ", " " + before)


Groups = Sequence[Alternatives]
