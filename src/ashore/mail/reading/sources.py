"""What a reader gives: a message's bytes with its place, or the reason why there are none."""

import errno
from dataclasses import dataclass, field
from datetime import datetime

from ashore.core.kernel import Reason


@dataclass(frozen=True, slots=True)
class Source:
    """One message as found. ``where``: path, with ``!member`` behind a zip; ``offset``: byte of its first line there.

    ``length``: bytes it takes in the file (for progress). ``note``: what was cut (H68), None for a whole message.
    ``arrived_at``: UTC, from the mbox envelope line; None where it says nothing.
    ``form``: as the store has it; what lies in archives is mail.
    """

    raw: bytes = field(repr=False)
    where: str
    offset: int = 0
    length: int = 0
    note: Reason | None = None
    arrived_at: datetime | None = None
    form: str = "mail"

    @property
    def place(self) -> str:
        """``where`` with the offset, as people and logs name it."""
        return f"{self.where}@{self.offset}" if self.offset else self.where


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that gave no message, why, and its first bytes where they could be had."""

    where: str
    reason: Reason
    raw: bytes = field(default=b"", repr=False)


Found = Source | Unreadable
PREFIX = 4096
"""Bytes of an unreadable thing that are kept."""


_WHY = {
    errno.ENOENT: "mail.source.vanished",
    errno.EACCES: "mail.source.no_permission",
    errno.EPERM: "mail.source.no_permission",
    errno.ELOOP: "mail.source.symlink_loop",
}


def failed(where: str, error: OSError) -> Unreadable:
    """An operating system's refusal as a value."""
    code = _WHY.get(error.errno or 0, "mail.source.io_error")
    return Unreadable(where, Reason(code, params={"error": error.strerror or type(error).__name__}))
