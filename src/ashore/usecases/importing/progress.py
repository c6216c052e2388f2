"""How far an import is, for whoever waits for it."""

from dataclasses import dataclass


@dataclass(slots=True)
class Progress:
    """How far an import is. ``stage``: ``reading``, ``placing``, ``understanding``, ``done``; bytes of files and
    numbers of messages. ``understood`` of ``to_understand``: those of clients whose texts waited to be understood."""

    stage: str = "reading"
    bytes_done: int = 0
    bytes_all: int = 0
    read: int = 0
    new: int = 0
    known: int = 0
    unreadable: int = 0
    files_skipped: int = 0
    files_lost: int = 0
    understood: int = 0
    to_understand: int = 0
