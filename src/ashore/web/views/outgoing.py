"""What goes out: the page of what waits, signatures, and what the desk may write by itself."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import automatic, signatures
from ashore.usecases.errors import NotPossible
from ashore.usecases.filing import choosing
from ashore.usecases.queries.copies import late_copies
from ashore.usecases.queries.outgoing import outgoing as read_outgoing
from ashore.web import forms
from ashore.web.desk import Desk, at_desk, page
from ashore.web.wording import refusal


@require_safe
@at_desk
def outgoing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What waits, what is stuck, and how it stands with each recipient."""
    rows = read_outgoing(**desk.asks())
    context = {
        "rows": rows,
        "copies": late_copies(workspace=desk.workspace),
        "stuck": [row for row in rows if row.stuck],
        "waiting": [row for row in rows if not row.stuck],
    }
    return page(request, desk, "ashore/outgoing.html", context)


@require_POST
@at_desk
def copy_now(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Try at once to put the copy of a sent message into the Sent folder."""
    choosing.copy_now(workspace=desk.workspace, outgoing=number)
    messages.success(request, _("The copy is tried again within some seconds."))
    return redirect("outgoing")


@require_POST
@at_desk
def no_copy(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Put no copy of this message there."""
    choosing.do_without(workspace=desk.workspace, outgoing=number)
    messages.success(request, _("No copy is put into the Sent folder; the message stays here."))
    return redirect("outgoing")


@require_safe
@at_desk
def letters(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Signatures, and receipts."""
    kept = {(row.team, row.language): row.text for row in signatures.signatures(**desk.asks_as())}
    spoken = {desk.user.language, desk.workspace.language, *(code for _team, code in kept)}
    by_language = [
        (
            code,
            code in spoken,
            [signatures.SignatureRow(team, code, kept.get((team, code), "")) for team in (False, True)],
        )
        for code, _name in settings.LANGUAGES
    ]
    context = {
        "languages_of_letters": by_language,
        "receipts": automatic.standing(workspace=desk.workspace),
        "written": automatic.written(workspace=desk.workspace),
        "may_change": automatic.may_change(**desk.asks_as()),
    }
    return page(request, desk, "ashore/letters.html", context)


@require_POST
@at_desk
def sign(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep a signature."""
    form = forms.SignatureText(request.POST)
    if not form.is_valid():
        messages.error(request, refusal(NotPossible("signature.too_long", most=signatures.MAX_TEXT)))
        return redirect("letters")
    return _said(
        request, partial(signatures.set_signature, **desk.acts(), **form.cleaned_data), _("The signature is kept.")
    )


@require_POST
@at_desk
def receipts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let the desk confirm what comes in, or stop that."""
    on = request.POST.get("on") == "1"
    told = (
        _("From now on the desk confirms what clients write.")
        if on
        else _("The desk writes nothing by itself any more.")
    )
    return _said(request, partial(automatic.switch, **desk.acts(), on=on), told)


def _said(request: HttpRequest, act: Callable[[], None], told: str) -> HttpResponse:
    try:
        act()
    except NotPossible as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, told)
    return redirect("letters")
