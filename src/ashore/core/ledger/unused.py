"""What of a log could not be used: unknown names, another currency, before the agreement or after its end."""

from datetime import datetime
from difflib import get_close_matches

from ashore.core.kernel import Finding, Reason, Value
from ashore.core.ledger import dealings as d
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.powers import EXTRAS

_MONEY = (d.PaymentReceived, d.InvoiceSent, d.Amended, d.BreachNotice, d.Termination)
"""These count before the work begins and after it ended, too."""
_BEGIN = (d.InformationAsked, d.EditAsked, d.Sale, d.LevelMeasured, d.HoursWorked, d.Extra)
"""These begin something new, which a term that is over does not allow."""
_NAMES = {
    d.StageDelivered: ("stage", "stages"),
    d.StageApproved: ("stage", "stages"),
    d.StageRejected: ("stage", "stages"),
    d.InformationAsked: ("information", "information"),
    d.InformationGiven: ("information", "information"),
    d.ReportSent: ("report", "reports"),
    d.InvoiceSent: ("payment", "payments"),
    d.PaymentReceived: ("payment", "payments"),
    d.LevelMeasured: ("of", "levels"),
    d.EditEstimated: ("edit", "edits"),
    d.EditDelivered: ("edit", "edits"),
}


def unused(frame: Frame) -> tuple[Finding, ...]:
    """A finding for each event that nothing follows from, in the order of the log."""
    known: dict[str, set[str]] = {}
    found = [
        (each.at, each.id, reason)
        for listed in frame.log.dealings.values()
        for each in listed
        if (reason := _reason(frame, each, known)) is not None
    ]
    return tuple(
        Finding(reason.code, "warning", event, reason) for _, event, reason in sorted(found, key=lambda f: f[:2])
    )


def _reason(frame: Frame, each: d.Dealing, known: dict[str, set[str]]) -> Reason | None:
    return _out_of_term(frame, each) or _unknown(frame, each, known) or _unfit(frame, each)


def _out_of_term(frame: Frame, each: d.Dealing) -> Reason | None:
    if isinstance(each, _MONEY):
        return None
    gone = frame.terminated
    if gone is not None and each.at > gone.at:
        return _told("after_termination", each, ended_at=gone.at)
    if frame.signed is not None and each.at < frame.signed and not isinstance(each, d.InformationGiven):
        return _told("before_start", each, start_at=frame.signed)
    if frame.ends is not None and each.at > frame.ends and isinstance(each, _BEGIN):
        return _told("after_end", each, ended_at=frame.ends)
    return None


def _unknown(frame: Frame, each: d.Dealing, found: dict[str, set[str]]) -> Reason | None:
    if type(each) not in _NAMES:
        return None
    field, kind = _NAMES[type(each)]
    if kind not in found:
        found[kind] = _known(frame, kind)
    name, known = getattr(each, field), sorted(found[kind])
    if name in known or (name == "" and isinstance(each, d.PaymentReceived)):
        return None
    near = get_close_matches(name, known, n=1)
    if near:
        return _told("unknown_near", each, name=name[:80], near=near[0])
    return _told("unknown", each, name=name[:80], known=", ".join(known) or "–")


def _known(frame: Frame, kind: str) -> set[str]:
    clauses = [version.clauses for _, version in frame.versions]
    match kind:
        case "stages":
            return {stage.id for each in clauses for stage in each.stages}
        case "information":
            return {item.id for each in clauses for item in each.information}
        case "reports":
            return {rule.id for each in clauses for rule in each.reports}
        case "payments":
            rules = {rule.id for each in clauses if each.fees for rule in each.fees.payments}
            return rules | set(EXTRAS)
        case "levels":
            levels = {p.id for each in clauses for p in each.penalties if p.breach == "service_level"}
            return levels | {goal.id for each in clauses for goal in each.goals}
        case _:
            return {asked.id for asked in frame.of(d.EditAsked)}


def _unfit(frame: Frame, each: d.Dealing) -> Reason | None:
    if isinstance(each, d.PaymentReceived) and each.currency != frame.last.currency:
        return _told("currency", each, found=each.currency[:10], wanted=frame.last.currency or "–")
    if isinstance(each, d.EditAsked) and frame.clauses(each.at).edits is None:
        return _told("no_clause", each, wanted="[edits]")
    if isinstance(each, d.Extra) and frame.clauses(each.at).extras is None:
        return _told("no_clause", each, wanted="[extras]")
    if isinstance(each, d.Sale | d.HoursWorked) and frame.clauses(each.at).fees is None:
        return _told("no_clause", each, wanted="[fees]")
    if isinstance(each, d.StageApproved | d.StageRejected):
        return None if _is_answer(frame, each) else _told("nothing_delivered", each, name=each.stage)
    return None


def _is_answer(frame: Frame, each: d.StageApproved | d.StageRejected) -> bool:
    return any(before.stage == each.stage and before.at <= each.at for before in frame.of(d.StageDelivered))


def _told(code: str, each: d.Dealing, **params: str | datetime) -> Reason:
    told: dict[str, Value] = {"event": each.id[:80], "event_at": each.at, **params}
    return Reason(f"ledger.unused.{code}", "", told, (each.id,))
