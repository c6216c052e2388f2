"""Where messages stand and whose they are, decided by hand; each act is one press, and one press takes it back."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import arranging, identities
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.arranging import elsewhere, other_clients, standing, talk_standing
from ashore.usecases.queries.client import client as read_client
from ashore.usecases.queries.rows import StandingRow
from ashore.usecases.queries.waiting import blocked, waiting
from ashore.web.desk import Desk, at_desk, page
from ashore.web.ids import Number
from ashore.web.views.actions import carry_out, named
from ashore.web.views.finding import asked
from ashore.web.wording import refusal


@require_safe
@at_desk
def waits(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Mail from outside that waits for a word, and who is passed over."""
    context = {"waiting": waiting(workspace=desk.workspace), "blocked": blocked(workspace=desk.workspace)}
    return page(request, desk, "ashore/waits.html", context, at="today")


@require_safe
@at_desk
def place(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Why a message stands where it does, and where else it could."""
    return _choose(request, desk, standing(workspace=desk.workspace, message=number), "move")


@require_safe
@at_desk
def arrange(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """With what a conversation could be joined, and whose it could be."""
    return _choose(request, desk, talk_standing(workspace=desk.workspace, conversation=number), "join")


def _choose(request: HttpRequest, desk: Desk, here: StandingRow, act: str) -> HttpResponse:
    query = asked(request)
    context = {
        "stands": here,
        "act": act,
        "query": query,
        "rows": elsewhere(**desk.asks(), conversation=here.conversation, client=here.client.id, query=query),
        "clients": other_clients(workspace=desk.workspace, client=here.client.id) if act == "join" else (),
    }
    return page(request, desk, "ashore/arrange.html", context, at="inbox")


@require_POST
@at_desk
def split(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Let a message begin a conversation of its own."""
    here = standing(workspace=desk.workspace, message=number)
    told = _("This is a conversation of its own now, with all that answers it.")
    return _arrange(request, partial(arranging.split_off, **desk.acts(), message=number), told, desk, here)


@require_POST
@at_desk
def move(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Let a message stand in another conversation."""
    here = standing(workspace=desk.workspace, message=number)
    there = named(request, "there")
    act = partial(arranging.move, **desk.acts(), message=number, to=there)
    return _put(request, desk, here, there, act, _("The message stands here now, with all that answers it."))


@require_POST
@at_desk
def join(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Let two conversations be one."""
    here = talk_standing(workspace=desk.workspace, conversation=number)
    there = named(request, "there")
    act = partial(arranging.join, **desk.acts(), conversation=there, other=number)
    return _put(request, desk, here, there, act, _("The two conversations are one now."))


def _put(
    request: HttpRequest, desk: Desk, here: StandingRow, there: int, act: Callable[..., int], told: str
) -> HttpResponse:
    """Where it was to go is said, and if that is another client's conversation, that the person knows it."""
    if not there:
        messages.error(request, refusal(NotPossible("arrange.nowhere")))
        return redirect("conversation", here.conversation)
    target = talk_standing(workspace=desk.workspace, conversation=there)
    try:
        return _arrange(request, partial(act, across="across" in request.POST), told, desk, here, told_to_know=True)
    except NotPossible as error:
        context = {"stands": here, "target": target, "refused": refusal(error), "action": request.path}
        return page(request, desk, "ashore/arrange_sure.html", context, at="inbox", status=409)


def _arrange(
    request: HttpRequest,
    act: Callable[[], int],
    told: str,
    desk: Desk,
    here: StandingRow,
    *,
    told_to_know: bool = False,
) -> HttpResponse:
    """Do it, and show the message where it stands now."""
    try:
        event = act()
    except NotPossible as error:
        if told_to_know and error.code == "join.other_client":
            raise
        messages.error(request, refusal(error))
        return redirect("conversation", here.conversation)
    messages.success(request, told, extra_tags=f"undo-{event}")
    now = standing(workspace=desk.workspace, message=here.message)
    return redirect(reverse("conversation", args=[now.conversation]) + f"#m-{now.message}")


@require_POST
@at_desk
def assign(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Say whose a conversation is. ``owner``: a client, or ``client.engagement``."""
    here = talk_standing(workspace=desk.workspace, conversation=number)
    client, work = _owner(request)
    if not client:
        messages.error(request, refusal(NotPossible("assign.nobody")))
        return redirect("arrange", number)
    act = partial(arranging.assign, **desk.acts(), conversation=number, client=client, engagement=work or None)
    return _arrange(request, act, _("The conversation belongs to this client now."), desk, here)


def _owner(request: HttpRequest) -> tuple[int, int]:
    found = re.fullmatch(rf"({Number.regex})(?:\.({Number.regex}))?", request.POST.get("owner", ""))
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


@require_POST
@at_desk
def merge(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Let a client be part of another one."""
    read_client(**desk.asks(), id=number)
    into = named(request, "into")
    if not into:
        messages.error(request, refusal(NotPossible("assign.nobody")))
        return redirect("client", number)
    try:
        event = identities.merge_clients(**desk.acts(), client=number, into=into)
    except NotPossible as error:
        messages.error(request, refusal(error))
        return redirect("client", number)
    told = _("The two clients are one now; mail that still comes to either belongs here.")
    messages.success(request, told, extra_tags=f"undo-{event}")
    return redirect("client", into)


@require_POST
@at_desk
def same(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Say whether whoever wrote a message is the person known under another address."""
    email = standing(workspace=desk.workspace, message=number).email
    who: dict[str, Any] = {**desk.acts(), "email": email, "known": request.POST.get("known", "")[:320].lower()}
    if not who["known"]:
        messages.error(request, refusal(NotPossible("person.nobody")))
        return redirect("today")
    if "no" in request.POST:
        return carry_out(request, partial(identities.not_same, **who), _("Noted: these are two people."))
    told = _("Noted: this is one person. What they write from either address belongs to their client.")
    return carry_out(request, partial(identities.same_person, **who), told)


@require_POST
@at_desk
def block(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Pass over whoever wrote a message."""
    act = partial(identities.block_sender, **desk.acts(), message=number)
    return carry_out(request, act, _("This sender is passed over: the mail is kept, and nothing follows from it."))
