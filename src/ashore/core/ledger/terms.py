"""The agreement as the clocks use it: due times with their reasons, and the suspensions that move them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from ashore.core.agreement import Agreement, Within
from ashore.core.agreement.terms import OF_OUR_OWN
from ashore.core.agreement.within import Unit
from ashore.core.kernel import CLIENT, US, Reason, Side
from ashore.core.ledger.events import MessageEvent, SuspensionEvent
from ashore.core.ledger.response import response_within
from ashore.core.ledger.telling import Step, Told
from ashore.core.worktime import NeverOpen, WorkClock

Term = Literal[
    "acknowledge_within", "answer_within", "information_within", "contact_every", "call_summary_within", "last_word"
]
Pause = tuple[datetime, datetime | None]
DAY = timedelta(days=1)


class Terms:
    """One agreement together with the suspensions of one engagement."""

    def __init__(self, agreement: Agreement, suspensions: Iterable[SuspensionEvent] = ()) -> None:
        self.agreement = agreement
        self.suspensions = tuple(suspensions)
        self._clocks: dict[tuple[int, Side], WorkClock] = {}
        self._asked: tuple[Unit, int, Side, datetime] | None = None
        self._due: datetime | None = None

    def version(self, at: datetime) -> Agreement:
        """The terms that hold at a moment, amendments included."""
        return self.agreement.at(at) if self.agreement.amendments else self.agreement

    def versions(self, now: datetime) -> list[tuple[datetime | None, Agreement]]:
        """All versions that hold by ``now``, oldest first, each with the moment it holds from (None: the first)."""
        changes = sorted({each.valid_from.astimezone(UTC) for each in self.agreement.amendments})
        later = [(at, self.agreement.at(at)) for at in changes if at <= now]
        return [(None, self.agreement), *later]

    def has(self, term: Term) -> bool:
        """False where the agreement says "never"."""
        return getattr(self.agreement, term) is not None

    def due_after(
        self, term: Term, side: Side, start: datetime, message: MessageEvent | None = None
    ) -> tuple[datetime | None, Step]:
        """When ``side`` is due by this term, as it held at ``start``, and what tells why; None where that never comes.

        ``message``: what is to be answered; its channel and priority may have times of their own.
        """
        agreement = self.version(start)
        within: Within | None = getattr(agreement, term)
        if message is not None and agreement.clauses.response:
            within = response_within(agreement.clauses.response, term, side, message) or within
        if within is None:
            return None, Reason("ledger.term_absent", "A9", {"term": term})
        asked = (within.unit, within.amount, side, start)  # receipt and answer are mostly due at the same time
        if asked == self._asked and agreement is self.agreement and within.unit == "working_minutes":
            return self._due, (_told, agreement, side, start, within)
        try:
            due = due_of(agreement, self.clock_of(agreement, side), start, within)
            if due is None:
                return agreement.due_after(side, start, within)
        except NeverOpen:
            return None, Reason("ledger.never_open", "A9", {"owed_side": side}, (f"clause:{within.clause}",))
        if agreement is self.agreement:
            self._asked, self._due = asked, due
        return due, (_told, agreement, side, start, within)

    def surely_within(self, term: Term) -> timedelta:
        """A time after which this term cannot have run out yet, whatever the calendar; zero where there is none."""
        within = getattr(self.agreement, term)
        if within is None or within.unit == "working_minutes":
            return timedelta(0)
        return max(timedelta(0), timedelta(days=within.amount - 1, hours=-3))

    def named(self, side: Side, at: datetime, is_day: bool, said_at: datetime) -> tuple[datetime, Reason]:
        """A time that somebody named, in UTC; of a mere day the agreement says when it ends.

        The day is read on its author's clock, whose offset ``at`` bears: "28 October" stays the 28th across a change of
        clocks and in any other zone.
        """
        if is_day:
            try:
                return self._by_day(side, at, said_at)
            except NeverOpen:
                pass
        due = at.astimezone(UTC)
        return due, Reason("ledger.named_time", "W5", {"due_at": due})

    def _by_day(self, side: Side, at: datetime, said_at: datetime) -> tuple[datetime, Reason]:
        clock = self.clock(side)
        if self.agreement.counting_by != "end_of_working_day":
            return self.agreement.by_day(side, self.noon(side, at), said_at)
        due = working_days_later(clock, at.date(), 0)
        if due <= said_at:
            due = clock.midnight_after(at.date())
        return due, Told("worktime.by_day", "W5", (_told_by_day, self, side, at, said_at))

    def noon(self, side: Side, at: datetime) -> datetime:
        """The middle of the same date on the agreement's clock."""
        return datetime.combine(at.date(), time(12), ZoneInfo(self.agreement.calendar(side).zone))

    def halfway(self, side: Side, start: datetime, due: datetime | None) -> datetime | None:
        """Half of the working time between, for a reminder (W11); None where there is none."""
        if due is None or due <= start:
            return None
        clock = self.clock(side)
        try:
            return clock.due(start, max(1, clock.elapsed(start, due) // 2))
        except NeverOpen:
            return None

    def clock(self, side: Side) -> WorkClock:
        """The working clock of a side."""
        return self._us if side == US else self._client

    def clock_of(self, version: Agreement, side: Side) -> WorkClock:
        """The working clock of a side under a version of the terms."""
        if version is self.agreement:
            return self._us if side == US else self._client
        key = id(version), side
        if key not in self._clocks:
            self._clocks[key] = version.clock(side)
        return self._clocks[key]

    @cached_property
    def _us(self) -> WorkClock:
        return self.agreement.clock(US)

    @cached_property
    def _client(self) -> WorkClock:
        return self.agreement.clock(CLIENT)

    @cached_property
    def _pauses(self) -> dict[Side, tuple[Pause, ...]]:
        return {side: merged(self.suspensions, side) for side in (US, CLIENT)}

    def pauses(self, side: Side) -> tuple[Pause, ...]:
        """The suspensions of a side, joined where they overlap, as [from, until), until None for open-ended."""
        return self._pauses[side] if self.suspensions else ()

    def moved(self, side: Side, start: datetime, due: datetime, until: datetime | None) -> datetime:
        """``due`` moved by the working time that stood still after ``start``; suspensions from ``until`` on count not.

        An open-ended suspension moves nothing yet: the obligation is suspended, its due known when the pause ends.
        """
        for begins, ends in self.pauses(side):
            if begins >= due or (until is not None and begins >= until):
                break
            if ends is None or ends <= start:
                continue
            due = self._add(side, due, max(begins, start), ends)
        return due

    def suspended(self, side: Side, due: datetime, moved: datetime, start: datetime, until: datetime | None) -> Reason:
        """Why the due moved: each suspension that fell into its time."""
        each = tuple(
            Reason(
                "ledger.suspension",
                "A11",
                {"from_at": s.at, "until_at": s.until, "author": s.author, "why": s.why},
                (s.id,),
            )
            for s in self.suspensions
            if side in s.sides
            and s.at < moved
            and (until is None or s.at < until)
            and (s.until is None or s.until > start)
        )
        return Reason("ledger.suspended", "A11", {"from_at": due, "due_at": moved}, (), each)

    def _add(self, side: Side, due: datetime, begins: datetime, ends: datetime) -> datetime:
        clock = self.clock(side)
        try:
            lost = clock.elapsed(begins, ends)
            return clock.due(due, lost) if lost else max(due, ends) if due < ends else due
        except NeverOpen:
            return due


def _told(agreement: Agreement, side: Side, start: datetime, within: Within) -> Reason:
    return agreement.due_after(side, start, within)[1]


def _told_by_day(terms: Terms, side: Side, at: datetime, said_at: datetime) -> Reason:
    return terms.agreement.by_day(side, terms.noon(side, at), said_at)[1]


def due_of(
    agreement: Agreement, clock: WorkClock, start: datetime, within: Within, *, came: bool = True
) -> datetime | None:
    """When a length of time is over, without the arithmetic that tells why; None where only that arithmetic knows (days
    that begin with the event's own, or do not end with the working time).

    ``came``: something came in at ``start``, for which there may be a cut-off. Raises NeverOpen.
    """
    if within.unit == "working_minutes":
        return clock.due(start, within.amount)
    counting = agreement.clauses.counting
    if counting.first_day == "day_of_event" or agreement.counting_by != "end_of_working_day":
        return None
    local, cutoff = clock.local(start), counting.cutoff
    day = local.date()
    if came and isinstance(cutoff, time) and within.clause not in OF_OUR_OWN and local.time() >= cutoff:
        day = clock.nth_working_day(day + DAY, 0, start)
    if within.unit == "working_days":
        return working_days_later(clock, day, within.amount)
    return working_days_later(clock, day + DAY * within.amount, 0)


@lru_cache(maxsize=4096)
def working_days_later(clock: WorkClock, day: date, count: int) -> datetime:
    """The end of the ``count``-th working day after a local date, or of the date itself for 0. Many messages of a day
    ask for the same."""
    if count == 0:
        return clock.end_of_date(day)
    after = clock.midnight_after(day)
    return clock.end_of_date(clock.nth_working_day(day + DAY, count - 1, after))


def merged(suspensions: Iterable[SuspensionEvent], side: Side) -> tuple[Pause, ...]:
    """The suspensions of a side, joined where they overlap."""
    joined: list[Pause] = []
    for each in sorted((s for s in suspensions if side in s.sides), key=lambda s: (s.at, s.id)):
        begins, ends = each.at, each.until
        if ends is not None and ends <= begins:
            continue
        if joined and (joined[-1][1] is None or begins <= joined[-1][1]):
            last = joined[-1][1]
            joined[-1] = (joined[-1][0], None if last is None or ends is None else max(last, ends))
        else:
            joined.append((begins, ends))
    return tuple(joined)
