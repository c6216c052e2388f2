"""A debt as the log alone tells it, before any look at the clock; ``judge`` gives it its state."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from ashore.core.kernel import Reason, Side
from ashore.core.ledger.log import Release
from ashore.core.ledger.obligations import Kind, State
from ashore.core.ledger.telling import Step


class Ended(NamedTuple):
    """An end by itself: a missed call, the end of the engagement. ``why``: the step that tells it."""

    at: datetime
    state: State
    why: Reason
    event: str = ""


@dataclass(slots=True)
class Claim:
    """One debt. ``pauses``: the suspensions of its side that touch it, as [from, until), None where open-ended.

    ``remind_from``: a reminder is sensible halfway from then to the due. ``given_up_at``: an event made it pointless.
    ``lapses_at``: from then on nobody can ask for it any more; it counts as met where that comes before its due.
    ``steps``: its explanation in telling order, to be closed by what ended it. ``earlier_dues``: what the due was until
    each move of it. ``own_clock``: suspensions are worked into its due already. ``ended_as``: an end that is neither
    a deed nor a release.
    """

    id: str
    kind: Kind
    owed_by: Side
    conversation: str
    anchor: str
    created_at: datetime
    due: datetime | None
    root: str
    rule: str
    quote: str = ""
    person: str = ""
    steps: list[Step] = field(default_factory=list)
    remind_from: datetime | None = None
    remind_at: datetime | None = None
    met_at: datetime | None = None
    met_by: str = ""
    release: Release | None = None
    lapses_at: datetime | None = None
    given_up_at: datetime | None = None
    earlier_dues: tuple[tuple[datetime, datetime | None], ...] = ()
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    own_clock: bool = False
    ended_as: Ended | None = None

    def move(self, due: datetime | None, at: datetime) -> None:
        """A new due time, agreed at ``at``."""
        self.earlier_dues += ((at, self.due),)
        self.due = due

    def due_as_of(self, at: datetime) -> datetime | None:
        """What the due time was at ``at``."""
        return next((due for moved, due in self.earlier_dues if moved > at), self.due)

    @property
    def ended_at(self) -> datetime | None:
        """When it ended by an event: met, released or given up; None while it stands."""
        if self.release:
            return self.release.at
        return self.met_at or self.given_up_at or (self.ended_as.at if self.ended_as else None)


def obligation_id(kind: str, anchor: str, position: int = 0) -> str:
    """Stable name of a debt: the same in every derivation, from any order of arrival (16 hex digits)."""
    named = _NAMING.copy()
    named.update(f"{kind}\0{anchor}\0{position}".encode("utf-8", "replace"))
    return named.hexdigest()


_NAMING = blake2b(digest_size=8)
"""Copied for each name: half the time of setting up a hash anew."""
