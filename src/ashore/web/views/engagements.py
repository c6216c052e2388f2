"""One engagement: the plan, what both sides owe, what they may do, and what it comes to in money."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.core.agreement.clauses import Clauses
from ashore.core.kernel import CLIENT, US, Money, Side
from ashore.core.ledger.obligations import StatementLine
from ashore.usecases.errors import NotPossible
from ashore.usecases.happening import Details, Unusable, record_happening
from ashore.usecases.offering import Choice
from ashore.usecases.queries.engagement import EngagementView
from ashore.usecases.queries.engagement import engagement as read_engagement
from ashore.web import forms
from ashore.web.clocks import said
from ashore.web.desk import Desk, at_desk, language_of, page
from ashore.web.grouping import by_due
from ashore.web.once import first_time
from ashore.web.wording import refusal
from ashore.words.explaining import explain

FIELDS = {
    "happened.in_the_future": "at",
    "happened.without_words": "words",
    "suspension.without_reason": "words",
    "happened.without_amount": "amount",
    "happened.negative": "amount",
    "happened.more_than_all": "share",
    "happened.without_minutes": "minutes",
    "happened.without_day": "day",
    "happened.before_it_began": "until",
}
"""Where in the form a refusal stands."""
OF_THE_CLIENT = ("rename", "admit", "reject", "no_answer_needed", "manner", "silence", "silence_lifted", "keeper")
"""What was decided about people and messages, not about the work."""


@dataclass(frozen=True, slots=True)
class SideOfStatement:
    """What one side owes the other by the statement, and what that comes to."""

    side: Side
    lines: tuple[StatementLine, ...]
    totals: tuple[Money, ...]


@require_safe
@at_desk
def engagement(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The page of an engagement. ``?why=`` names the obligation whose reason stands open."""
    return show(request, desk, read_engagement(**desk.asks(), id=number))


@require_POST
@at_desk
def happened(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Record what happened to the work."""
    found = read_engagement(**desk.asks(), id=number)
    form = forms.Happening(request.POST, choices=[each.value for each in found.choices])
    if not form.is_valid():
        return show(request, desk, found, form=form, status=422)
    if not first_time(form.cleaned_data["once"], desk.user.pk):
        return redirect("engagement", number)
    try:
        event = _record(desk, number, form.cleaned_data)
    except Unusable as error:
        form.add_error("what", said(error.reason))
    except NotPossible as error:
        form.add_error(FIELDS.get(error.code, "what"), refusal(error))
    else:
        messages.success(request, _("Noted; what follows from it stands below."), extra_tags=f"undo-{event}")
        return redirect(reverse("engagement", args=[number]))
    form.renew()
    return show(request, desk, found, form=form, status=422)


def _record(desk: Desk, number: int, given: dict[str, Any]) -> int:
    share = given["share"]
    details = Details(
        words=given["words"],
        amount=given["amount"],
        count=given["count"],
        minutes=given["minutes"],
        share=None if share is None else share / 100,
        day=given["day"],
        until=given["until"],
    )
    at = min(given["at"], desk.now)
    return record_happening(**desk.acts(), engagement=number, choice=given["what"], at=at, details=details)


def show(
    request: HttpRequest,
    desk: Desk,
    found: EngagementView,
    *,
    form: forms.Happening | None = None,
    planned: forms.PlannedCall | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with its forms, filled in or refused as they are."""
    values, opened = [each.value for each in found.choices], request.GET.get("why", "")
    context: dict[str, Any] = {
        "e": found,
        "terms": found.agreement.at(found.at),
        "explained": explain(found.agreement.at(found.at), language_of(desk.user)) if found.own else (),
        "we_owe": by_due(found.we_owe),
        "they_owe": by_due(found.they_owe),
        "statement": sides_of(found),
        "balances": [Money(sums["balance"], currency) for currency, sums in found.totals.items()],
        "names": names_of(found.agreement.at(found.at).clauses) | edits_of(found),
        "recorded": [note for note in found.recorded if note.kind not in OF_THE_CLIENT],
        "opened": opened,
        "open_settled": any(row.obligation == opened for row in found.settled),
        "places": places(found),
        "groups": grouped_choices(found.choices),
        "happening": form or forms.Happening(choices=values, initial={"at": timezone.localtime(desk.now)}),
        "planned": planned or forms.PlannedCall(),
        "here": reverse("engagement", args=[found.id]),
    }
    return page(request, desk, "ashore/engagement.html", context, at="clients", status=status)


def sides_of(found: EngagementView) -> list[SideOfStatement]:
    """The sums by who owes them; a side that owes none is left out."""
    shown = (_side(side, found) for side in (CLIENT, US))
    return [each for each in shown if each.lines]


def _side(side: Side, found: EngagementView) -> SideOfStatement:
    own = tuple(line for line in found.statement if line.owed_by == side)
    return SideOfStatement(side, own, tuple(Money(sums[side], currency) for currency, sums in found.totals.items()))


def names_of(clauses: Clauses) -> dict[str, str]:
    """What the agreement's ids stand for, for people."""
    found = {each.id: each.name for each in clauses.stages}
    found |= {each.id: each.name for each in clauses.information}
    found |= {each.id: each.name for each in clauses.reports}
    found |= {each.id: each.name for each in clauses.goals}
    return found | {each.id: each.name or each.id for each in (clauses.fees.payments if clauses.fees else ())}


def edits_of(found: EngagementView) -> dict[str, str]:
    """What the events of edits stand for: the words in which each was asked for."""
    return {f"event:{note.event}": note.words for note in found.recorded if note.kind == "edit_asked"}


def grouped_choices(choices: Iterable[Choice]) -> list[tuple[str, list[Choice]]]:
    """The choices under their headings, in the order given."""
    return [(group, list(some)) for group, some in groupby(choices, key=lambda each: each.group)]


def places(found: EngagementView) -> dict[str, tuple[str, str, datetime]]:
    """By the key of a message or a recorded event: where it stands, whose it is and of when, for the links of
    reasons."""
    known = {each.key: (reverse("message", args=[each.key]), each.who, each.at) for each in found.messages}
    return known | {f"event:{n.event}": (f"#n-{n.event}", n.who, n.at) for n in found.recorded}
