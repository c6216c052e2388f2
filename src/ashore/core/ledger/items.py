"""The information that an agreement wants from the client, and what its lateness does to our stages (A11)."""

from dataclasses import dataclass
from datetime import datetime

from ashore.core.agreement.clauses import Information
from ashore.core.kernel import CLIENT, Reason, Value
from ashore.core.ledger.claim import Claim, Ended, obligation_id
from ashore.core.ledger.dealings import InformationGiven
from ashore.core.ledger.frame import Due, Frame
from ashore.core.ledger.stops import Stop


@dataclass(slots=True)
class Given:
    """An item of information as it stands. ``stop``: what its lateness does to the stages that need it."""

    item: Information
    asked: datetime | None
    due: datetime | None
    why: Reason
    given: InformationGiven | None
    stop: Stop | None = None
    claim: Claim | None = None


def wanted(
    frame: Frame, item: Information, number: int, start: datetime | None, given: InformationGiven | None
) -> Given:
    """An item that is wanted for the ``number``-th time, since ``start``."""
    due, why = _item_due(frame, item, start)
    created = start if start is not None else frame.start if item.due is not None else None
    found = Given(item, created, due, why, given)
    if created is not None and created <= frame.now:
        found.claim = _item_claim(frame, found, created, number)
        found.due = found.claim.due
    found.stop = _stop(frame, found)
    return found


def _item_due(frame: Frame, item: Information, start: datetime | None) -> Due:
    if item.due is not None:
        return frame.by(CLIENT, item.due, item.clause)
    if start is None:
        return None, Reason("ledger.item.not_asked", "A11", {"after": item.after}, (f"clause:{item.clause}",))
    version = frame.at(start)
    return frame.after(CLIENT, start, item.within or version.information_within, version)


def _item_claim(frame: Frame, found: Given, created: datetime, number: int) -> Claim:
    item = found.item
    claim = Claim(
        obligation_id("information", item.id, number), "information", CLIENT, "", item.id, created, found.due,
        "ledger.item", "A11", item.name,
    )  # fmt: skip
    claim.steps = [Reason("ledger.item.agreed", "A11", {"name": item.name}, (f"clause:{item.clause}",)), found.why]
    claim.remind_from = created
    if found.given is not None:
        claim.met_at, claim.met_by = max(found.given.at, created), found.given.id
    frame.release(claim)
    frame.settle(claim)
    lateness = frame.last.lateness
    ends = frame.ends
    if lateness.rendered_in_full and claim.ended_at is None and ends is not None and ends <= frame.now:
        why = Reason("ledger.item.never_came", "A11", {"ended_at": ends}, (f"clause:{lateness.clause}",))
        claim.ended_as = Ended(ends, "missed", why)
    return claim


def _stop(frame: Frame, found: Given) -> Stop | None:
    """The stretch in which the stages that need an item stand still, as the agreement has it."""
    due, given = found.due, found.given
    if due is None or due > frame.now or (found.claim is not None and found.claim.release is not None):
        return None
    lateness = frame.clauses(due).lateness
    if lateness.shift == "none" or (given is not None and given.at <= due):
        return None
    over = frame.after(CLIENT, due, lateness.grace, came=False)[0] if lateness.grace else due
    if over is None or over > frame.now or (given is not None and given.at <= over):
        return None
    begins = over if lateness.shift == "after_grace" else due
    params: dict[str, Value] = {"name": found.item.name, "was_due_at": due}
    sources = (given.id,) if given else ()
    return Stop(begins, given.at if given else None, f"ledger.shift.information_{lateness.shift}", params,
                (f"clause:{lateness.clause}", *sources), over)  # fmt: skip
