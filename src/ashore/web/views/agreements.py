"""The agreement of an engagement: its text, checked as it is put in, its versions, and the documents made of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.core.agreement import PRESETS, Trial, tried
from ashore.usecases import papers
from ashore.usecases.agreements import NAME, add_version, checked, version_text
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.agreement import AgreementView, Fault, begun_with, faults_in
from ashore.usecases.queries.agreement import agreement as read_agreement
from ashore.usecases.queries.rows import Download
from ashore.web import forms
from ashore.web.desk import Desk, at_desk, language_of, page, zone_of
from ashore.web.views.files import hand_out
from ashore.web.wording import refusal
from ashore.words.explaining import explain


@require_safe
@at_desk
def agreement(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The page of an agreement. ``?preset=`` names one to begin with, ``?language=`` in which language; ``?at=`` a
    moment that its clocks are tried on."""
    found = read_agreement(**desk.asks(), engagement=number)
    if "at" in request.GET:
        return _try(request, desk, found)
    preset, language = request.GET.get("preset", ""), request.GET.get("language", language_of(desk.user))
    begun = begun_with(preset, language) if preset else None
    return show(request, desk, found, text=begun)


def _try(request: HttpRequest, desk: Desk, found: AgreementView) -> HttpResponse:
    moment = forms.TriedMoment(request.GET)
    trials = tried(found.agreement, moment.cleaned_data["at"]) if moment.is_valid() else ()
    return show(request, desk, found, moment=moment, trials=trials, status=200 if moment.is_valid() else 422)


@require_POST
@at_desk
def agree(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Check a text; keep it as a new version where that was asked for and nothing is wrong."""
    found = read_agreement(**desk.asks(), engagement=number)
    form = forms.AgreementText(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, desk, found, text=form.data.get("text", ""), wrong=_first_error(form), status=422)
    text = form.cleaned_data["text"]
    keep = "keep" in request.POST
    try:
        wrong = add_version(**desk.acts(), engagement=number, text=text) if keep else checked(text)
    except NotPossible as error:
        return show(request, desk, found, text=text, wrong=refusal(error), status=422)
    if wrong:
        return show(request, desk, found, text=text, faults=faults_in(text, wrong), status=422)
    if not keep:
        return show(request, desk, found, text=text, clean=True)
    messages.success(request, _("The new version holds; what is owed was derived anew by it."))
    return redirect("engagement", number)


@require_safe
@at_desk
def agreement_file(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A version as it was written, as a file to save."""
    version, text = version_text(workspace=desk.workspace, id=number)
    name = NAME.replace(".", f"-{version}.")
    return hand_out(Download(name, "text/plain; charset=utf-8", text.encode()))


@require_safe
@at_desk
def contract(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The contract of a version as PDF, DOCX or HTML, as a file to save."""
    form = forms.Contract(request.GET)
    form.is_valid()
    given = form.cleaned_data
    wanted: dict[str, Any] = {"language": given.get("language", ""), "form": given.get("form") or "pdf"}
    wanted |= {"plain": given.get("plain", False), "as_of": given.get("as_of")}
    return hand_out(papers.contract_file(workspace=desk.workspace, id=number, **wanted))


@require_safe
@at_desk
def statement(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The statement of an engagement in the reader's language, as PDF."""
    return hand_out(papers.statement_file(**desk.asks(), engagement=number, **_reader(desk)))


@require_safe
@at_desk
def plan(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The plan of an engagement in the reader's language, as PDF."""
    return hand_out(papers.plan_file(**desk.asks(), engagement=number, **_reader(desk)))


def _reader(desk: Desk) -> dict[str, Any]:
    return {"language": language_of(desk.user), "zone": str(zone_of(desk))}


def show(
    request: HttpRequest,
    desk: Desk,
    found: AgreementView,
    *,
    text: str | None = None,
    faults: tuple[Fault, ...] = (),
    wrong: str = "",
    clean: bool = False,
    moment: forms.TriedMoment | None = None,
    trials: tuple[Trial, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page with the text as it stands or as it was typed, and what is wrong with it beside."""
    context: dict[str, Any] = {
        "a": found,
        "text": found.text if text is None else text,
        "faults": faults,
        "wrong": wrong,
        "clean": clean,
        "moment": moment or forms.TriedMoment(initial={"at": timezone.localtime(found.at)}),
        "trials": trials,
        "terms": explain(found.agreement.at(found.at), language_of(desk.user)),
        "presets": PRESETS,
        "newest": found.versions[-1] if found.versions else None,
        "languages": forms.LANGUAGES,
        "next_version": len(found.versions) + 1,
        "here": reverse("agreement", args=[found.engagement]),
    }
    return page(request, desk, "ashore/agreement.html", context, at="clients", status=status)


def _first_error(form: forms.AgreementText) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)
