"""The tray: what could not be understood, tried again, entered by hand, or put away."""

from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import traying
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.tray import in_tray, put_away
from ashore.usecases.queries.tray import tray as read_tray
from ashore.usecases.retrying import try_again
from ashore.web import forms
from ashore.web.desk import Desk, at_desk, page
from ashore.web.once import first_time
from ashore.web.views.actions import carry_out
from ashore.web.wording import refusal

FIELD_OF = {"reply.bad_address": "sender", "tray.to_nobody": "to", "tray.in_the_future": "at"}


@require_safe
@at_desk
def tray(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What could not be understood: kept, shown, and to be had as it came; and what people made of it."""
    rows = read_tray(workspace=desk.workspace)
    context = {
        "tray": rows,
        "again": any(row.again for row in rows),
        "put_away": put_away(workspace=desk.workspace),
    }
    return page(request, desk, "ashore/tray.html", context)


@require_POST
@at_desk
def retry(request: HttpRequest, desk: Desk, number: int | None = None) -> HttpResponse:
    """Read one thing of the tray again, or all of it, and say how it went."""
    understood, stay = try_again(**desk.asks(), tray=number)
    if understood:
        told = ngettext("{n} thing was understood.", "{n} things were understood.", understood)
        messages.success(request, told.format(n=understood))
    if stay:
        told = ngettext("{n} thing still cannot be read.", "{n} things still cannot be read.", stay)
        messages.info(request, told.format(n=stay))
    return redirect("tray")


@require_safe
@at_desk
def by_hand(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The form in which a person writes down what the bytes say."""
    return _form(request, desk, number, forms.ByHand(initial={"at": timezone.localtime(desk.now)}))


def _form(request: HttpRequest, desk: Desk, number: int, form: forms.ByHand, status: int = 200) -> HttpResponse:
    context = {"row": in_tray(workspace=desk.workspace, id=number), "form": form}
    return page(request, desk, "ashore/by_hand.html", context, status=status)


@require_POST
@at_desk
def write_down(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Keep what a person read as a message."""
    in_tray(workspace=desk.workspace, id=number)
    form = forms.ByHand(request.POST)
    if not form.is_valid():
        return _form(request, desk, number, form, 422)
    data = form.cleaned_data
    if not first_time(data["once"], desk.user.pk):
        return redirect("tray")
    given = {name: data[name] for name in ("sender", "name", "to", "subject", "text")}
    written = traying.Written(at=_at_most(data["at"], desk.now), **given)
    try:
        event = traying.enter_by_hand(**desk.acts(), tray=number, written=written)
    except NotPossible as error:
        if error.code == "tray.settled":
            messages.error(request, refusal(error))
            return redirect("tray")
        form.add_error(FIELD_OF.get(error.code, "text"), refusal(error))
        form.renew()
        return _form(request, desk, number, form, 422)
    told = _("Kept as a message, with its clocks. The bytes stay in the tray, below.")
    messages.success(request, told, extra_tags=f"undo-{event}")
    return redirect(reverse("tray"))


def _at_most(at: datetime, now: datetime) -> datetime:
    """A minute ahead is the same minute: the form knows no seconds."""
    return min(at, now)


@require_POST
@at_desk
def put_off(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Put something in the tray away, with a reason."""
    act = partial(traying.discard, **desk.acts(), tray=number, why=request.POST.get("why", ""))
    return carry_out(request, act, _("Put away. Its bytes are kept, below."))
