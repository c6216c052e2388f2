"""The annexes about the work: plan, definitions, who influences what, expectations and goals."""

from collections.abc import Iterator

from ashore.core.agreement.clauses import Goal
from ashore.documents.drafting import Drafting
from ashore.documents.model import Block, Clause, Section, Table

Sections = tuple[Section, ...]


def plan(draft: Drafting) -> Sections:
    """Stages and information with the dates of both sides, and what lateness of the Client does (A7, A11)."""
    return (
        *draft.section("plan.stages", (_stages(draft),)),
        *draft.section("plan.information", (_information(draft),)),
        *draft.section("plan.lateness", _lateness(draft)),
    )


def _stages(draft: Drafting) -> Table | None:
    heads = (
        ("plan.stage", 4),
        ("plan.owner", 4),
        ("plan.due", 5),
        ("plan.results", 4),
        ("plan.price", 4),
        ("plan.approval", 4),
    )
    rows = (
        (
            stage.name,
            draft.side(stage.owner).title,
            draft.when(stage.due, (stage.after or "start") if stage.within else "", stage.within),
            "\n".join(stage.deliverables),
            draft.money(stage.price) if stage.price is not None else "",
            draft.tongue.say("plan.approval_within", time=draft.tongue.length(stage.approval_within))
            if stage.approval_within
            else "",
        )
        for stage in draft.clauses.stages
    )
    return draft.table(heads, rows, "plan.price", (stage.clause for stage in draft.clauses.stages))


def _information(draft: Drafting) -> Table | None:
    rows = (
        (
            each.name,
            draft.when(each.due, (each.after or "start") if each.within else "", each.within),
            "\n".join(stage.name for stage in draft.clauses.stages if each.id in stage.needs),
        )
        for each in draft.clauses.information
    )
    terms = (each.clause for each in draft.clauses.information)
    return draft.table((("plan.what", 4), ("plan.due", 4), ("plan.for", 3)), rows, terms=terms)


def _lateness(draft: Drafting) -> Iterator[Clause | None]:
    agreed = draft.clauses.lateness
    if agreed.shift == "after_grace" and agreed.grace is None:
        yield draft.clause("lateness.full", "lateness.shift")
    elif agreed.shift == "after_grace":
        yield draft.length("lateness.after_grace", agreed.grace, "lateness.shift")
    else:
        yield draft.length("lateness.grace", agreed.grace)
        if agreed.shift != "none" or draft.clauses.information:
            yield draft.clause(f"lateness.{agreed.shift}", "lateness.shift")
    yield draft.length("lateness.pause", agreed.pause_after)
    if agreed.rendered_in_full:
        yield draft.clause("lateness.rendered", "lateness.rendered_in_full")


def definitions(draft: Drafting) -> Sections:
    """Words that the deal rests on, made measurable (A2)."""
    rows = ((draft.tongue.quoted(each.word), each.means, each.measured_by) for each in draft.clauses.definitions)
    heads = (("definitions.word", 2), ("definitions.means", 4), ("definitions.measured", 3))
    terms = (each.clause for each in draft.clauses.definitions)
    return draft.section("definitions.section", (draft.table(heads, rows, terms=terms),))


def influence(draft: Drafting) -> Sections:
    """Who can influence what (A4); what is nobody's is a stated risk."""
    agreed = draft.clauses.influence
    rows = ((each.factor, draft.tongue.side(each.side).title, each.note) for each in agreed)
    table = draft.table((("influence.factor", 4), ("influence.who", 2), ("influence.note", 4)), rows)
    open_risk = any(each.side == "nobody" for each in agreed)
    return draft.section("influence.section", (table, draft.clause("influence.nobody") if open_risk else None))


def goals(draft: Drafting) -> Sections:
    """What each side counts as success (A3), and the agreed indicators (A14)."""
    named = {goal.id: goal.name for goal in draft.clauses.goals}
    expected = (
        (draft.side(each.side).title, each.text, named.get(each.goal, each.goal)) for each in draft.clauses.expectations
    )
    aims: Iterator[tuple[str, ...]] = (_goal(draft, goal) for goal in draft.clauses.goals)
    heads = (
        ("goals.goal", 3),
        ("goals.indicator", 4),
        ("goals.target", 2),
        ("goals.by", 3),
        ("goals.refund", 3),
    )
    first: Block | None = draft.table((("goals.side", 2), ("goals.expectation", 5), ("goals.goal", 3)), expected)
    return (
        *draft.section("goals.expectations", (first,)),
        *draft.section(
            "goals.goals", (draft.table(heads, aims, "goals.target", (goal.clause for goal in draft.clauses.goals)),)
        ),
    )


def _goal(draft: Drafting, goal: Goal) -> tuple[str, ...]:
    tongue = draft.tongue
    target = "" if goal.target is None else f"{tongue.number(goal.target)}\u00a0{goal.unit}".rstrip("\u00a0")
    refund = "" if goal.refund is None else tongue.say("goals.refund_share", percent=tongue.percent(goal.refund))
    return goal.name, goal.indicator, target, tongue.day(goal.by) if goal.by else "", refund
