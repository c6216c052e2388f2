"""What a team sets for itself: tags, own fields, saved replies, hours; and what concerns each of them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ashore.core.worktime import WEEKDAYS
from ashore.usecases.drafts import save_draft
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.conversation import conversation as read_conversation
from ashore.usecases.team import fields as house_fields
from ashore.usecases.team import noticing, saved
from ashore.usecases.team import tags as house_tags
from ashore.usecases.team.fieldlist import fields as read_fields
from ashore.usecases.team.people import hours_of
from ashore.usecases.team.people import set_hours as keep_hours
from ashore.usecases.team.taglist import counted
from ashore.web import forms
from ashore.web.desk import Desk, at_desk, page
from ashore.web.views.actions import carry_out, keep_files, named
from ashore.web.views.finding import asked
from ashore.web.wording import refusal

KINDS = (
    ("text", gettext_lazy("words")),
    ("number", gettext_lazy("a number")),
    ("date", gettext_lazy("a day")),
    ("choice", gettext_lazy("one of several")),
)
HUES = (
    gettext_lazy("grey"),
    gettext_lazy("red"),
    gettext_lazy("orange"),
    gettext_lazy("yellow"),
    gettext_lazy("green"),
    gettext_lazy("turquoise"),
    gettext_lazy("blue"),
    gettext_lazy("violet"),
)
DAYS = dict(
    zip(
        WEEKDAYS,
        (
            gettext_lazy("Monday"),
            gettext_lazy("Tuesday"),
            gettext_lazy("Wednesday"),
            gettext_lazy("Thursday"),
            gettext_lazy("Friday"),
            gettext_lazy("Saturday"),
            gettext_lazy("Sunday"),
        ),
        strict=True,
    )
)
VARIABLES = {
    "client": gettext_lazy("the person who wrote last: by the first name where you are on such terms, else in full"),
    "first_name": gettext_lazy("their first name"),
    "company": gettext_lazy("the client"),
    "me": gettext_lazy("your name"),
    "team": gettext_lazy("the name of this house"),
    "due": gettext_lazy("when the next thing is due that we owe in this conversation"),
    "their_due": gettext_lazy("when the next thing is due that they owe"),
    "next_stage": gettext_lazy("the next stage of the plan, with its day"),
    "subject": gettext_lazy("the subject"),
    "today": gettext_lazy("today’s date"),
}


@require_safe
@at_desk
def tags(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All tags, and the house's own fields."""
    context = {
        "tags": counted(workspace=desk.workspace),
        "fields": read_fields(workspace=desk.workspace),
        "kinds": KINDS,
        "hues": HUES,
    }
    return page(request, desk, "ashore/tags.html", context)


