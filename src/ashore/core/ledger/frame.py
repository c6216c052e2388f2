"""One engagement within its agreement: when it begins and ends, which terms hold when, what was dealt."""

from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from ashore.core.agreement import Agreement, Within, due_after
from ashore.core.agreement.clauses import Clauses
from ashore.core.agreement.within import Unit
from ashore.core.kernel import CLIENT, US, Reason, Side, Value
from ashore.core.ledger.claim import Claim, Ended
from ashore.core.ledger.dealings import Dealing, PaymentReceived, Termination
from ashore.core.ledger.log import Log
from ashore.core.ledger.stops import Stop, moved_by, suspended
from ashore.core.ledger.telling import Told
from ashore.core.ledger.terms import DAY, Terms, due_of, working_days_later
from ashore.core.worktime import NeverOpen

_Deal = TypeVar("_Deal", bound=Dealing)
Due = tuple[datetime | None, Reason]
_COUNTED: dict[Unit, tuple[str, str]] = {
    "working_minutes": ("worktime.due", "A9"),
    "working_days": ("worktime.due_working_days", "A11"),
    "days": ("worktime.due_days", "A11"),
}


class Frame:
    """What every kind of obligation of the agreement reads. ``now``: aware, in UTC."""

    def __init__(self, terms: Terms, log: Log, now: datetime) -> None:
        self.terms, self.log, self.now = terms, log, now.astimezone(UTC)

    def of(self, kind: type[_Deal]) -> list[_Deal]:
        """What was dealt, of one kind, in order; nothing that came after the termination."""
        ended = self.terminated
        found = self.log.of(kind)
        return found if ended is None else [each for each in found if each.at <= ended.at]

    def at(self, moment: datetime) -> Agreement:
        """The terms that held at a moment."""
        return self.terms.version(moment)

    def clauses(self, moment: datetime) -> Clauses:
        """The clauses that held at a moment."""
        return self.at(moment).clauses

    @cached_property
    def versions(self) -> list[tuple[datetime | None, Agreement]]:
        """All versions that hold by now; see ``Terms.versions``."""
        return self.terms.versions(self.now)

    @cached_property
    def first(self) -> Clauses:
        """The clauses as they were signed."""
        return self.terms.agreement.clauses

    @cached_property
    def last(self) -> Clauses:
        """The clauses as they stand now."""
        return self.clauses(self.now)

    @cached_property
    def start(self) -> datetime | None:
        """When the work begins: on its day, so long after the first payment, with the version's validity, or else with
        the first thing that was dealt; None while that has not come."""
        term = self.first.term
        if term.start is not None:
            return self.midnight(term.start)
        if term.start_after_payment is not None:
            paid = next(iter(self.log.of(PaymentReceived)), None)
            return self.after(US, paid.at, term.start_after_payment)[0] if paid else None
        if self.terms.agreement.valid_from is not None:
            return self.terms.agreement.valid_from.astimezone(UTC)
        dealt = min((each[0].at for each in self.log.dealings.values() if each), default=None)
        words = self.log.words[0].at if self.log.words else None
        return min((at for at in (dealt, words) if at is not None), default=None)

    @cached_property
    def signed(self) -> datetime | None:
        """From when the agreement holds; without a day of its own, from the start."""
        valid = self.terms.agreement.valid_from
        return valid.astimezone(UTC) if valid is not None else self.start

    @cached_property
    def ends(self) -> datetime | None:
        """When the term is over (its last day's midnight), None where it has no end."""
        end = self.last.term.end
        return self.terms.clock(US).midnight_after(end) if end else None

    @cached_property
    def terminated(self) -> Termination | None:
        """The first termination."""
        return next(iter(self.log.of(Termination)), None)

    @cached_property
    def horizon(self) -> datetime:
        """Until when recurring things fall due: now, or the end."""
        ended = self.terminated.at if self.terminated else None
        return min(at for at in (self.now, self.ends, ended) if at is not None)

    def midnight(self, day: date, side: Side = US) -> datetime:
        """When a local date begins."""
        return self.terms.clock(side).midnight_after(day - DAY)

    def after(
        self, side: Side, start: datetime, within: Within, version: Agreement | None = None, *, came: bool = True
    ) -> Due:
        """When ``side`` is due so long after ``start``, and why; None where its calendar never comes to it.

        ``came``: something came in at ``start``, for which the agreement may have a cut-off; a due time has none.
        """
        agreement = version or self.at(start)
        try:
            due = due_of(agreement, self.terms.clock_of(agreement, side), start, within, came=came)
            if due is None:
                return _counted(agreement, side, start, within, came)
        except NeverOpen:
            return None, Reason("ledger.never_open", "A9", {"owed_side": side}, (f"clause:{within.clause}",))
        code, rule = _COUNTED[within.unit]
        return due, Told(code, rule, (_arithmetic, agreement, side, start, within, came))

    def by(self, side: Side, day: date, clause: str, version: Agreement | None = None) -> Due:
        """When a day that the agreement names is over for ``side``, and why."""
        agreement = version or self.terms.agreement
        try:
            if agreement.counting_by != "end_of_working_day":
                due, why = agreement.by_day(side, _noon(agreement, side, day))
                return due, _agreed(day, due, clause, why)
            due = working_days_later(self.terms.clock_of(agreement, side), day, 0)
        except NeverOpen:
            return None, Reason("ledger.never_open", "A9", {"owed_side": side}, (f"clause:{clause}",))

        return due, Told("ledger.agreed_day", "A11", (_on_day, agreement, side, day, due, clause))

    def stops(self, side: Side) -> list[Stop]:
        """The suspensions and forces of a side."""
        return self._stops[side]

    @cached_property
    def _stops(self) -> dict[Side, list[Stop]]:
        return {side: suspended(self.terms.suspensions, side) for side in (US, CLIENT)}

    def over_at(self, ended: datetime | None) -> datetime | None:
        """From when nothing moves any more: the end of an obligation, or of the engagement."""
        gone = self.terminated.at if self.terminated else None
        return min((at for at in (ended, gone) if at is not None), default=None)

    def settle(self, claim: Claim) -> None:
        """Work the suspensions of its side into a claim's due; end it with the engagement.

        To be called when the claim's due and its ending are known.
        """
        claim.own_clock = True
        stops = self._stops[claim.owed_by]
        if claim.due is not None and stops:
            clock = self.terms.clock(claim.owed_by)
            moved = moved_by(clock, claim.due, claim.created_at, stops, self.over_at(claim.ended_at))
            claim.due, claim.pauses = moved.due, moved.pauses
            claim.steps.extend(moved.because)
        self.end(claim)

    def end(self, claim: Claim) -> None:
        """A termination frees of what is not due yet, and leaves undone what was late; money stays owed."""
        gone = self.terminated
        if gone is None or claim.kind == "payment" or _over(claim, gone.at):
            return
        late = claim.due is not None and claim.due < gone.at
        params: dict[str, Value] = {"ended_side": gone.by, "ended_at": gone.at, "why": gone.why or None}
        if late:
            claim.ended_as = Ended(gone.at, "missed", Reason("ledger.ended_late", "A14", params, (gone.id,)))
        else:
            claim.ended_as = Ended(gone.at, "discharged", Reason("ledger.ended", "A14", params, (gone.id,)))

    def release(self, claim: Claim) -> None:
        """The claim's own waiver, where it came before its end; a termination ends all but what is owed in money."""
        release = self.log.waivers.get(claim.id)
        if release is None:
            return
        ended = claim.ended_at if claim.kind == "payment" else self.over_at(claim.ended_at)
        if ended is None or release.at < ended:
            claim.release, claim.ended_as = release, None


