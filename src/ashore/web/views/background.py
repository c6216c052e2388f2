"""Background work as its owner sees it, and reminders."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import queue, reminding
from ashore.usecases.errors import NotThere
from ashore.usecases.queries import background as queries
from ashore.web.desk import Desk, at_desk, page
from ashore.web.views.actions import carry_out


@require_safe
@at_desk
def background(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Workers, chores, and what was put off."""
    found = queries.background(now=desk.now, workspace=desk.workspace)
    return page(request, desk, "ashore/background.html", {"found": found})


@require_POST
@at_desk
def retry_task(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Do what was put off as soon as a worker is free."""
    try:
        queue.retry_now(job=str(UUID(request.POST.get("task", ""))), now=desk.now)
    except (NotThere, ValueError):
        messages.info(request, _("This is not put off any more."))
    else:
        messages.success(request, _("It is tried again now."))
    return redirect("background")


@require_POST
@at_desk
def seen(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Put a reminder away."""
    act = partial(reminding.put_away, **desk.acts(), uid=key)
    return carry_out(request, act, _("Put away."), undoable=False)
