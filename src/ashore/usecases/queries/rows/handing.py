"""What whoever takes over a client must know, so that nothing is asked twice (W8)."""

from dataclasses import dataclass
from datetime import datetime

from ashore.core.kernel import Finding, Money, Reason
from ashore.core.ledger.obligations import PlanLine, Power
from ashore.usecases.queries.rows.capacity import LoadChange
from ashore.usecases.queries.rows.clients import KeeperRef, MannerRow, PersonRow
from ashore.usecases.queries.rows.clocks import ClockRow


@dataclass(frozen=True, slots=True)
class WorkPack:
    """An engagement with an agreement of its own: its plan, what either side may do, and by currency what the client
    owes less what we do. ``contact``: who speaks for the client by the agreement."""

    id: int
    title: str
    contact: str
    plan: tuple[PlanLine, ...]
    powers: tuple[Power, ...]
    balances: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Mood:
    """How the newest message of the client sounds, as a reason; ``key``: of that message."""

    reason: Reason
    key: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TalkRef:
    """A conversation by its subject and its newest line."""

    id: int
    subject: str
    snippet: str
    last_at: datetime
    ours: bool


@dataclass(frozen=True, slots=True)
class ClientPack:
    """One client as it is handed over.

    ``questions``: of theirs that are open; ``promises``: of ours, ``their_promises``: of theirs; ``more``: what else we
    owe, ``they_owe``: what else they do; ``steps``: the next of all that is ours, nearest first. ``avoid``: what weighs
    more with this client, and habits that were noticed.
    """

    id: int
    name: str
    keeper: KeeperRef
    questions: tuple[ClockRow, ...]
    promises: tuple[ClockRow, ...]
    their_promises: tuple[ClockRow, ...]
    more: tuple[ClockRow, ...]
    they_owe: tuple[ClockRow, ...]
    steps: tuple[ClockRow, ...]
    works: tuple[WorkPack, ...]
    people: tuple[PersonRow, ...]
    manner: MannerRow
    language: str
    mood: Mood | None
    avoid: tuple[Reason, ...]
    habits: tuple[Finding, ...]
    talks: tuple[TalkRef, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """What is handed over together: one client, or all of one of us. ``of``: by name whose they are, empty of one
    client or of nobody; ``more``: how many clients besides those that are shown."""

    at: datetime
    packs: tuple[ClientPack, ...]
    of: str = ""
    of_id: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class Taker:
    """Who could take over: the load as it is and as it would be, None of who does not work here."""

    change: LoadChange | None
    clients: tuple[int, ...]
    names: tuple[str, ...]
    keeper: int
    people: tuple[tuple[int, str], ...]
