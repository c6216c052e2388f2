"""What the page of capacity shows: people with their weeks, who is away, and how long work is taken to last."""

from dataclasses import dataclass
from datetime import date, datetime

from ashore.core.capacity import Load, Taking, Work
from ashore.core.kernel import Reason


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A person is away; ``cover``: the name of who takes over what falls due, empty for nobody."""

    id: int
    person: int
    name: str
    first: date
    last: date
    cover: str


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """A person's coming weeks. ``percent``: of their working time for clients' work; ``why``: why it does not fit, None
    where it does; ``works``: how many pieces of work there are, ``hours``: their own hours by the rota."""

    id: int
    name: str
    load: Load
    percent: int
    works: int
    why: Reason | None
    away: tuple[AbsenceRow, ...] = ()
    own_hours: bool = False


@dataclass(frozen=True, slots=True)
class Effort:
    """How many minutes a kind of work is taken to last; ``usual``: where the house says nothing."""

    kind: str
    minutes: int
    usual: int


@dataclass(frozen=True, slots=True)
class CapacityView:
    """The load of everybody. ``unassigned``: work that falls to nobody yet."""

    at: datetime
    people: tuple[PersonLoad, ...]
    unassigned: tuple[Work, ...]
    absences: tuple[AbsenceRow, ...]
    efforts: tuple[Effort, ...]

    @property
    def unassigned_minutes(self) -> int:
        """What nobody has in hand."""
        return sum(each.minutes for each in self.unassigned)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a person can take further work."""

    id: int
    name: str
    taking: Taking


@dataclass(frozen=True, slots=True)
class LoadChange:
    """A person's load as it is, and with the work of clients that they would take over. ``minutes``: that work."""

    id: int
    name: str
    before: PersonLoad
    after: PersonLoad
    minutes: int
