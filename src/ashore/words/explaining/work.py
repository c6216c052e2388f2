"""Clauses about the work in plain words."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ashore.core.agreement import Within
from ashore.core.agreement.clauses import Information, Lateness, Stage
from ashore.core.kernel import Side
from ashore.core.ledger.rhythms import report_days
from ashore.words.explaining.teller import Explained, Teller
from ashore.words.marks import N_, NP_

DOES = N_("{side} does it.")
HANDED_OVER = N_("Handed over: {things}.")
ON_DAY = N_("Due on {day}.")
AFTER = N_("Time: {length}, counted from: {after}.")
ANCHORS = {
    "": N_("the start of the work"),
    "start": N_("the start of the work"),
    "signing": N_("the signing"),
    "invoice": N_("the invoice"),
    "asked": N_("our request"),
}
WAITS_FOR = N_("It waits for: {things}.")
APPROVAL = N_("The client approves within this time: {length}.")
PRICE = N_("Price: {sum}.")
BY_PLAN = N_("By the plan: {due_at}")
GRACE = N_("This much lateness of the client does nothing: {length}.")
SHIFTS = {
    "none": N_("The client's lateness does not move the contractor's dates."),
    "full": N_("All of the client's lateness moves the contractor's dates."),
    "after_grace": N_("What exceeds that moves the contractor's dates."),
}
PAUSE = N_("From this lateness on the contractor may pause the work: {length}.")
IN_FULL = N_("What never comes before the term ends leaves the service rendered in full.")
LATE_BY = N_("{late} late → dates move by {moved}")
NOTHING_MOVES = N_("{late} late → dates stay as they are")
EDITS = NP_("{n} edit is included.", "{n} edits are included.", "n")
SHARE_OF = {
    "text": N_("One edit touches at most {share} of the text."),
    "items": N_("One edit touches at most {share} of the items."),
}
ESTIMATE = N_("An edit gets its date within this time: {length}.")
DELIVER = N_("Where nothing else was said, it is done within this time: {length}.")
EXTRA_EDIT = N_("Each further edit costs {sum}.")
RHYTHMS = {
    "day": N_("On every working day"),
    "week": N_("Every week on {day}"),
    "month": N_("Every month on day {n}"),
}
AT_TIME = N_("{when}, until {time}.")
FORMAT = N_("Form: {format}.")
FIRST_REPORT = N_("The first one: {day}")
CASE = {
    "public": N_("The contractor may show the work as a case."),
    "confidential": N_("The contractor keeps the work confidential."),
}
OTHERS = {
    True: N_("The contractor may involve third parties."),
    False: N_("The contractor involves no third parties."),
}
MAY = N_("{side} may: {things}.")
TERMINATE = N_("A side may end the agreement this long after a notice of breach: {length}.")
LATE_EXAMPLE = 3
SEARCHED = timedelta(days=62)


def stages(tell: Teller) -> Iterator[Explained]:
    """The plan: who does what by when, as agreed."""
    plan = agreed_plan(tell)
    for stage in tell.agreement.clauses.stages:
        lines = [tell.say(DOES, side=tell.side(stage.owner))]
        if stage.deliverables:
            lines.append(tell.say(HANDED_OVER, things=", ".join(stage.deliverables)))
        lines.append(when(tell, stage.due, stage.within, stage.after))
        if stage.needs:
            lines.append(tell.say(WAITS_FOR, things=", ".join(_name(tell, each) for each in stage.needs)))
        if stage.approval_within is not None:
            lines.append(tell.say(APPROVAL, length=tell.length(stage.approval_within)))
        if stage.price is not None:
            lines.append(tell.say(PRICE, sum=tell.money(stage.price)))
        clocks = ("stage", "approval") if stage.approval_within else ("stage",)
        yield tell.told(stage.clause, lines, _by_plan(tell, plan.get(stage.id), stage.owner), clocks, stage.name)


def information(tell: Teller) -> Iterator[Explained]:
    """What the client provides, and what its lateness does."""
    plan = agreed_plan(tell)
    for item in tell.agreement.clauses.information:
        due = plan.get(item.id)
        example = _by_plan(tell, due, "client") if due else tell.counted("client", item.within)
        yield tell.told(
            item.clause, [when(tell, item.due, item.within, item.after)], example, ("information",), item.name
        )
    late = tell.agreement.clauses.lateness
    lines = [tell.say(GRACE, length=tell.length(late.grace))] if late.grace else []
    if late != Lateness():
        lines.append(tell.say(SHIFTS[late.shift]))
    lines += [tell.say(PAUSE, length=tell.length(late.pause_after))] if late.pause_after else []
    lines += [tell.say(IN_FULL)] if late.rendered_in_full else []
    if lines:
        yield tell.told("lateness", lines, _moved(tell, late), ("stage",))


def _moved(tell: Teller, late: Lateness) -> str:
    shown = Within(LATE_EXAMPLE, "working_days")
    grace = late.grace.amount if late.grace and late.grace.unit == "working_days" else 0
    if late.shift == "after_grace" and late.grace and late.grace.unit != "working_days":
        return ""
    moved = {"none": 0, "full": LATE_EXAMPLE, "after_grace": max(0, LATE_EXAMPLE - grace)}[late.shift]
    if not moved:
        return tell.say(NOTHING_MOVES, late=tell.length(shown))
    return tell.say(LATE_BY, late=tell.length(shown), moved=tell.length(Within(moved, "working_days")))


def when(tell: Teller, due: date | None, within: Within | None, after: str) -> str:
    """On a day, or so long after something."""
    if due is not None:
        return tell.say(ON_DAY, day=tell.day(due))
    return tell.say(AFTER, length=tell.length(within), after=_name(tell, after)) if within else ""


def _name(tell: Teller, anchor: str) -> str:
    """What a plan's name stands for, as people call it."""
    if anchor in ANCHORS:
        return tell.reader.text(ANCHORS[anchor])
    clauses = tell.agreement.clauses
    payments = clauses.fees.payments if clauses.fees else ()
    named = {each.id: each.name for each in clauses.stages}
    named |= {each.id: each.name for each in clauses.information} | {each.id: each.name for each in payments}
    return tell.reader.quoted(named.get(anchor) or anchor)


