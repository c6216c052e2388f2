"""What a side may do now (A11, A13, A14, W15): shown with its reason, never done by the program."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ashore.core.kernel import CLIENT, US, Reason, Value, other
from ashore.core.ledger.dealings import BreachNotice, InvoiceSent
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.items import Given
from ashore.core.ledger.obligations import Obligation, Power, StatementLine
from ashore.core.ledger.plan import Plan

EXTRAS = ("extras", "edits")
"""What an invoice for extras or extra edits names as its payment."""
_GRAVE = ("stage", "payment", "information", "approval", "report", "edit")


def powers(frame: Frame, plan: Plan, owed: Sequence[Obligation], lines: Sequence[StatementLine]) -> tuple[Power, ...]:
    """The powers that stand open at ``now``; none but money's after a termination."""
    found = [*_invoice(frame, lines)]
    if frame.terminated is None:
        found += [*_pause(frame, plan), *_rendered(frame, plan), *_terminate(frame, owed)]
    return tuple(sorted(found, key=lambda power: (power.since, power.kind, power.side)))


def _missing(plan: Plan) -> list[Given]:
    return [each for each in plan.items() if each.given is None and each.due is not None]


def _pause(frame: Frame, plan: Plan) -> Iterator[Power]:
    standing = [
        stop for stop in frame.stops(US) if stop.begins <= frame.now and (stop.ends is None or stop.ends > frame.now)
    ]
    lateness = frame.last.lateness
    late = [each for each in _missing(plan) if each.due is not None and each.due <= frame.now]
    if standing:
        agreed = [stop for stop in standing if stop.code == "ledger.shift.suspension"]
        came = [each.given for each in plan.items() if each.given is not None and each.given.at >= standing[0].begins]
        if agreed and came and not late:
            since = max(each.at for each in came)
            sources = tuple(each.id for each in came)
            yield Power("may_resume", US, since, Reason("ledger.power.resume", "A11", {"came_at": since}, sources))
        return
    if lateness.pause_after is None:
        return
    for each in late:
        assert each.due is not None
        from_at, why = frame.after(CLIENT, each.due, lateness.pause_after, came=False)
        if from_at is not None and from_at <= frame.now:
            params: dict[str, Value] = {"name": each.item.name, "due_at": each.due, "since_at": from_at}
            clause = (f"clause:{lateness.pause_after.clause or lateness.clause}",)
            yield Power("may_pause", US, from_at, Reason("ledger.power.pause", "A11", params, clause, (why,)))


def _rendered(frame: Frame, plan: Plan) -> Iterator[Power]:
    lateness, ends = frame.last.lateness, frame.ends
    if not lateness.rendered_in_full or ends is None or ends > frame.now:
        return
    names = [each.item.name for each in _missing(plan)]
    if names:
        params: dict[str, Value] = {"name": ", ".join(names), "ended_at": ends}
        why = Reason("ledger.power.rendered", "A11", params, (f"clause:{lateness.clause}",))
        yield Power("may_treat_as_rendered", US, ends, why)


def _terminate(frame: Frame, owed: Sequence[Obligation]) -> Iterator[Power]:
    """So long after a notice of breach, while what it was about is still late."""
    after = frame.last.rights.terminate_after
    if after is None:
        return
    notices = frame.of(BreachNotice)
    grave = [each for each in owed if each.state == "late" and each.kind in _GRAVE] if notices else []
    for side in (US, CLIENT):
        late = [each for each in grave if each.owed_by == other(side)]
        notice = next((each for each in notices if each.by == side and _still(late, each.at)), None)
        if notice is None:
            continue
        since, why = frame.after(other(side), notice.at, after)
        if since is not None and since <= frame.now:
            params: dict[str, Value] = {"owed_side": side, "notice_at": notice.at, "since_at": since}
            sources = (notice.id, *(each.id for each in late), f"clause:{after.clause}")
            yield Power("may_terminate", side, since, Reason("ledger.power.terminate", "A14", params, sources, (why,)))


def _still(late: Sequence[Obligation], noticed: datetime) -> bool:
    return any(each.due is not None and each.due <= noticed for each in late)


def _invoice(frame: Frame, lines: Sequence[StatementLine]) -> Iterator[Power]:
    """Extras that cost something and were not asked for in an invoice since."""
    billed = max((each.at for each in frame.log.of(InvoiceSent) if each.payment in EXTRAS), default=None)
    for line in lines:
        if line.kind in ("extra", "edit") and line.at is not None and (billed is None or billed < line.at):
            params: dict[str, Value] = {"total_sum": str(line.amount), "since_at": line.at}
            why = Reason("ledger.power.invoice", "W15", params, (f"clause:{line.clause}",), (line.because,))
            yield Power("may_invoice_extra", US, line.at, why)
