"""Conversations as the inbox lists them."""

from dataclasses import dataclass
from datetime import datetime

from ashore.core.kernel import Side
from ashore.usecases.queries.rows.channels import BY_MAIL, ChannelRef
from ashore.usecases.queries.rows.clocks import ClientRef, ClockRow, WaitingFor
from ashore.usecases.queries.rows.team import TagRow


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One conversation. ``clock``: the nearest; ``others``: its other open clocks, nearest first.

    ``owner``: to whom of us it was given (``given``), else the client's keeper, else the last of us who wrote there,
    else of whom they wrote to; ``older``: only debts of long ago stand open in it; ``snoozed_until``: until when it is
    put off.
    """

    conversation: int
    client: ClientRef
    subject: str
    snippet: str
    last_at: datetime
    last_side: Side
    waiting_for: WaitingFor
    messages: int
    clock: ClockRow | None
    others: tuple[ClockRow, ...]
    owner: str = ""
    older: bool = False
    channel: ChannelRef = BY_MAIL
    given: bool = False
    tags: tuple[TagRow, ...] = ()
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class InboxPage:
    """``next``: opaque cursor for the following page, None on the last. ``older``: how many conversations stand at the
    end because only debts of long ago are open in them. ``people``: who works here, by number; ``tags``: all of
    them."""

    rows: tuple[InboxRow, ...]
    next: str | None
    older: int = 0
    people: tuple[tuple[int, str], ...] = ()
    tags: tuple[TagRow, ...] = ()
