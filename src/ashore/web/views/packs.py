"""The house's own rules: packs put in as text or file, tested, switched on and off, replaced, taken out."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.core.coach.packs.model import Pack
from ashore.core.coach.packs.template import new_pack as template
from ashore.core.coach.packs.testing import count_of
from ashore.usecases import housepacks
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.packs import PackRow, faults_in, pack_text
from ashore.web import forms
from ashore.web.desk import Desk, at_desk, page
from ashore.web.views.actions import carry_out
from ashore.web.wording import refusal

BEGUN = "our-house"


@require_safe
@at_desk
def new_pack(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A page to put a pack in; ``?begin=1`` begins with one that works."""
    return show(request, desk, None, template(BEGUN) if request.GET.get("begin") else "")


@require_POST
@at_desk
def add_pack(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Check a new pack; keep it where that was asked for and nothing is wrong."""
    return _put_in(request, desk, None)


@require_safe
@at_desk
def pack(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A pack of the house's own: its text, its rules, the outcome of its tests."""
    row, text = pack_text(workspace=desk.workspace, user=desk.user, id=number)
    return show(request, desk, row, text, faults=row.faults)


@require_POST
@at_desk
def replace_pack(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Check another text for a pack; put it in place where that was asked for and nothing is wrong."""
    row, _text = pack_text(workspace=desk.workspace, user=desk.user, id=number)
    return _put_in(request, desk, row)


@require_POST
@at_desk
def switch_pack(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let a pack hold, or rest."""
    on = request.POST.get("on") == "1"
    act = partial(housepacks.switch, **desk.acts(), name=request.POST.get("name", "")[:40], on=on)
    told = _("Switched on; it holds from the next key on.") if on else _("Switched off.")
    return carry_out(request, act, told)


@require_POST
@at_desk
def remove_pack(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Take a pack out."""
    return carry_out(request, partial(housepacks.remove, **desk.acts(), pack=number), _("Taken out."))


def _put_in(request: HttpRequest, desk: Desk, row: PackRow | None) -> HttpResponse:
    form = forms.PackText(request.POST, request.FILES)
    if not form.is_valid():
        wrong = next(str(error) for errors in form.errors.values() for error in errors)
        return show(request, desk, row, form.data.get("text", ""), wrong=wrong, status=422)
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    try:
        if "keep" not in request.POST:
            return _checked(request, desk, row, text)
        if row is None:
            outcome = housepacks.add(**desk.acts(), text=text)
        else:
            outcome = housepacks.replace(**desk.acts(), pack=row.id, text=text)
    except NotPossible as error:
        return show(request, desk, row, text, wrong=refusal(error), status=422)
    if outcome.faults:
        return show(request, desk, row, text, faults=outcome.faults, status=422)
    told = _("Its tests pass; it is kept.") if row else _("Its tests pass; it is kept, and you can switch it on.")
    messages.success(request, told, extra_tags=f"undo-{outcome.event}")
    return redirect("coach_settings")


def _checked(request: HttpRequest, desk: Desk, row: PackRow | None, text: str) -> HttpResponse:
    found = housepacks.checked(text)
    if isinstance(found, Pack):
        return show(request, desk, row, text, clean=found)
    return show(request, desk, row, text, faults=found, status=422)


def show(
    request: HttpRequest,
    desk: Desk,
    row: PackRow | None,
    text: str,
    *,
    faults: tuple[Any, ...] = (),
    wrong: str = "",
    clean: Pack | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a pack with its text as it stands or as it was typed, and what is wrong with it."""
    context: dict[str, Any] = {
        "pack": row,
        "text": text,
        "faults": faults_in(text, faults),
        "wrong": wrong,
        "clean": {"rules": len(clean.rules), "tests": count_of(clean)} if clean else None,
        "may_change": housepacks.may_change(desk.workspace, desk.user),
    }
    return page(request, desk, "ashore/pack.html", context, status=status)
