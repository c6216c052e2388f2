"""Settings > Team: who works here and as what, invitations, and how one leaves."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import inviting
from ashore.usecases import membership as usecases
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.lookup import all_clients
from ashore.usecases.rights import gives
from ashore.web.acts import ROLE_NAMES, ROLE_RIGHTS
from ashore.web.desk import CHOSEN, Desk, at_desk, page
from ashore.web.forms.members import Invitation, Role
from ashore.web.wording import refusal


@require_safe
@at_desk
def team(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page."""
    return show(request, desk)


@require_POST
@at_desk
@sensitive_variables("secret", "link")
def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Invite an address: the link is shown on this one page, and mailed where a server is set."""
    form = Invitation(request.POST)
    if not form.is_valid():
        return show(request, desk, wrong=_("Write an e-mail address and choose a role."), form=form, status=422)
    try:
        secret = inviting.invite(**desk.acts(), **form.cleaned_data)
    except NotPossible as error:
        return show(request, desk, wrong=refusal(error), form=form, status=422)
    link = request.build_absolute_uri(reverse("join_team", args=[secret]))
    email = form.cleaned_data["email"].strip().lower()
    mailed = inviting.mail(**desk.acts(), email=email, subject=_subject(desk), text=_letter(desk, link))
    return show(request, desk, link=link, email=email, mailed=mailed)


@require_POST
@at_desk
def withdraw_invitation(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Take an invitation back: its link works no more."""
    return _done(request, lambda: inviting.withdraw(**desk.acts(), id=number), _("Taken back; its link works no more."))


@require_safe
@at_desk
def teammate(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One person: their role, and what would become of what they have in hand."""
    row = next((each for each in usecases.members(**desk.asks_as()) if each.user == number), None)
    if row is None:
        raise NotThere(f"member {number}")
    context = {"m": row, "left": usecases.leaving(workspace=desk.workspace, person=number), **_choices(desk)}
    return page(request, desk, "ashore/teammate.html", context)


@require_POST
@at_desk
def change_role(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Give a person another role."""
    form = Role(request.POST)
    given = form.cleaned_data if form.is_valid() else {"role": ""}
    act = partial(usecases.change_role, **desk.acts(), person=number, **given)
    return _done(request, act, _("The role is changed."))


@require_POST
@at_desk
def remove_member(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """End a person's place here."""
    act = partial(usecases.remove, **desk.acts(), person=number)
    return _done(request, act, _("They are not of this team any more."))


@require_POST
@at_desk
def leave(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Give up one's own place."""
    try:
        usecases.leave(**desk.acts())
    except NotPossible as error:
        messages.error(request, refusal(error))
        return redirect("team")
    request.session.pop(CHOSEN, None)
    return redirect("today")


@require_POST
@at_desk
def require_second_factor(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Whether everybody here must sign in with a second factor."""
    wanted = request.POST.get("wanted") == "on"
    told = _("From now on everybody here needs a second factor.") if wanted else _("A second factor is up to each.")
    return _done(request, lambda: usecases.require_second_factor(**desk.acts(), wanted=wanted), told)


@require_POST
@at_desk
def choose_desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Go to another desk that one has a place at."""
    wanted = request.POST.get("desk", "")
    if wanted in {str(number) for number, _name in desk.place.desks}:
        request.session[CHOSEN] = int(wanted)
    return redirect("today")


def show(request: HttpRequest, desk: Desk, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page with whatever was just made, or went wrong. A guest sees nobody but themselves."""
    people = usecases.members(**desk.asks_as())
    context = {
        "people": [each for each in people if each.user == desk.user.pk] if desk.place.bound else people,
        "invitations": inviting.invitations(**desk.asks()) if desk.leads else (),
        "own": usecases.leaving(workspace=desk.workspace, person=desk.user.pk),
        **(_choices(desk) if desk.leads else {}),
        **more,
    }
    return page(request, desk, "ashore/team.html", context, status=status)


def _choices(desk: Desk) -> dict[str, Any]:
    roles = [(each, ROLE_NAMES[each], ROLE_RIGHTS[each]) for each in gives(desk.place.role)]
    return {"roles": roles, "clients": all_clients(workspace=desk.workspace)}


def _done(request: HttpRequest, act: Callable[[], None], told: str) -> HttpResponse:
    try:
        act()
    except NotPossible as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, told)
    return redirect("team")


def _subject(desk: Desk) -> str:
    return _("{who} invites you to the desk {desk}").format(who=desk.user, desk=desk.workspace.name)


def _letter(desk: Desk, link: str) -> str:
    told = _(
        "Hello,\n\n{who} invites you to work at the desk “{desk}”.\n\nThis link opens it, once, within seven days:\n"
        "{link}\n\nIf you do not know what this is about, do nothing.\n"
    )
    return told.format(who=desk.user, desk=desk.workspace.name, link=link)
