"""Where a person is signed in, and how that ends."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import sessions as usecases
from ashore.web.desk import Desk, at_desk, page


@require_safe
@at_desk
def sessions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Each with its browser and place; this one is marked."""
    rows = usecases.sessions(user=desk.user, current=_key(request))
    return page(request, desk, "ashore/sessions.html", {"rows": rows})


@require_POST
@at_desk
def end_session(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Sign out there."""
    usecases.end(user=desk.user, now=desk.now, id=number)
    messages.success(request, _("Signed out there."))
    return redirect("sessions")


@require_POST
@at_desk
def end_other_sessions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Sign out everywhere but here."""
    usecases.end_others(user=desk.user, now=desk.now, current=_key(request))
    messages.success(request, _("Signed out everywhere but here."))
    return redirect("sessions")


def _key(request: HttpRequest) -> str:
    session: Any = request.session
    return str(session.session_key or "")
