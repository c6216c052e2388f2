"""Who is who, and when clocks stand still: what people decide about a client."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ashore.usecases import parties, recording
from ashore.web import forms
from ashore.web.desk import Desk, at_desk
from ashore.web.views.actions import carry_out


@require_POST
@at_desk
def rename(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Call a client by another name."""
    act = partial(parties.rename_client, **desk.acts(), client=number, name=request.POST.get("name", ""))
    return carry_out(request, act, _("The client has its new name."))


@require_POST
@at_desk
def suspend(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Let the clocks of one side stand still."""
    form = forms.Pause(request.POST)
    form.is_valid()
    given = form.cleaned_data
    act = partial(
        recording.suspend, **desk.acts(), client=number, side=given.get("side", "us"), why=given.get("why", "")
    )
    return carry_out(request, act, _("The clocks stand still now."))


@require_POST
@at_desk
def resume(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Let clocks run on."""
    return carry_out(request, partial(recording.resume, **desk.acts(), suspension=number), _("The clocks run again."))


@require_POST
@at_desk
def admit(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Confirm that whoever wrote a message belongs to its conversation."""
    act = partial(parties.admit_outsider, **desk.acts(), message=number)
    return carry_out(request, act, _("Confirmed: what this person writes here counts from now on."))


@require_POST
@at_desk
def reject(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Say that whoever wrote a message has no part in its conversation."""
    act = partial(parties.reject_outsider, **desk.acts(), message=number)
    return carry_out(request, act, _("Kept apart: what this person writes here counts for nothing."))
