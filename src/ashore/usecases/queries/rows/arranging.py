"""What waits for a person to say where it belongs: the tray, strangers' mail, likenesses, and who is blocked."""

from dataclasses import dataclass
from datetime import datetime

from ashore.core.correspondence.certainty import Certainty
from ashore.core.kernel import Reason
from ashore.usecases.queries.rows.clients import EngagementRef
from ashore.usecases.queries.rows.clocks import ClientRef
from ashore.usecases.queries.rows.conversation import NoteRow


@dataclass(frozen=True, slots=True)
class TrayRow:
    """What could not be understood. ``why``: the reason; ``reason``: the same as JSON. ``has_raw``: its bytes are
    kept and can be downloaded, ``raw`` is what `raw_message` takes. ``again``: trying to read it once more makes
    sense. ``settled``: what a person made of it, None while it waits."""

    id: int
    source: str
    place: str
    reason: str
    at: datetime
    size: int
    has_raw: bool
    raw: int = 0
    why: Reason | None = None
    again: bool = False
    settled: NoteRow | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A message that waits for a person's word. ``conversation`` and ``subject``: where it points, ``why``: what speaks
    for and against it; ``doubted``: it names one of us as its sender (H38); ``is_first``: it points at nothing."""

    message: int
    key: str
    who: str
    email: str
    at: datetime
    snippet: str
    conversation: int
    subject: str
    client: ClientRef
    why: Reason
    doubted: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Where one message stands: in which conversation of which client, why, and how sure that is; ``is_first``: it
    begins that conversation."""

    message: int
    conversation: int
    subject: str
    client: ClientRef
    who: str
    email: str
    at: datetime
    reason: Reason
    certainty: Certainty
    is_first: bool


@dataclass(frozen=True, slots=True)
class OtherClientRow:
    """A client with its engagements, newest first."""

    client: ClientRef
    works: tuple[EngagementRef, ...]


@dataclass(frozen=True, slots=True)
class BlockedRow:
    """A sender who is passed over; ``decided``: the decision, for `undo`."""

    email: str
    decided: NoteRow


@dataclass(frozen=True, slots=True)
class LikenessRow:
    """Two addresses that may be of one person: ``email``, and ``known`` of ``name`` at ``client``; ``why``: what both
    have."""

    email: str
    known: str
    name: str
    client: str
    why: Reason
