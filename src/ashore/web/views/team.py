"""What one of us does with conversations for the others: give, follow, put off, tag, note, fill in; one or many."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ashore.mail.neutral import one_line
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.conversation import conversation as read_conversation
from ashore.usecases.team import acting, fields, lots, presence
from ashore.usecases.team.noticing import mark_read
from ashore.usecases.team.tags import tag_named
from ashore.web.clocks import reader
from ashore.web.desk import Desk, at_desk
from ashore.web.ids import Number
from ashore.web.once import first_time
from ashore.web.views.actions import back, carry_out, named
from ashore.web.views.conversation import show
from ashore.web.wording import refusal
from ashore.words import moments
from ashore.words.marks import NP_, Plural

LONGEST_SUBJECT = 60
MOST_CHOSEN = 1000


@require_POST
@at_desk
def give(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Give a conversation to one of us; empty: to nobody."""
    to = desk.user.pk if "mine" in request.POST else named(request, "person")
    told = _("Given away.") if to != desk.user.pk else _("It is yours now.")
    act = partial(acting.give, **desk.acts(), conversation=number, to=to)
    return carry_out(request, act, told if to else _("It is nobody’s now."))


@require_POST
@at_desk
def follow(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Follow a conversation, or no more."""
    on = request.POST.get("on") == "1"
    act = partial(acting.follow, **desk.acts(), conversation=number, on=on)
    told = _("You follow it: you are told when the client writes.") if on else _("You do not follow it any more.")
    return carry_out(request, act, told)


@require_POST
@at_desk
def snooze(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Put a conversation off, or call it back."""
    if "wake" in request.POST:
        return carry_out(request, partial(acting.wake, **desk.acts(), conversation=number), _("It is back."))
    choice, day = _until(request)
    try:
        event = acting.snooze(**desk.acts(), conversation=number, choice=choice, day=day)
    except NotPossible as error:
        messages.error(request, refusal(error))
        return redirect(back(request))
    messages.success(request, _put_off(desk, number), extra_tags=f"undo-{event}")
    return redirect(back(request))


def _put_off(desk: Desk, number: int) -> str:
    """Until when, and what falls due before: a snooze hides no clock."""
    team = read_conversation(**desk.asks(), id=number).team
    if team.snoozed_until is None:
        return _("It is back.")
    told = _("Put off until {time}; it is back earlier when the client writes.").format(
        time=moments.near(team.snoozed_until, desk.now, reader())
    )
    if team.falls_due is None:
        return told
    due = moments.near(team.falls_due, desk.now, reader())
    return f"{told} " + _("A clock runs out before that, {time}: it stays on Today.").format(time=due)


@require_POST
@at_desk
def tag_talk(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Put a tag on by its name, or take one off."""

    def act() -> int:
        if drop := named(request, "drop"):
            return acting.tag(**desk.acts(), conversation=number, drop=[drop])
        add = tag_named(workspace=desk.workspace, name=request.POST.get("name", ""))
        return acting.tag(**desk.acts(), conversation=number, add=[add])

    read_conversation(**desk.asks(), id=number)
    return carry_out(request, act, _("The tag is off.") if named(request, "drop") else _("Tagged."))


@require_POST
@at_desk
def note(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Keep a note for ourselves."""
    once = request.POST.get("once", "")
    if re.fullmatch("[0-9a-f]{32}", once) and not first_time(once, desk.user.pk):
        return redirect("conversation", number)
    text = request.POST.get("text", "")
    try:
        event = acting.note(**desk.acts(), conversation=number, text=text)
    except NotPossible as error:
        talk = read_conversation(**desk.asks(), id=number)
        return show(request, desk, talk, noted=(text, refusal(error)), status=422)
    messages.success(request, _("The note is kept; no client ever sees it."), extra_tags=f"undo-{event}")
    return redirect(reverse("conversation", args=[number]) + f"#n-{event}")


@require_POST
@at_desk
def fill_field(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Fill in a field of a conversation."""
    act = partial(fields.fill, **desk.acts(), field=named(request, "field"), value=request.POST.get("value", ""))
    return carry_out(request, partial(act, conversation=number), _("Kept."))


@require_POST
@at_desk
def fill_client_field(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Fill in a field of a client."""
    act = partial(fields.fill, **desk.acts(), field=named(request, "field"), value=request.POST.get("value", ""))
    return carry_out(request, partial(act, client=number), _("Kept."))


@require_POST
@at_desk
def present(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The page is open: who else is there. What concerned its reader here counts as seen."""
    presence.look_in(**desk.acts(), conversation=number)
    if request.POST.get("first"):
        mark_read(**desk.acts(), conversation=number)
    others = presence.present(**desk.acts(), conversation=number)
    return render(request, "ashore/parts/present.html", {"others": others})


@require_POST
@at_desk
def lot(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One act on the conversations that are ticked."""
    talks = [int(each) for each in request.POST.getlist("talk")[:MOST_CHOSEN] if re.fullmatch(Number.regex, each)]
    try:
        done, told = _carry_out(request, desk, talks)
    except NotPossible as error:
        messages.error(request, refusal(error))
        return redirect(_back_to_list(request))
    if done.done:
        messages.success(request, told(len(done.done)), extra_tags=f"undo-{done.event}")
    if done.refused:
        messages.error(request, _refusals(done.refused))
    return redirect(_back_to_list(request))


def _carry_out(request: HttpRequest, desk: Desk, talks: Sequence[int]) -> tuple[lots.Lot, Callable[[int], str]]:
    """The lot, and how to tell of so many."""
    who = {**desk.acts(), "conversations": talks}
    act = request.POST.get("act", "")
    if act in ("give", "mine"):
        to = desk.user.pk if act == "mine" else named(request, "person")
        return lots.give_all(**who, to=to), _told(NP_("{n} conversation given", "{n} conversations given", "n"))
    if act in ("tag", "untag"):
        name = request.POST.get("name", "")
        tag = [tag_named(workspace=desk.workspace, name=name, make=act == "tag")]
        found = lots.tag_all(**who, add=tag) if act == "tag" else lots.tag_all(**who, drop=tag)
        return found, _told(NP_("{n} conversation tagged anew", "{n} conversations tagged anew", "n"))
    if act == "snooze":
        choice, day = _until(request)
        return lots.snooze_all(**who, choice=choice, day=day), _told(
            NP_(
                "{n} conversation put off; no clock is hidden by that",
                "{n} conversations put off; no clock is hidden by that",
                "n",
            )
        )
    if act == "follow":
        return lots.follow_all(**who), _told(
            NP_("You follow {n} conversation more", "You follow {n} conversations more", "n")
        )
    if act == "no_answer":
        return lots.no_answers(**who), _told(
            NP_("{n} conversation needs no answer now", "{n} conversations need no answer now", "n")
        )
    raise NotPossible("lot.which")


def _told(words: Plural) -> Callable[[int], str]:
    return lambda n: ngettext(words.singular, words.plural, n).format(n=n)


def _refusals(refused: Sequence[lots.Refused]) -> str:
    """Each with its own reason."""
    lines = (f"{_named(each)}: {refusal(each.error)}" for each in refused)
    told = ngettext("{n} stays as it was.", "{n} stay as they were.", len(refused)).format(n=len(refused))
    return " ".join([told, *lines])


def _named(refused: lots.Refused) -> str:
    return reader().quoted(one_line(refused.subject, LONGEST_SUBJECT) or _("No subject"))


def _back_to_list(request: HttpRequest) -> str:
    return back(request) if request.POST.get("next") else reverse("inbox")


def _until(request: HttpRequest) -> tuple[str, date | None]:
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        day = None
    return request.POST.get("until", ""), day
