"""What a person records of the work beside mail: deliveries, edits, calls, payments. Each is checked against the
agreement before it is kept, and can be taken back as everything recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ashore.core.agreement.clauses import Clauses
from ashore.core.kernel import Reason
from ashore.store.models import User, Workspace
from ashore.usecases import recording
from ashore.usecases.appending import plain_words, record
from ashore.usecases.dealings import write_dealing
from ashore.usecases.deriving import agreement_for
from ashore.usecases.errors import NotPossible
from ashore.usecases.offering import Choice, choices
from ashore.usecases.queries.engagement import engagement_row, ledger_of
from ashore.usecases.queries.notes import notes_of

NEEDS_WORDS = ("stage_rejected", "force_majeure", "breach_notice", "termination", "extra", "edit_asked", "call")
NEEDS_AMOUNT = ("payment_received", "level_measured", "hours_worked")


class Unusable(NotPossible):
    """Nothing would follow from the event; ``reason`` says why, as the ledger sees it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__("happened.unusable")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Details:
    """What was said about an event beside what it is. ``amount``: money, hours, or a measured level; ``share``: the
    part that an edit touches, 1 is the whole; ``day``: the day named for an edit; ``until``: when an event of force
    majeure was over."""

    words: str = ""
    amount: Decimal | None = None
    count: int | None = None
    minutes: int | None = None
    share: Decimal | None = None
    day: date | None = None
    until: datetime | None = None


@transaction.atomic
def record_happening(
    *,
    workspace: Workspace,
    user: User | None,
    now: datetime,
    engagement: int,
    choice: str,
    at: datetime,
    details: Details = Details(),
) -> int:
    """Record what happened at ``at`` (W13); the id that `undo` takes. ``choice``: the value of one of `choices`.

    Raises `NotThere`, `Unusable`, `NotPossible` (``happened.unknown``, ``happened.in_the_future``,
    ``happened.without_words``, ``happened.without_amount``, ``happened.negative``, ``happened.more_than_all``,
    ``happened.without_minutes``, ``happened.without_day``, ``happened.before_it_began``; of a suspension as
    `recording.suspend`).
    """
    row = engagement_row(workspace, engagement)
    clauses = agreement_for(workspace, row.pk).at(at).clauses
    chosen = next((each for each in _offered(workspace, row.pk, clauses) if each.value == choice), None)
    if chosen is None:
        raise NotPossible("happened.unknown")
    if at > now:
        raise NotPossible("happened.in_the_future")
    words = plain_words(details.words)
    _check(chosen, words, details, at)
    act: dict[str, Any] = {"workspace": workspace, "user": user, "now": now, "at": at, "engagement": row.pk}
    if chosen.kind == "call":
        return recording.log_call(**act, topic=words, minutes=details.minutes or 0)
    if chosen.kind == "suspension":
        return recording.suspend(**act, side=chosen.by, why=words)
    data = write_dealing(chosen.kind, chosen.by, at, _members(chosen, words, details, clauses.currency))
    event = record(workspace, user, now, chosen.kind, at, data, row, None, "")
    ledger = ledger_of(workspace, row, now)[1]
    refused = next((each.reason for each in ledger.unused if each.where == f"event:{event}"), None)
    if refused is not None:
        raise Unusable(refused)
    return event


def _offered(workspace: Workspace, engagement: int, clauses: Clauses) -> tuple[Choice, ...]:
    return choices(clauses, notes_of(workspace, engagements=(engagement,)))


def _check(chosen: Choice, words: str, details: Details, at: datetime) -> None:
    if chosen.kind in NEEDS_WORDS and not words:
        raise NotPossible("happened.without_words")
    if chosen.kind in NEEDS_AMOUNT and details.amount is None:
        raise NotPossible("happened.without_amount")
    if details.amount is not None and details.amount <= 0:
        raise NotPossible("happened.negative")
    if details.share is not None and details.share > 1:
        raise NotPossible("happened.more_than_all")
    if chosen.kind == "extra" and not details.minutes:
        raise NotPossible("happened.without_minutes")
    if chosen.kind == "edit_estimated" and details.day is None:
        raise NotPossible("happened.without_day")
    if chosen.kind == "force_majeure" and details.until is not None and details.until <= at:
        raise NotPossible("happened.before_it_began")


def _members(chosen: Choice, words: str, given: Details, currency: str) -> Mapping[str, object]:
    """What the event holds beside its time and side."""
    match chosen.kind:
        case "stage_delivered" | "stage_approved":
            return {"stage": chosen.subject}
        case "stage_rejected":
            return {"stage": chosen.subject, "why": words}
        case "information_asked" | "information_given":
            return {"information": chosen.subject}
        case "edit_asked":
            return {"what": words, "share": given.share}
        case "edit_estimated":
            return {"edit": chosen.subject, "promised": given.day}
        case "edit_delivered":
            return {"edit": chosen.subject}
        case "report_sent":
            return {"report": chosen.subject}
        case "payment_received":
            return {"payment": chosen.subject, "amount": given.amount, "currency": currency}
        case "invoice_sent":
            return {"payment": chosen.subject, "amount": given.amount}
        case "sale":
            return {"count": given.count or 1, "amount": given.amount}
        case "level_measured":
            return {"of": chosen.subject, "level": given.amount}
        case "hours_worked":
            return {"hours": given.amount, "what": words}
        case "extra":
            return {"minutes": given.minutes, "what": words}
        case "force_majeure":
            return {"why": words, "until": given.until}
        case "call_missed" | "breach_notice" | "termination":
            return {"why": words}
        case _:
            return {}
