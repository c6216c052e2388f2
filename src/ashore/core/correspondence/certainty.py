"""How sure a placement is, told from its reason."""

from typing import Literal

from ashore.core.kernel import Reason

Certainty = Literal["decided", "sure", "likely", "waits"]

_BY_HAND = "correspondence.placed.by_hand."
_SURE = ("first", "reference", "missing_parent", "twin", "connected", "stored")
_WAITING = ("outsider", "blocked", "taken_back")


def certainty(reason: Reason) -> Certainty:
    """``decided`` by a person; ``sure`` by headers; ``likely`` by text, subject and people; ``waits`` for a person."""
    if reason.code.startswith(_BY_HAND):
        return "decided"
    sign = reason.code.removeprefix("correspondence.placed.")
    if sign in _WAITING:
        return "waits"
    return "sure" if sign in _SURE else "likely"
