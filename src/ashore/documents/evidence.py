"""The index of an evidence pack: what is in it, how large, with which hash, as pages that an archive takes (PDF/A)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One file of the pack. ``path``: within it; ``sha256``: 64 hex digits; ``size``: in bytes.

    ``at``: when it happened or was sent (aware), None where that is not known; ``about``: what it is (from whom,
    subject) and ``proof``: what its signature proves, or empty, both in the reader's words."""

    path: str
    sha256: str
    size: int
    at: datetime | None = None
    about: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceSummary:
    """What stands before the list. ``root``: the Merkle root (hex); ``facts``: label and value, in the reader's words;
    ``notes``: paragraphs on how to check the pack and what it does not prove, in the reader's words."""

    title: str
    root: str
    made_at: datetime
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