def _over(claim: Claim, at: datetime) -> bool:
    """Whether the claim had ended by itself or lapsed; an end that nobody brought about counts only up to then."""
    if claim.lapses_at is not None and claim.lapses_at <= at:
        return True
    if claim.ended_as is not None and claim.ended_as.at > at:
        return False
    return claim.ended_at is not None


def _counted(agreement: Agreement, side: Side, start: datetime, within: Within, came: bool) -> tuple[datetime, Reason]:
    if came or agreement.clauses.counting.cutoff is None:
        return agreement.due_after(side, start, within)
    first_day = agreement.clauses.counting.first_day
    return due_after(agreement.clock(side), start, within, agreement.counting_by, first_day)


def _arithmetic(agreement: Agreement, side: Side, start: datetime, within: Within, came: bool) -> Reason:
    return _counted(agreement, side, start, within, came)[1]


def _on_day(agreement: Agreement, side: Side, day: date, due: datetime, clause: str) -> Reason:
    return _agreed(day, due, clause, agreement.by_day(side, _noon(agreement, side, day))[1])


def _noon(agreement: Agreement, side: Side, day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(agreement.calendar(side).zone))


def _agreed(day: date, due: datetime, clause: str, why: Reason) -> Reason:
    params: dict[str, Value] = {"agreed_date": day, "due_at": due}
    return Reason("ledger.agreed_day", "A11", params, (f"clause:{clause}",), (why,))
