"""The ways that a message came by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where a copy lies. ``kind``: ``mailbox`` (``name`` its address, ``folder``), ``outbox`` (sent from here),
    ``by_hand``, or ``file`` (``name`` the path of an archive)."""

    kind: str
    name: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class WayRow:
    """Bytes of a message and where they lie. ``id``: what `raw_message` takes; ``shown``: the message is shown by
    them; others are copies that came otherwise, kept as they came."""

    id: int
    shown: bool
    places: tuple[PlaceRow, ...]
