"""What the plan makes owed: stages, approvals, information; and the plan as people see it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from ashore.core.kernel import Reason, Side, Value, other
from ashore.core.ledger.claim import Claim, Ended, obligation_id
from ashore.core.ledger.dealings import Dealing, InformationGiven, StageDelivered
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.obligations import PlanLine, State
from ashore.core.ledger.plan import Plan, Progress


def stage_claims(plan: Plan) -> Iterator[Claim]:
    """A debt of its owner for each stage that has begun, and of the other side for each delivery to look at."""
    frame = plan.frame
    for standing in plan.stages():
        created = standing.created
        if created is None or created > frame.now:
            continue
        yield _stage_claim(frame, standing, created)
        within = standing.stage.approval_within
        for number, (delivered, answer) in enumerate(standing.deliveries if within else ()):
            yield _approval(frame, standing, number, delivered, answer)
    for given in plan.items():
        if given.claim is not None:
            yield given.claim


def _stage_claim(frame: Frame, standing: Progress, created: datetime) -> Claim:
    stage = standing.stage
    claim = Claim(
        obligation_id("stage", stage.id), "stage", stage.owner, "", stage.id, created, standing.expected,
        "ledger.stage", "A7", stage.name, own_clock=True, pauses=standing.pauses,
    )  # fmt: skip
    claim.steps = [standing.why, *standing.moves]
    if standing.done is not None:
        claim.met_at, claim.met_by = max(standing.done.at, created), standing.done.id
        claim.pauses = ()
    frame.release(claim)
    frame.end(claim)
    lateness, ends = frame.last.lateness, frame.ends
    over = claim.ended_at is None and lateness.rendered_in_full and ends is not None and ends <= frame.now
    if over and ends is not None and not missing(frame).isdisjoint(stage.needs):
        why = Reason("ledger.stage.rendered", "A11", {"ended_at": ends}, (f"clause:{lateness.clause}",))
        claim.ended_as = Ended(ends, "discharged", why)
    return claim


def missing(frame: Frame) -> set[str]:
    """The information that never came."""
    given = {each.information for each in frame.of(InformationGiven)}
    return {each.id for each in frame.last.information} - given


def _approval(
    frame: Frame, standing: Progress, number: int, delivered: StageDelivered, answer: Dealing | None
) -> Claim:
    stage = standing.stage
    side: Side = other(stage.owner)
    assert stage.approval_within is not None
    due, why = frame.after(side, delivered.at, stage.approval_within)
    claim = Claim(
        obligation_id("approval", stage.id, number), "approval", side, "", delivered.id, delivered.at, due,
        "ledger.approval", "A11", stage.name,
    )  # fmt: skip
    told: dict[str, Value] = {"name": stage.name, "delivered_at": delivered.at}
    claim.steps = [Reason("ledger.approval.delivered", "A11", told, (delivered.id,)), why]
    claim.remind_from = delivered.at
    if answer is not None:
        claim.met_at, claim.met_by = answer.at, answer.id
    frame.release(claim)
    frame.settle(claim)
    return claim


def plan_lines(plan: Plan, states: Mapping[str, State]) -> tuple[PlanLine, ...]:
    """The plan as people see it. ``states``: of the obligations by their ids; what has not begun is open."""
    lines = []
    for each in plan.stages():
        stage = each.stage
        lines.append(
            PlanLine(
                stage.id,
                stage.name,
                stage.owner,
                each.agreed,
                each.expected,
                states.get(obligation_id("stage", stage.id), "open"),
                each.done.at if each.done else None,
                each.approved.at if each.approved else None,
                each.moves,
                each.why,
            )
        )
    return tuple(lines)
