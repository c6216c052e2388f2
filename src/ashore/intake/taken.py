"""A message as the rest of the program keeps it: small, and with what it said packed until somebody asks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ashore.core.correspondence.message import Message
from ashore.core.kernel import Reason

if TYPE_CHECKING:
    from ashore.core.correspondence.newtext import Parts
    from ashore.core.language.facts import Facts
    from ashore.core.ledger.heard import Said
    from ashore.mail import ParsedMessage


@dataclass(frozen=True, slots=True)
class Taken:
    """One message, understood and made compact.

    ``source``: where it was read, for people; ``size``: bytes of the original; ``packed``: its ``Said`` in a form that
    takes a tenth of the memory (an archive of 100 000 messages must fit), empty where it said nothing; ``shelved``:
    where its text waits to be read (``intake.skimming``), -1 for a message whose text was read.
    """

    message: Message
    source: str
    size: int
    packed: bytes
    shelved: int = -1

    @property
    def said(self) -> "Said":
        """What it said, unpacked anew at each call."""
        from ashore.intake.sayings import unpack_said  # who only reads headers need not load the ledger

        return unpack_said(self.packed)


@dataclass(frozen=True, slots=True)
class Whole:
    """One message with everything that was understood on the way: what the desk stores."""

    taken: Taken
    raw: bytes
    parsed: "ParsedMessage"
    parts: "Parts"
    facts: "Facts"


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read or understood: where it stands and why. ``size``: bytes passed over, 0 where unknown."""

    source: str
    reason: Reason
    size: int = 0