@require_POST
@at_desk
def new_tag(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make a tag."""
    act = partial(house_tags.tag_named, workspace=desk.workspace, name=request.POST.get("name", ""))
    return _said(request, act, _("The tag is there."), "tags")


@require_POST
@at_desk
def change_tag(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Rename a tag, let another one take its place, or take it off everything."""
    act: Callable[[], int]
    if "remove" in request.POST:
        act, told = partial(house_tags.remove, **desk.acts(), tag=number), _("The tag is off everything.")
    elif into := named(request, "into"):
        act = partial(house_tags.merge, **desk.acts(), tag=number, into=into)
        told = _("The two tags are one now.")
    else:
        name, hue = request.POST.get("name", ""), named(request, "hue")
        act = partial(house_tags.rename, **desk.acts(), tag=number, name=name, hue=max(hue, 1) - 1)
        told = _("The tag is changed.")
    return carry_out(request, act, told)


@require_POST
@at_desk
def add_field(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make a field."""
    given = request.POST
    act = partial(
        house_fields.define,
        workspace=desk.workspace,
        of=given.get("of", ""),
        name=given.get("name", ""),
        kind=given.get("kind", ""),
        choices=given.get("choices", "").split("\n"),
    )
    return _said(request, act, _("The field is there."), "tags")


@require_POST
@at_desk
def remove_field(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show a field no more."""
    act = partial(house_fields.remove, workspace=desk.workspace, field=number)
    return _said(request, act, _("The field is gone; what was filled in stays in the log."), "tags")


@require_safe
@at_desk
def saved_replies(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All saved replies that one can use; with ``?talk=`` to put one into a reply."""
    return _saved_page(request, desk)


def _saved_page(request: HttpRequest, desk: Desk, *, refused: str = "", status: int = 200) -> HttpResponse:
    query = asked(request)
    context: dict[str, Any] = {
        "rows": saved.saved_replies(workspace=desk.workspace, user=desk.user, query=query),
        "query": query,
        "variables": VARIABLES.items(),
        "languages_of_replies": forms.LANGUAGES,
        "given": request.POST if refused else {},
        "refused": refused,
    }
    return page(request, desk, "ashore/saved.html", context, status=status)


@require_POST
@at_desk
def keep_saved(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Save a reply, or a change of one."""
    given = request.POST
    language = given.get("language", "")
    try:
        saved.keep_reply(
            **desk.acts(),
            name=given.get("name", ""),
            text=given.get("text", ""),
            language=language if language in dict(forms.LANGUAGES) else "",
            team="team" in given,
            id=named(request, "id") or None,
        )
    except NotPossible as error:
        return _saved_page(request, desk, refused=refusal(error), status=422)
    messages.success(request, _("The saved reply is kept."))
    return redirect("saved_replies")


@require_POST
@at_desk
def drop_saved(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Keep a saved reply no more."""
    act = partial(saved.drop_reply, workspace=desk.workspace, user=desk.user, id=number)
    return _said(request, act, _("The saved reply is gone."), "saved_replies")


@require_POST
@at_desk
def insert_saved(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Put a saved reply under what is written; the coach reads it with the rest."""
    read_conversation(**desk.asks(), id=number)
    form = forms.Draft(request.POST)
    if not form.is_valid():
        messages.error(request, _("This is too long to be kept as a draft."))
        return redirect(reverse("conversation", args=[number]) + "#reply")
    if refused := keep_files(request, desk, number):
        messages.error(request, refused)
    if chosen := named(request, "saved"):
        words = saved.saved_text(**desk.acts(), id=chosen, conversation=number)
        written = form.cleaned_data["text"].rstrip()
        save_draft(**desk.acts(), conversation=number, text=f"{written}\n\n{words}" if written else words)
    else:
        save_draft(**desk.acts(), conversation=number, text=form.cleaned_data["text"])
    return redirect(reverse("conversation", args=[number]) + "#reply")


@require_safe
@at_desk
def saved_text(_request: HttpRequest, desk: Desk, number: int, reply: int) -> HttpResponse:
    """The words of a saved reply, filled in for a conversation, for a page that puts them where the caret is."""
    words = saved.saved_text(**desk.acts(), id=reply, conversation=number)
    as_a_file = {"Content-Disposition": 'attachment; filename="reply.txt"'}
    return HttpResponse(words, content_type="text/plain; charset=utf-8", headers=as_a_file)


@require_safe
@at_desk
def concerns(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What concerned the reader of late, and when they work."""
    own = hours_of(user=desk.user)
    week = [(day, name, (own or {}).get(day, "")) for day, name in DAYS.items()]
    context = {"concerns": noticing.concerns(**desk.acts()), "week": week, "own_hours": own is not None}
    return page(request, desk, "ashore/concerns.html", context)


@require_POST
@at_desk
def read_concerns(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One is seen, or all are."""
    noticing.mark_read(**desk.acts(), concern=named(request, "concern") or None)
    return redirect("concerns")


@require_POST
@at_desk
def set_hours(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep when the reader works."""
    week = {day: request.POST.get(day, "")[:200] for day in WEEKDAYS}
    try:
        keep_hours(user=desk.user, week=week)
    except NotPossible as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, _("Your hours are kept.") if any(week.values()) else _("You keep the house’s hours."))
    return redirect(reverse("concerns") + "#hours")


def _said(request: HttpRequest, act: Callable[[], object], told: str, then: str) -> HttpResponse:
    try:
        act()
    except NotPossible as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, told)
    return redirect(then)
