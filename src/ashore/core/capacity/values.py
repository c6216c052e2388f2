"""Work with its time, and the hours a person has for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ashore.core.worktime import WorkClock

MOST_COVERS = 5
"""Who covers may be away too; so often a piece of work is handed on, then it stays."""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work: ``minutes`` of attention by ``due``, None where no day was named. ``person``: the id of who does
    it, 0 for nobody yet. ``begins``: before then nothing of it can be done, None where it can at once. ``kind``,
    ``name``, ``client``, ``client_id``, ``source``: to tell what it is."""

    person: int
    minutes: int
    due: datetime | None
    kind: str = ""
    name: str = ""
    client: str = ""
    client_id: int = 0
    source: str = ""
    begins: datetime | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """A person is not there from the first to the last day, both included; ``cover``: the id of who takes what falls
    due meanwhile, 0 for nobody."""

    person: int
    first: date
    last: date
    cover: int = 0


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's working time: the house's clock without the days away, of which ``percent`` is for clients' work."""

    clock: WorkClock
    away: tuple[Away, ...] = ()
    percent: int = 100

    def free(self, start: datetime, end: datetime) -> int:
        """Whole minutes for clients' work between two instants; 0 where the second is the earlier one."""
        if end <= start:
            return 0
        open_minutes = self.clock.elapsed(start, end)
        return (open_minutes - sum(self.clock.elapsed(*lost) for lost in self._lost(start, end))) * self.percent // 100

    def _lost(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The times away between two instants, one after the other, each counted once."""
        found: list[tuple[datetime, datetime]] = []
        for first, last in sorted((each.first, each.last) for each in self.away):
            begins = max(start, self.clock.midnight_after(first - timedelta(days=1)), *(until for _, until in found))
            ends = min(end, self.clock.midnight_after(last))
            if begins < ends:
                found.append((begins, ends))
        return found


def covered(works: Iterable[Work], away: Sequence[Away], clock: WorkClock) -> tuple[Work, ...]:
    """The works with whoever does them then: what falls due while a person is away goes to who covers for them."""
    by_person: Mapping[int, list[Away]] = {each.person: [a for a in away if a.person == each.person] for each in away}
    return tuple(_covered(each, by_person, clock) for each in works)


def _covered(work: Work, away: Mapping[int, list[Away]], clock: WorkClock) -> Work:
    if work.due is None:
        return work
    day, person = clock.local_date(work.due), work.person
    for _ in range(MOST_COVERS):
        stand_in = next((a.cover for a in away.get(person, ()) if a.cover and a.first <= day <= a.last), 0)
        if not stand_in:
            break
        person = stand_in
    return replace(work, person=person)
