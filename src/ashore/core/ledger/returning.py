"""Mail of ours that came back: it meets nothing for those who did not get it, and is nothing where nobody did.

The bounce is believed from its own moment on; what was met until then stands open again, due as it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ashore.core.kernel import Reason, Value
from ashore.core.ledger.events import Event, MessageEvent

NOBODY: frozenset[str] = frozenset()


@dataclass(slots=True)
class Return:
    """What came back of one message. ``unreached``: who did not get it; ``reached``: who did, as far as is known;
    ``bounces``: the messages that tell of it; ``at``: when the first of them came."""

    at: datetime
    unreached: frozenset[str]
    reached: frozenset[str]
    bounces: tuple[str, ...]


@dataclass(slots=True)
class Returns:
    """What came back in an engagement, by message. ``lost``: messages that reached nobody, by conversation."""

    of: dict[str, Return] = field(default_factory=dict)
    lost: dict[str, list[MessageEvent]] = field(default_factory=dict)

    def reached_nobody(self, message: MessageEvent) -> bool:
        """Whether nobody outside got it."""
        found = self.of.get(message.id)
        return found is not None and not found.reached

    def unreached(self, message: MessageEvent) -> frozenset[str]:
        """Who did not get it."""
        found = self.of.get(message.id)
        return found.unreached if found else NOBODY

    def why(self, message: MessageEvent) -> Reason:
        """The step that tells it."""
        found = self.of[message.id]
        params: dict[str, Value] = {
            "message_at": message.at,
            "returned_at": found.at,
            "people": ", ".join(sorted(found.unreached)),
        }
        return Reason("ledger.returned", "W1", params, (message.id, *found.bounces))


def returns_in(events: Iterable[Event]) -> Returns:
    """What came back by the bounces among ``events``, which are in order."""
    found: dict[str, Return] = {}
    for event in events:
        if isinstance(event, MessageEvent) and event.returns:
            known = found.get(event.returns)
            if known is None:
                known = Return(event.at, event.unreached, event.reached, (event.id,))
            else:
                unreached = known.unreached | event.unreached
                reached = (known.reached & event.reached) - unreached
                known = Return(known.at, unreached, reached, (*known.bounces, event.id))
            found[event.returns] = known
    return Returns(found)
