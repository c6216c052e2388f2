"""The terms of both sides as frozen data: what the clocks of the ledger run on."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ashore.core.agreement.clauses import Amendment, Clauses, DayEnd
from ashore.core.agreement.due import by_day, due_after
from ashore.core.agreement.schema.kinds import SCHEMA_VERSION
from ashore.core.agreement.within import Within
from ashore.core.kernel import US, Reason, Side
from ashore.core.worktime import Calendar, WorkClock, clock_of

NO_CLAUSES = Clauses()
OF_OUR_OWN = frozenset({"contact.every", "last_word.within", "calls.summary_within"})
"""What we owe without a request, so that the cut-off for requests does not count."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What both sides agreed. Every length of time knows the clause it stands in.

    ``us``, ``client``: when each side works (A9). ``acknowledge_within``, ``answer_within``: our receipt and our answer
    (W1, W2). ``information_within``: what the client owes us (A11). ``contact_every``: our sign of life (W3).
    ``call_summary_within`` (W6), ``last_word`` (W7): None where the agreement says "never".
    ``counting_by``: what "by a day" means. ``title``, ``source``: for people.
    ``clauses``: everything else that was agreed. ``valid_from``: from when this version holds; ``amendments``: later
    changes of single terms, by time; ``later``: the terms as they stand after each of them. ``text``: the file that it
    was read from, for amendments that are made while the work runs; ``places``: the line of each term that it names, by
    its path.
    """

    us: Calendar
    client: Calendar
    acknowledge_within: Within
    answer_within: Within
    information_within: Within
    contact_every: Within | None
    call_summary_within: Within | None
    last_word: Within | None
    counting_by: DayEnd = "end_of_working_day"
    title: str = ""
    source: str = ""
    version: int = SCHEMA_VERSION
    clauses: Clauses = NO_CLAUSES
    valid_from: datetime | None = None
    amendments: tuple[Amendment, ...] = ()
    later: tuple["Agreement", ...] = ()
    text: str = field(default="", compare=False, repr=False)
    places: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def at(self, moment: datetime) -> "Agreement":
        """The terms that hold at a moment: these, with all amendments that are valid by then.

        Ask the agreement as it was loaded; a version that came from here knows no later ones. Before ``valid_from`` the
        first version is given.
        """
        valid = bisect_right(self.amendments, moment, key=lambda amendment: amendment.valid_from)
        return self.later[valid - 1] if valid and self.later else self

    def calendar(self, side: Side) -> Calendar:
        """The working times of a side."""
        return self.us if side == US else self.client

    def clock(self, side: Side) -> WorkClock:
        """The clock of a side; the same object for equal calendars."""
        return clock_of(self.calendar(side))

    def due_after(self, side: Side, start: datetime, within: Within) -> tuple[datetime, Reason]:
        """When ``side`` is due after ``start``, and why, by the conventions of this agreement; see
        ``agreement.due.due_after``."""
        counting = self.clauses.counting
        cutoff = None if within.clause in OF_OUR_OWN else counting.cutoff
        return due_after(self.clock(side), start, within, self.counting_by, counting.first_day, cutoff)

    @property
    def counts_plainly(self) -> bool:
        """Whether days are counted after the day of the event, whatever its hour, to the end of working time."""
        counting = self.clauses.counting
        usual = counting.first_day != "day_of_event" and counting.cutoff in (None, "none")
        return usual and self.counting_by == "end_of_working_day"

    def by_day(self, side: Side, day: datetime, said_at: datetime | None = None) -> tuple[datetime, Reason]:
        """What "by that day" means for ``side``, and why; see ``agreement.due.by_day``."""
        return by_day(self.clock(side), day, self.counting_by, said_at)

    def with_zone(self, zone: str, client: str | None = None) -> "Agreement":
        """The same terms on other wall clocks: ``zone`` for us, ``client`` (or else ``zone``) for the client.

        Raises ``zoneinfo.ZoneInfoNotFoundError`` or ValueError for a zone that does not exist.
        """
        us, other = replace(self.us, zone=zone), replace(self.client, zone=client or zone)
        return replace(self, us=us, client=other, later=tuple(each.with_zone(zone, client) for each in self.later))
