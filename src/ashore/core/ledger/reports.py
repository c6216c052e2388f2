"""Reports that we owe in a rhythm: each stands open until the next one falls due (A11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ashore.core.agreement.clauses import ReportRule
from ashore.core.kernel import US, Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.dealings import ReportSent
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.rhythms import DAY, local, on_the_wall, report_days
from ashore.core.ledger.stops import moved_by
from ashore.core.ledger.telling import Step


@dataclass(slots=True)
class _Slot:
    rule: ReportRule
    day: date
    created: datetime
    due: datetime | None
    why: Step
    lapses: datetime | None = None
    sent: ReportSent | None = None


def report_claims(frame: Frame) -> Iterator[Claim]:
    """A debt for each report up to now and the next one to come."""
    names = dict.fromkeys(rule.id for _, version in frame.versions for rule in version.clauses.reports)
    for name in names:
        slots = list(_slots(frame, name))
        _send(slots, [each for each in frame.of(ReportSent) if each.report == name])
        yield from (_claim(frame, slot) for slot in slots)


def _slots(frame: Frame, name: str) -> Iterator[_Slot]:
    clock = frame.terms.clock(US)
    zone = clock.calendar.zone
    before: _Slot | None = None
    for valid, until, rule in _rules(frame, name):
        starts = valid or frame.start
        if starts is None:
            continue
        begins = max(local(starts, zone), rule.begins or local(starts, zone))
        last = local(min(until or frame.horizon, frame.horizon), zone) + 40 * DAY
        for day in report_days(rule, begins, last, clock):
            made = _slot(frame, rule, day, before)
            if made is None or made.due is None or made.due <= (before.due if before and before.due else starts):
                continue
            if until is not None and made.due > until:
                break
            if made.created > frame.horizon or _beyond(frame, made.due):
                return
            if before is not None:
                before.lapses = made.due
            yield made
            before = made


def _beyond(frame: Frame, due: datetime) -> bool:
    return frame.ends is not None and due > frame.ends


def _rules(frame: Frame, name: str) -> Iterator[tuple[datetime | None, datetime | None, ReportRule]]:
    """The rule of a report in each version: from when, until when."""
    versions = frame.versions
    for (valid, version), (until, _) in zip(versions, [*versions[1:], (None, None)], strict=True):
        for rule in version.clauses.reports:
            if rule.id == name:
                yield valid, until, rule


def _slot(frame: Frame, rule: ReportRule, day: date, before: _Slot | None) -> _Slot | None:
    zone = frame.terms.agreement.us.zone
    starts = frame.start
    assert starts is not None
    created = before.due if before and before.due else starts
    if rule.at is None:
        due, why = frame.by(US, day, rule.clause)
        return _Slot(rule, day, created, due, why)
    clock = frame.terms.clock(US)
    worked = day if clock.is_working_day(day) else clock.local_date(clock.end_of_date(day))
    due = on_the_wall(worked, rule.at, zone)
    return _Slot(rule, day, created, due, (_on_wall, due, rule))


def _on_wall(due: datetime, rule: ReportRule) -> Reason:
    params: dict[str, Value] = {"due_at": due, "name": rule.name}
    return Reason("ledger.report.wall", "A11", params, (f"clause:{rule.clause}",))


def _send(slots: list[_Slot], sent: list[ReportSent]) -> None:
    """Each report that went out goes to the day it names, else to the one that stands open nearest to it."""
    for each in sent:
        if each.period is not None:
            fits = (slot for slot in slots if slot.day == each.period)
        else:
            fits = (slot for slot in slots if slot.created <= each.at <= (slot.lapses or each.at))
        waiting = [slot for slot in fits if slot.sent is None and slot.due is not None]
        slot = min(waiting, key=lambda slot: abs((slot.due or each.at) - each.at), default=None)
        if slot is not None:
            slot.sent = each


def _claim(frame: Frame, slot: _Slot) -> Claim:
    rule = slot.rule
    claim = Claim(
        obligation_id("report", f"{rule.id}:{slot.day}"), "report", US, "", f"{rule.id}:{slot.day}", slot.created,
        slot.due, "ledger.report", "A11", rule.name,
    )  # fmt: skip
    claim.steps = [slot.why]
    if slot.sent is not None:
        claim.met_at, claim.met_by = max(slot.sent.at, slot.created), slot.sent.id
    frame.release(claim)
    claim.lapses_at = _lapses(frame, claim, slot)
    frame.settle(claim)
    return claim


def _lapses(frame: Frame, claim: Claim, slot: _Slot) -> datetime | None:
    """When the next one falls due; where this one moved beyond that, moved by what moved it; never while something
    holds that nobody knows the end of."""
    if slot.lapses is None or slot.due is None:
        return None
    clock, stops = frame.terms.clock(US), frame.stops(US)
    if not stops:
        return slot.lapses
    if any(stop.ends is None and stop.begins <= slot.lapses for stop in stops):
        return None
    following = moved_by(clock, slot.lapses, slot.due, stops).due
    if following > moved_by(clock, slot.due, claim.created_at, stops, claim.ended_at).due:
        return following
    return moved_by(clock, slot.lapses, claim.created_at, stops).due
