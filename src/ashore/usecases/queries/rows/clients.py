"""Clients: the list of them, and one with people, answering times, manners and silences."""

from dataclasses import dataclass
from datetime import datetime

from ashore.core.kernel import Finding
from ashore.usecases.queries.rows.clocks import ClientRef, ClockRow
from ashore.usecases.queries.rows.conversation import NoteRow
from ashore.usecases.queries.rows.inbox import InboxRow


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person on the client's side. ``last_at``: when they last wrote, None if never."""

    id: int
    name: str
    emails: tuple[str, ...]
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """How replies went: ``met`` in time of ``all``; ``median_minutes`` of working time from the question to the
    answer, by the calendar of who owed it, None without any."""

    met: int
    all: int
    median_minutes: int | None


@dataclass(frozen=True, slots=True)
class MannerRow:
    """How to write to a client: ``type`` as noted, empty if nobody did (P2); ``familiar``: on first-name terms (R4);
    ``known_terms``: words of the trade that they know (R3)."""

    type: str = ""
    familiar: bool = False
    known_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """A rule of the coach that is silent with a client, or in the whole house where ``client.id`` is 0. ``name``: the
    rule's, empty where there is no such rule any more."""

    id: int
    code: str
    name: str
    client: ClientRef
    why: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeeperRef:
    """Who of us keeps a client, and since when; ``id`` 0 where nobody does."""

    id: int
    name: str
    since: datetime | None = None


NO_KEEPER = KeeperRef(0, "")


@dataclass(frozen=True, slots=True)
class ClientView:
    """The one-page brief of a client. ``suspensions``: clocks that stand still now; ``event`` is what `resume` takes,
    ``side`` whose clocks they are. ``log``: what was decided about the client as a whole, for `undo`. ``engagements``:
    the pieces of work, newest first. ``manner`` and ``silences``: what the coach was told about them. ``keeper``:
    who of us looks after them."""

    id: int
    name: str
    key: str
    people: tuple[PersonRow, ...]
    we_owe: tuple[ClockRow, ...]
    they_owe: tuple[ClockRow, ...]
    habits: tuple[Finding, ...]
    conversations: tuple[InboxRow, ...]
    answers: AnswerTimes
    their_answers: AnswerTimes
    first_at: datetime | None
    last_at: datetime | None
    messages: int
    calls: tuple[NoteRow, ...] = ()
    suspensions: tuple[NoteRow, ...] = ()
    log: tuple[NoteRow, ...] = ()
    engagements: tuple["EngagementRef", ...] = ()
    manner: MannerRow = MannerRow()
    silences: tuple[SilenceRow, ...] = ()
    keeper: KeeperRef = NO_KEEPER


@dataclass(frozen=True, slots=True)
class EngagementRef:
    """A piece of work by name. ``version``: how many versions its own agreement has, 0 where it has none."""

    id: int
    title: str
    version: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A line of the list of clients. ``clock``: the nearest open clock of either side."""

    id: int
    name: str
    conversations: int
    last_at: datetime | None
    open_ours: int
    open_theirs: int
    clock: ClockRow | None


@dataclass(frozen=True, slots=True)
class ClientsPage:
    """``next``: opaque cursor for the following page, None on the last."""

    rows: tuple[ClientRow, ...]
    next: str | None
