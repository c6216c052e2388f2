"""Calls in a rhythm and calls that were planned (A8): both sides owe to be there; a missed one of the rhythm is a
breach, one called off in time is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ashore.core.agreement import Agreement
from ashore.core.agreement.clauses import Meetings
from ashore.core.kernel import CLIENT, US, Reason, Side, Value
from ashore.core.ledger.claim import Claim, Ended, obligation_id
from ashore.core.ledger.dealings import CallMissed, CallPlanned
from ashore.core.ledger.events import CallEvent
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.rhythms import DAY, call_days, local, on_the_wall
from ashore.core.ledger.stops import Stop

FORGOTTEN = timedelta(days=7)
"""So long after a planned call it is still asked what became of it."""
_UNRECORDED = Reason("ledger.call.unrecorded", "A8")


@dataclass(slots=True)
class Slot:
    """An agreed call. ``over``: from when nobody can say any more what became of it."""

    terms: Meetings
    day: date
    at: datetime
    created: datetime
    over: datetime | None = None
    held: CallEvent | None = None
    missed: tuple[CallMissed, ...] = ()
    planned: CallPlanned | None = None


def call_claims(frame: Frame) -> Iterator[Claim]:
    """A debt of either side for each agreed call up to now and the next one to come."""
    for slot in slots(frame):
        yield from (_claim(frame, slot, side) for side in (US, CLIENT))


def slots(frame: Frame) -> list[Slot]:
    """The agreed calls with what became of them."""
    found = list(_agreed(frame))
    found = sorted([*found, *_planned(frame, {slot.at for slot in found})], key=lambda slot: slot.at)
    days: dict[tuple[date, str], list[Slot]] = {}
    for slot in found:
        days.setdefault((slot.day, _zone(frame, slot)), []).append(slot)
    zones = {zone for _, zone in days}
    for call in frame.log.calls:
        for zone in zones:
            free = [slot for slot in days.get((local(call.at, zone), zone), ()) if slot.held is None]
            if free:
                _nearest(free, call.at).held = call
                break
    for missed in frame.of(CallMissed):
        meant = _meant(found, missed, frame)
        if meant is not None:
            meant.missed += (missed,)
    return found


def _agreed(frame: Frame) -> Iterator[Slot]:
    before: Slot | None = None
    versions = frame.versions
    for (valid, version), (until, _) in zip(versions, [*versions[1:], (None, None)], strict=True):
        terms, starts = version.clauses.meetings, valid or frame.start
        if terms is None or terms.at is None or not terms.weekdays or starts is None:
            continue
        zone = terms.zone or version.us.zone
        begins = max(terms.begins or local(starts, zone), local(starts, zone))
        last = local(min(until or frame.horizon, frame.horizon), zone) + 7 * terms.every_weeks * DAY
        for day in call_days(terms, terms.begins or begins, last):
            at = on_the_wall(day, terms.at, zone)
            if day < begins or at < starts or (before is not None and at <= before.at) or _day_off(version, day):
                continue
            created = before.at if before else max(starts, frame.start or starts)
            if (
                created > frame.horizon
                or (frame.ends is not None and at > frame.ends)
                or (until is not None and at >= until)
            ):
                break
            made = Slot(terms, day, at, created)
            if before is not None:
                before.over = at
            yield made
            before = made


def _nearest(free: list[Slot], at: datetime) -> Slot:
    return min(free, key=lambda slot: abs(slot.at - at))


def _planned(frame: Frame, agreed: set[datetime]) -> Iterator[Slot]:
    """Calls that somebody planned, those of the rhythm left out."""
    for each in frame.of(CallPlanned):
        at = each.scheduled.astimezone(UTC)
        terms = frame.clauses(each.at).meetings or Meetings()
        if at not in agreed:
            agreed.add(at)
            day = local(at, terms.zone or frame.terms.agreement.us.zone)
            yield Slot(terms, day, at, each.at, at + FORGOTTEN, planned=each)


def _day_off(version: Agreement, day: date) -> bool:
    """A holiday of either side that is not worked."""
    calendars = (version.us, version.client)
    return any(day in dict(each.holidays) and not dict(each.special).get(day) for each in calendars)


def _zone(frame: Frame, slot: Slot) -> str:
    return slot.terms.zone or frame.terms.agreement.us.zone


def _meant(found: list[Slot], missed: CallMissed, frame: Frame) -> Slot | None:
    """The call that the event names, else the last one before it."""
    if missed.scheduled is None:
        return next((slot for slot in reversed(found) if slot.at <= missed.at), None)
    named = missed.scheduled
    return next((slot for slot in found if slot.at == named or slot.day == local(named, _zone(frame, slot))), None)


def _claim(frame: Frame, slot: Slot, side: Side) -> Claim:
    anchor = slot.planned.id if slot.planned else f"call:{slot.day}"
    claim = Claim(
        obligation_id("call", anchor, 0 if side == US else 1), "call", side, "", anchor, slot.created, slot.at,
        "ledger.call", "A8", own_clock=True,
    )  # fmt: skip
    claim.quote = slot.planned.topic if slot.planned else ""
    claim.steps = [(_told, slot)]
    _became(frame, slot, side, claim)
    frame.release(claim)
    frame.end(claim)
    return claim


def _told(slot: Slot) -> Reason:
    if slot.planned is not None:
        params: dict[str, Value] = {"call_at": slot.at, "topic": slot.planned.topic}
        return Reason("ledger.call.planned", "A8", params, (slot.planned.id,))
    return Reason("ledger.call.agreed", "A8", {"call_at": slot.at}, (f"clause:{slot.terms.clause}",))


def _became(frame: Frame, slot: Slot, side: Side, claim: Claim) -> None:
    if slot.held is not None:
        claim.met_at, claim.met_by = min(slot.held.at, slot.at), slot.held.id
        return
    off = next((each for each in slot.missed if _in_time(frame, slot, each)), None) if slot.missed else None
    theirs = next((each for each in slot.missed if each.by == side), None) if slot.missed else None
    stopped = _stop(frame, slot, side)
    if off is not None:
        params: dict[str, Value] = {"off_at": off.at, "missed_side": off.by, "why": off.why or None}
        claim.ended_as = Ended(off.at, "discharged", Reason("ledger.call.off", "A8", params, (off.id,)))
    elif stopped is not None:
        claim.ended_as = Ended(slot.at, "discharged", Reason("ledger.call.suspended", "A8", {}, stopped.sources))
    elif theirs is not None:
        why = Reason("ledger.call.missed", "A8", {"missed_side": side, "why": theirs.why or None}, (theirs.id,))
        claim.ended_as = Ended(max(slot.at, theirs.at), "missed", why)
    elif slot.missed:
        there = slot.missed[0]
        why = Reason("ledger.call.other_missed", "A8", {"missed_side": there.by}, (there.id,))
        claim.ended_as = Ended(max(slot.at, there.at), "met", why)
    elif slot.over is not None and slot.over <= frame.now:
        claim.ended_as = Ended(slot.over, "discharged", _UNRECORDED)


def _stop(frame: Frame, slot: Slot, side: Side) -> Stop | None:
    """The suspension in which a call that is over fell."""
    if slot.at > frame.now:
        return None
    return next((s for s in frame.stops(side) if s.begins <= slot.at and (s.ends is None or slot.at < s.ends)), None)


def _in_time(frame: Frame, slot: Slot, missed: CallMissed) -> bool:
    """Called off before the call, and so long before as the agreement wants it."""
    if missed.at >= slot.at:
        return False
    if slot.terms.notice is None:
        return True
    earliest, _ = frame.after(missed.by, missed.at, slot.terms.notice)
    return earliest is not None and earliest <= slot.at