def _by_plan(tell: Teller, due: datetime | None, side: Side) -> str:
    return tell.say(BY_PLAN, due_at=tell.moment(due, side)) if due else ""


def agreed_plan(tell: Teller) -> dict[str, datetime]:
    """When stages and information are due if all goes as agreed and each approval takes its whole time; what hangs on
    a payment, an invoice or a request is not in it."""
    clauses = tell.agreement.clauses
    found: dict[str, datetime] = {}
    over: dict[str, datetime] = {}
    if clauses.term.start is not None:
        over |= dict.fromkeys(("", "start"), tell.start())
    if tell.agreement.valid_from is not None:
        over["signing"] = tell.agreement.valid_from
    items: list[tuple[Stage | Information, Side, Within | None]] = []
    items += [(each, "client", None) for each in clauses.information]
    items += [(each, each.owner, each.approval_within) for each in clauses.stages]
    for _ in items:
        for each, side, approval in items:
            due = None if each.id in found else _planned(tell, each, over.get(each.after), side)
            if due is None:
                continue
            found[each.id] = due
            approved = tell.due("client", approval, due) if approval else due
            if approved is not None:
                over[each.id] = approved
    return found


def _planned(tell: Teller, each: Stage | Information, since: datetime | None, side: Side) -> datetime | None:
    if each.due is not None:
        noon = datetime.combine(each.due, time(12), ZoneInfo(tell.agreement.calendar(side).zone))
        return tell.agreement.by_day(side, noon)[0]
    return tell.due(side, each.within, since) if each.within is not None and since is not None else None


def edits(tell: Teller) -> Iterator[Explained]:
    """How many, how large, by when, at what price."""
    found = tell.agreement.clauses.edits
    if found is None:
        return
    lines = [tell.say(EDITS, n=found.count)]
    lines += [tell.say(SHARE_OF[found.share_of], share=tell.share(found.share))] if found.share is not None else []
    lines += [tell.say(ESTIMATE, length=tell.length(found.estimate_within))] if found.estimate_within else []
    lines += [tell.say(DELIVER, length=tell.length(found.deliver_within))] if found.deliver_within else []
    lines += [tell.say(EXTRA_EDIT, sum=tell.money(found.extra_price))] if found.extra_price is not None else []
    yield tell.told("edits", lines, tell.asked("us", found.deliver_within), ("estimate", "edit"))


def reports(tell: Teller) -> Iterator[Explained]:
    """Which reports come when."""
    for report in tell.agreement.clauses.reports:
        day = tell.weekdays([report.day]) if report.every == "week" else ""
        rhythm = tell.say(RHYTHMS[report.every], day=day, n=report.day or 1)
        lines = [tell.say(AT_TIME, when=rhythm, time=f"{report.at:%H:%M}") if report.at else f"{rhythm}."]
        lines += [tell.say(FORMAT, format=report.format)] if report.format else []
        begins = report.begins or tell.start().date()
        first = next(report_days(report, begins, begins + SEARCHED, tell.agreement.clock("us")), None)
        example = tell.say(FIRST_REPORT, day=tell.day(first)) if first else ""
        yield tell.told(report.clause, lines, example, ("report",), report.name)


def rights(tell: Teller) -> Iterator[Explained]:
    """Rights and general clauses; texts stand as they are signed."""
    found = tell.agreement.clauses.rights
    lines = [tell.say(CASE[found.case])] if found.case else []
    lines += [tell.say(OTHERS[found.third_parties])] if found.third_parties is not None else []
    for side, things in (("us", found.us), ("client", found.client)):
        lines += [tell.say(MAY, side=tell.side(side), things="; ".join(things))] if things else []
    if lines:
        yield tell.told("rights", lines)
    for name in ("confidentiality", "evidence", "force_majeure"):
        if text := getattr(found, name):
            yield tell.told(f"rights.{name}", [text])
    if found.terminate_after is not None:
        text = tell.say(TERMINATE, length=tell.length(found.terminate_after))
        yield tell.told("rights.terminate_after", [text], tell.counted("us", found.terminate_after))
