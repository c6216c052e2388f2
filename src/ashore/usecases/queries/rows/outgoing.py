"""What is written here and not done, with how it stands with each recipient."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ashore.core.kernel import Reason
from ashore.usecases.queries.rows.clocks import NO_CLIENT, ClientRef

OutgoingState = Literal["planned", "sending", "sent", "perhaps_sent", "failed", "withdrawn"]
RecipientState = Literal["planned", "later", "sending", "sent", "perhaps", "otherwise", "refused", "bounced", "failed"]


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """How a message stands with one of those to whom it goes. ``words``: of the server; ``hidden``: nobody else sees
    that they got it."""

    email: str
    state: RecipientState
    words: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """A message written here that somebody may have to do with. ``state`` ``planned`` without a server: to be sent.

    ``goes_at``: when it is tried (next), None for as soon as there is a server; ``chosen``: that moment was chosen by
    its writer; ``stuck``: it does not get on by itself, or was tried in vain; ``incomplete``: it went out, not to all,
    or was withdrawn by an answer of the client.
    """

    id: int
    to: tuple[RecipientRow, ...]
    subject: str
    text: str
    state: OutgoingState
    reason: Reason | None
    created_at: datetime
    who: str
    files: tuple[tuple[str, int], ...] = ()
    goes_at: datetime | None = None
    chosen: bool = False
    unless_answered: bool = False
    automatic: bool = False
    incomplete: bool = False
    stuck: bool = False
    attempts: int = 0
    conversation: int = 0
    client: ClientRef = NO_CLIENT
