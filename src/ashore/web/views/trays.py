"""The tray, tried again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ashore.usecases.retrying import try_again
from ashore.web.desk import Desk, at_desk


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
