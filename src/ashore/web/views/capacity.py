"""Capacity: the coming weeks of each of us, who is away, how long work takes, and whether more fits."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.charts import LoadBar, load_chart
from ashore.usecases import absences
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.capacity import USUAL_EFFORT, can_take
from ashore.usecases.queries.capacity import capacity as read_capacity
from ashore.usecases.queries.rows.capacity import PersonLoad
from ashore.web.clocks import reader
from ashore.web.desk import Desk, at_desk, page
from ashore.web.forms import capacity as forms
from ashore.web.wording import refusal
from ashore.words import Speech
from ashore.words.speech import MONTHS


@dataclass(frozen=True, slots=True)
class Shown:
    """A person's load with its picture."""

    load: PersonLoad
    chart: SafeString


@require_safe
@at_desk
def capacity(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The load of everybody; ``?hours=&first=&last=`` asks whether that much more fits."""
    asked = forms.Taking(request.GET) if "hours" in request.GET else None
    return show(request, desk, asked=asked, status=422 if asked is not None and not asked.is_valid() else 200)


@require_POST
@at_desk
def add_absence(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Note that somebody is away."""
    form = forms.Absence(request.POST)
    if not form.is_valid():
        return show(request, desk, absence=form, status=422)
    given = form.cleaned_data
    try:
        absences.add_absence(
            **desk.acts(),
            person=given["person"],
            first=given["first"],
            last=given["last"],
            cover=given["cover"] or 0,
        )
    except NotPossible as error:
        form.add_error("cover" if error.code == "absence.own_cover" else "last", refusal(error))
        return show(request, desk, absence=form, status=422)
    messages.success(request, _("Noted; what falls due then is counted for who covers."))
    return redirect("capacity")


@require_POST
@at_desk
def remove_absence(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Somebody is there after all."""
    absences.remove_absence(workspace=desk.workspace, absence=number)
    messages.success(request, _("Taken out; these days count as working time again."))
    return redirect("capacity")


@require_POST
@at_desk
def efforts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say how long each kind of work takes."""
    given = {kind: _minutes(request.POST.get(kind, "")) for kind in USUAL_EFFORT if kind in request.POST}
    act = partial(absences.set_efforts, workspace=desk.workspace, efforts=given)
    return _settle(request, act, _("The load is counted by these minutes from now on."))


@require_POST
@at_desk
def attention(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say which part of a person's time is for clients' work."""
    form = forms.Attention(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a share from 0 to 100 percent."))
        return redirect("capacity")
    act = partial(absences.set_attention, workspace=desk.workspace, **form.cleaned_data)
    return _settle(request, act, _("The load is counted by this share from now on."))


def show(
    request: HttpRequest,
    desk: Desk,
    *,
    asked: forms.Taking | None = None,
    absence: forms.Absence | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with whatever was asked, or went wrong."""
    found, today = read_capacity(**desk.asks()), timezone.localtime(desk.now).date()
    context: dict[str, Any] = {
        "c": found,
        "people": [Shown(each, picture(each, reader())) for each in found.people],
        "asked": asked or forms.Taking(initial={"first": today}),
        "absence": absence or forms.Absence(initial={"person": desk.user.pk}),
        "wrong": [error for errors in absence.errors.values() for error in errors] if absence else [],
        "wrong_question": [error for errors in asked.errors.values() for error in errors] if asked else [],
        "answers": _answers(desk, asked),
    }
    return page(request, desk, "ashore/capacity.html", context, at="capacity", status=status)


def picture(person: PersonLoad, speech: Speech) -> SafeString:
    """The weeks of a person."""
    bars = [
        LoadBar(
            f"{week.first.day} {speech.text(MONTHS[week.first.month - 1])}",
            week.free,
            week.need,
            f"{speech.working(week.need)} / {speech.working(week.free)}",
        )
        for week in person.load.weeks
    ]
    title = _("Weeks of {name}").format(name=person.name)
    told = _("Each week from its Monday on: hours of work that is due, of hours that are free")
    return mark_safe(load_chart(bars, title=title, description=told, styled=False))  # noqa: S308 - all escaped


def _answers(desk: Desk, asked: forms.Taking | None) -> Any:
    if asked is None or not asked.is_valid():
        return ()
    given = asked.cleaned_data
    minutes = int(given["hours"] * 60)
    return can_take(**desk.asks(), minutes=minutes, first=given["first"], last=given["last"])


def _minutes(text: str) -> int | None:
    """Minutes as typed; None for nothing, and what is no number is more than there can be."""
    bare = text.strip()
    return None if not bare else int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 9 else -1


def _settle(request: HttpRequest, act: partial[None], told: str) -> HttpResponse:
    try:
        act()
    except NotPossible as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, told)
    return redirect("capacity")
