"""The page Data: everything out, contacts in and out, a person erased; for owners, each with a line in the log."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import bundles, contacts, uploads
from ashore.usecases.erasing.doing import erase as erase_person
from ashore.usecases.erasing.finding import find
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.exporting.people import people_csv as people_lines
from ashore.usecases.ownership import is_owner
from ashore.web import forms
from ashore.web.desk import Desk, at_desk, page
from ashore.web.views.files import NOTHING
from ashore.web.wording import refusal

SHOWN = 50


@require_safe
@at_desk
def data(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page."""
    return show(request, desk)


@require_POST
@at_desk
def want_export(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Ask for everything; it is made in the background."""
    try:
        bundles.want(**desk.acts())
    except NotPossible as error:
        return show(request, desk, wrong={"export": refusal(error)}, status=422)
    messages.success(request, _("It is being made; it will stand here in a few minutes."))
    return redirect("data")


@require_safe
@at_desk
def fetch_export(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """An export as a file to save."""
    path = bundles.fetched(**desk.acts(), id=number)
    response: Any = FileResponse(path.open("rb"), as_attachment=True, filename=f"ashore-{desk.now:%Y-%m-%d}.zip")
    return _guarded(response)


@require_safe
@at_desk
def people_csv(_request: HttpRequest, desk: Desk) -> HttpResponse:
    """Clients and their people as CSV, with the mark by which spreadsheets know UTF-8."""
    text = "\ufeff" + "".join(people_lines(workspace=desk.workspace))
    response = HttpResponse(text.encode("utf-8", "replace"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="people.csv"'
    return _guarded(response)


@require_POST
@at_desk
def take_in_contacts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Look at a file of contacts, or take in the one that was looked at."""
    try:
        bundles.owners_only(desk.workspace, desk.user)
        if name := request.POST.get("laid", ""):
            return _take_in(request, desk, name)
    except NotPossible as error:
        return show(request, desk, wrong={"contacts": refusal(error)}, status=422)
    form = forms.ContactsFile(request.POST, request.FILES)
    if not form.is_valid():
        wrong = next(str(error) for errors in form.errors.values() for error in errors)
        return show(request, desk, wrong={"contacts": wrong}, status=422)
    upload = form.cleaned_data["file"]
    content = upload.read()
    outcome = contacts.preview(workspace=desk.workspace, data=content)
    laid = uploads.lay_aside(content, user=desk.user.pk) if outcome.changes else ""
    steps = [each for each in outcome.steps if each.kind != "known"]
    context = {"outcome": outcome, "steps": steps[:SHOWN], "more": max(len(steps) - SHOWN, 0), "laid": laid,
               "file": upload.name, "faults": outcome.faults[:SHOWN],
               "more_faults": max(len(outcome.faults) - SHOWN, 0)}  # fmt: skip
    return show(request, desk, preview=context)


@require_POST
@at_desk
def erase(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Tell what would go of a person, or erase them where that was asked for."""
    who, keep = request.POST.get("who", "").strip()[:320], request.POST.get("keep") == "on"
    try:
        bundles.owners_only(desk.workspace, desk.user)
        if not who:
            raise NotPossible("erase.nobody")
        if request.POST.get("really") == "on":
            erase_person(**desk.acts(), who=who, keep_shared=keep)
            messages.success(request, _("Erased. Delete backups and exports that were made before."))
            return redirect("data")
        traces = find(workspace=desk.workspace, who=who, keep_shared=keep)
    except NotThere:
        return show(request, desk, who=who, wrong={"erase": _("Nobody here is known by this.")}, status=422)
    except NotPossible as error:
        return show(request, desk, who=who, wrong={"erase": refusal(error)}, status=422)
    return show(request, desk, who=who, traces=traces, keep=keep)


def show(request: HttpRequest, desk: Desk, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page with whatever was just looked at, or went wrong."""
    context = {
        "may_change": is_owner(**desk.asks_as()),
        "bundles": bundles.bundles(workspace=desk.workspace, user=desk.user),
        "log": bundles.log(workspace=desk.workspace, user=desk.user),
        **more,
    }
    return page(request, desk, "ashore/data.html", context, status=status)


def _take_in(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    content = uploads.taken_up(name, user=desk.user.pk)
    outcome = contacts.take_in(**desk.acts(), data=content, name=request.POST.get("file", "")[:100])
    uploads.forget(name, user=desk.user.pk)
    counts = outcome.counts
    told = _("Taken in. New clients: {clients}, new people: {people}.")
    messages.success(
        request, told.format(clients=counts["new_client"], people=counts["new_client"] + counts["new_person"])
    )
    return redirect("data")


def _guarded(response: HttpResponse) -> HttpResponse:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = NOTHING
    return response
