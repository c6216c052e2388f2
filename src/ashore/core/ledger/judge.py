"""From a debt to its state at one moment. For a fixed log nothing but states and their endings change with now."""

from dataclasses import fields
from datetime import datetime
from typing import cast

from ashore.core.kernel import Reason, Side, Value
from ashore.core.ledger.claim import Claim
from ashore.core.ledger.obligations import Kind, Obligation, State
from ashore.core.ledger.telling import Told, tell


def judge(claim: Claim, now: datetime) -> Obligation:
    """The obligation as it stands at ``now``. An answer is judged by its own time, whenever somebody looks."""
    ended, state = _ended(claim, now)
    next_at = None if ended else _next(claim, now, state)
    draft = _Draft(
        claim.id,
        claim.kind,
        claim.owed_by,
        claim.conversation,
        claim.anchor,
        claim.created_at,
        claim.due,
        None if ended else claim.remind_at,
        (claim.met_at or ended) if state == "met" else claim.met_at if state == "missed" else None,
        claim.met_by if state in ("met", "missed") else "",
        state,
        Told(claim.root, claim.rule, (_because, claim, state, ended)),
        claim.quote,
        claim.person,
        ended,
        next_at,
    )
    draft.__class__ = Obligation  # type: ignore[assignment]
    return cast(Obligation, draft)


class _Draft:
    """An obligation being written. A frozen dataclass takes its fields one call each, five times as long; the same
    fields in the same slots need only another class in the end."""

    __slots__ = tuple(field.name for field in fields(Obligation))

    def __init__(
        self,
        id_: str,
        kind: Kind,
        owed_by: Side,
        conversation: str,
        anchor: str,
        created_at: datetime,
        due: datetime | None,
        remind_at: datetime | None,
        met_at: datetime | None,
        met_by: str,
        state: State,
        because: Reason,
        quote: str,
        person: str,
        ended_at: datetime | None,
        next_at: datetime | None,
    ) -> None:
        self.id = id_
        self.kind = kind
        self.owed_by = owed_by
        self.conversation = conversation
        self.anchor = anchor
        self.created_at = created_at
        self.due = due
        self.remind_at = remind_at
        self.met_at = met_at
        self.met_by = met_by
        self.state = state
        self.because = because
        self.quote = quote
        self.person = person
        self.ended_at = ended_at
        self.next_at = next_at


def _ended(claim: Claim, now: datetime) -> tuple[datetime | None, State]:
    if claim.release:
        return claim.release.at, "waived"
    if claim.met_at is not None:
        return claim.met_at, _by(claim, claim.met_at)
    if claim.given_up_at is not None:
        return claim.given_up_at, _by(claim, claim.given_up_at)
    if claim.ended_as is not None:
        return claim.ended_as.at, claim.ended_as.state
    if claim.lapses_at is not None and claim.lapses_at <= now:
        return claim.lapses_at, _by(claim, claim.lapses_at)
    if claim.pauses and _standing(claim, now):
        return None, "suspended"
    return None, "late" if claim.due is not None and now > claim.due else "open"


def _by(claim: Claim, at: datetime) -> State:
    return "met" if claim.due is None or at <= claim.due else "missed"


def _standing(claim: Claim, now: datetime) -> bool:
    """Within a suspension that began before it was late."""
    due = claim.due
    return due is not None and any(start <= min(now, due) and (end is None or now < end) for start, end in claim.pauses)


def _next(claim: Claim, now: datetime, state: State) -> datetime | None:
    if not claim.pauses and claim.lapses_at is None:
        return claim.due if state == "open" else None
    coming = [end for start, end in claim.pauses if end is not None and start <= now < end]
    if state == "open" and claim.due is not None:
        coming.append(claim.due)
    if claim.lapses_at is not None:
        coming.append(claim.lapses_at)
    return min(coming, default=None)


def _because(claim: Claim, state: State, ended: datetime | None) -> Reason:
    params: dict[str, Value] = {
        "owed_side": claim.owed_by,
        "due_at": claim.due,
        "created_at": claim.created_at,
        "quote": claim.quote,
    }
    steps = [tell(step) for step in claim.steps]
    if ended is not None:
        steps = [*steps, _ending(claim, state, ended)]
    return Reason(claim.root, claim.rule, params, (claim.anchor,), tuple(steps))


def _ending(claim: Claim, state: State, ended: datetime) -> Reason:
    if claim.release:
        who: dict[str, Value] = {"author": claim.release.author, "why": claim.release.why, "waived_at": ended}
        return Reason("ledger.waived", "", who, (claim.release.event,))
    if claim.ended_as and claim.met_at is None and claim.given_up_at is None:
        return claim.ended_as.why
    params: dict[str, Value] = {"met_at": ended, "due_at": claim.due}
    return Reason(_ending_code(claim, state), "", params, (claim.met_by,) if claim.met_by else ())


def _ending_code(claim: Claim, state: State) -> str:
    if claim.met_at is None:
        kept = "ledger.lapsed_kept" if state == "met" else "ledger.lapsed"
        return kept if claim.given_up_at is None else "ledger.given_up"
    if claim.due is None:
        return "ledger.met_without_date"
    return "ledger.met_in_time" if state == "met" else "ledger.met_late"
