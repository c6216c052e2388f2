"""What runs: whose it is, what is owed, and the page of the day."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ashore.core.kernel import Reason, Side
from ashore.core.ledger.obligations import Kind, State

WaitingFor = Literal["us", "client", "nobody"]


@dataclass(frozen=True, slots=True)
class ClientRef:
    """A client by name; ``id`` 0 and an empty name where a conversation belongs to no client yet."""

    id: int
    name: str


NO_CLIENT = ClientRef(0, "")


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One obligation as a running clock.

    ``obligation``: its stable id. ``seconds_left``: until ``due``, negative when past, None without a due time.
    ``conversation``: 0 where the clock hangs on the whole engagement (a sign of life). ``quote``: the words it is
    about.
    ``dormant``: it stands open since long ago and its conversation has been quiet since (`core.ledger.dormancy`).
    ``folded``: what else is owed by the same side in the same conversation, in lists that show one row for all of it;
    ``quotes``: the questions among them, in the order asked.
    """

    obligation: str
    kind: Kind
    owed_by: Side
    state: State
    due: datetime | None
    seconds_left: int | None
    client: ClientRef
    conversation: int
    subject: str
    quote: str
    because: Reason
    created_at: datetime
    person: str = ""
    anchor: str = ""
    met_at: datetime | None = None
    engagement: int = 0
    dormant: bool = False
    quotes: tuple[str, ...] = ()
    folded: tuple["ClockRow", ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """The three short lists of the home page and what its one sentence is made of.

    ``due``: what we owe by a time, nearest first, one row a conversation; ``promised``: promises of both sides;
    ``keep_warm``: signs of life that are near, and clients who owe us something.
    Nothing in them is of long ago; ``older``: in how many conversations only such debts stand open.
    ``late``: in how many conversations something is past, promises of ours included; ``due_today``: those and what is
    due before midnight; ``first``: the nearest of ``due``; ``day_clear``: nothing is due today.
    """

    due: tuple[ClockRow, ...]
    promised: tuple[ClockRow, ...]
    keep_warm: tuple[ClockRow, ...]
    late: int
    due_today: int
    clients_waiting: int
    first: ClockRow | None
    day_clear: bool
    at: datetime
    more_due: int = 0
    older: int = 0
