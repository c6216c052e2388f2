"""What people do: POST only, one use case each, back to where they were with a word about it."""

import re
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ashore.usecases import recording, replies
from ashore.usecases.bounces import lift_returned
from ashore.usecases.composing import File, check_files
from ashore.usecases.draft_files import add_files, draft_files, remove_files, take_back_files
from ashore.usecases.drafts import draft_of, save_draft
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.conversation import conversation as read_conversation
from ashore.usecases.queries.lookup import moved_by
from ashore.usecases.queries.rows import ConversationView
from ashore.web import forms
from ashore.web.desk import Desk, at_desk
from ashore.web.ids import Number
from ashore.web.once import first_time
from ashore.web.views.conversation import Waiving, said_of, show
from ashore.web.wording import refusal


@require_POST
@at_desk
def reply(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Put a reply into the outbox, unless somebody wrote meanwhile."""
    talk = read_conversation(**desk.asks(), id=number)
    form = reply_form(request, desk, talk)
    if replies.is_taken(workspace=desk.workspace, once=request.POST.get("once", "")):
        return redirect("conversation", number)
    refused = keep_files(request, desk, number)
    if not form.is_valid() or refused:
        if refused:
            form.add_error(None, refused)
        return show(request, desk, talk, reply=form, status=422)
    unseen = "" if form.cleaned_data["coached"] else _unseen(desk, talk, form)
    try:
        outgoing = _write(desk, talk, form)
    except NotPossible as error:
        if error.code == "reply.taken_already":
            return redirect("conversation", number)
        if error.code == "reply.moved_on":
            return _stop(request, desk, number, form)
        if error.code == "reply.held":
            return _hold(request, desk, talk, form)
        form.add_error(_field_of(error, form), refusal(error))
        return show(request, desk, talk, reply=form, status=422)
    save_draft(**desk.acts(), conversation=number, text="")
    messages.success(request, f"{_told(talk, form)} {unseen}".strip())
    return redirect(reverse("conversation", args=[number]) + f"#out-{outgoing}")


def _field_of(error: NotPossible, form: forms.Reply) -> str | None:
    """Beside which field a refusal stands."""
    if error.code in ("reply.too_early", "reply.too_far", "reply.without_moment"):
        return "at"
    if "file" in error.code:
        return None
    if error.code == "reply.bad_address" and error.params.get("address") in form.cleaned_data["bcc"]:
        return "bcc"
    return "to" if "address" in error.code or "recipient" in error.code else "text"


def _told(talk: ConversationView, form: forms.Reply) -> str:
    """What becomes of the reply now."""
    if not talk.smtp:
        return _("The reply is kept and waits to be sent.")
    if form.cleaned_data["at"] is None:
        return _("The reply goes out in a few seconds; until then you can hold it back.")
    if form.cleaned_data["unless_answered"]:
        return _("The reply is planned; it goes only if the client has not answered by then.")
    return _("The reply is planned; until then you can hold it back or send it at once.")


def _unseen(desk: Desk, talk: ConversationView, form: forms.Reply) -> str:
    """What the coach found, for a writer whose browser did not show it while they wrote."""
    found = said_of(desk, talk, form.cleaned_data["text"], form.cleaned_data["to"])
    if found is None or not found.found:
        return ""
    return _("The coach found {found} in it; hold it back to look at them.").format(found=found.told)


def _write(desk: Desk, talk: ConversationView, form: forms.Reply) -> int:
    data = form.cleaned_data
    chosen = set(data["to"])
    return replies.write_reply(
        **{**desk.acts(), "now": timezone.localtime(desk.now)},
        conversation=talk.id,
        text=data["text"],
        to=[each for each in talk.reply_to if each in chosen],
        cc=[each for each in talk.reply_cc if each in chosen],
        once=data["once"],
        seen=data["seen"],
        wishes=replies.Wishes(data["bcc"], data["sign"], data["quote"], data["at"], data["unless_answered"]),
    )


def reply_form(request: HttpRequest, desk: Desk, talk: ConversationView) -> forms.Reply:
    """What was sent, held against who takes part and which files lie there."""
    kept = [each.id for each in draft_files(user=desk.user, conversation=talk.id)]
    return forms.Reply(request.POST, people=talk.reply_to + talk.reply_cc, files=kept)


def keep_files(request: HttpRequest, desk: Desk, number: int) -> str:
    """Take away what was crossed out and keep what was chosen; why that cannot be, empty where it can."""
    gone = [int(each) for each in request.POST.getlist("drop") if re.fullmatch(Number.regex, each)]
    if gone:
        remove_files(user=desk.user, conversation=number, ids=gone)
    chosen = request.FILES.getlist("files")
    size = sum(each.size or 0 for each in chosen)
    try:
        check_files(len(chosen), size)
        found = [File(each.name or "", each.content_type or "", each.read()) for each in chosen]
        if found:
            add_files(**desk.acts(), conversation=number, files=found)
    except NotPossible as error:
        return refusal(error)
    return ""


def _stop(request: HttpRequest, desk: Desk, number: int, form: forms.Reply) -> HttpResponse:
    """The conversation moved on: nothing is sent, nothing is lost, the writer reads first."""
    save_draft(**desk.acts(), conversation=number, text=form.cleaned_data["text"])
    talk = read_conversation(**desk.asks(), id=number)
    return show(request, desk, talk, reply=form, stale=refusal(NotPossible("reply.moved_on")), status=409)


def _hold(request: HttpRequest, desk: Desk, talk: ConversationView, form: forms.Reply) -> HttpResponse:
    """A required rule holds it back: the words are kept, the findings stand beside them."""
    save_draft(**desk.acts(), conversation=talk.id, text=form.cleaned_data["text"])
    return show(request, desk, talk, reply=form, held=refusal(NotPossible("reply.held")), status=422)


@require_POST
@at_desk
def draft(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Keep an unfinished reply; a line for the page that asked by script, else back to the conversation."""
    form = forms.Draft(request.POST)
    if not form.is_valid():
        return HttpResponse(_("This is too long to be kept as a draft."), status=422)
    save_draft(**desk.acts(), conversation=number, text=form.cleaned_data["text"])
    if not getattr(request, "htmx", False) and (refused := keep_files(request, desk, number)):
        messages.error(request, refused)
    if getattr(request, "htmx", False):
        kept = draft_of(user=desk.user, conversation=number)
        return render(request, "ashore/parts/draft_state.html", {"draft_at": kept[1] if kept else None})
    return redirect(reverse("conversation", args=[number]) + "#reply")


@require_POST
@at_desk
def call(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Keep the note of a call."""
    talk = read_conversation(**desk.asks(), id=number)
    form = forms.Call(request.POST)
    if not form.is_valid():
        return show(request, desk, talk, call=form, status=422)
    data = form.cleaned_data
    if not first_time(data["once"], desk.user.pk):
        return redirect("conversation", number)
    held_at = min(data["at"], desk.now)
    try:
        event = recording.log_call(
            **desk.acts(),
            conversation=number,
            topic=data["topic"],
            at=held_at,
            minutes=data["minutes"] or 0,
            notes=data["notes"],
        )
    except NotPossible as error:
        form.add_error("topic", refusal(error))
        return show(request, desk, talk, call=form, status=422)
    messages.success(
        request, _("The call is noted. Its summary is owed to the client now."), extra_tags=f"undo-{event}"
    )
    return redirect(reverse("conversation", args=[number]) + f"#n-{event}")


@require_POST
@at_desk
def waive(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Release an obligation with a reason."""
    form, number = forms.Waiver(request.POST), named_conversation(request)
    if not form.is_valid() and number:
        talk = read_conversation(**desk.asks(), id=number)
        return show(request, desk, talk, waiving=Waiving(key, str(form.errors["why"][0])), status=422)
    words, work = form.cleaned_data.get("why", ""), named(request, "engagement") or None
    act = partial(recording.waive, **desk.acts(), obligation=key, why=words, engagement=work)
    return carry_out(request, act, _("Waived."))


@require_POST
@at_desk
def needs_no_answer(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Say that a message needs no answer."""
    act = partial(recording.needs_no_answer, **desk.acts(), message=number)
    return carry_out(request, act, _("Marked: this message needs no answer."))


@require_POST
@at_desk
def undo(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Take back what was recorded; where that moves a message, on to where it stands again."""
    moved = moved_by(workspace=desk.workspace, event=number)
    answer = carry_out(request, partial(recording.undo, **desk.acts(), event=number), _("Taken back."), undoable=False)
    return redirect("message", moved) if moved else answer


@require_POST
@at_desk
def withdraw(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Take a reply out of the outbox; its text becomes the draft again."""

    def act() -> None:
        replies.withdraw_reply(workspace=desk.workspace, outgoing=number)
        if text:
            take_back_files(**desk.acts(), outgoing=number)
            save_draft(**desk.acts(), conversation=talk, text=text)

    talk = named_conversation(request)
    text = _text_of(desk, talk, number) if talk and draft_of(user=desk.user, conversation=talk) is None else ""
    return _do(request, act, _("The reply is held back. Nothing was sent."))


def _text_of(desk: Desk, talk: int, outgoing: int) -> str:
    waiting = read_conversation(**desk.asks(), id=talk).outgoing
    return next((each.text for each in waiting if each.id == outgoing), "")


@require_POST
@at_desk
def mark_sent(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A person sent it by other means."""
    act = partial(replies.mark_sent, **desk.asks(), outgoing=number)
    return _do(request, act, _("Noted as sent."))


@require_POST
@at_desk
def send_again(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A person decides that a reply goes out (again)."""
    act = partial(replies.send_again, **desk.asks(), outgoing=number)
    return _do(request, act, _("The reply goes out once more."))


@require_POST
@at_desk
def send_at(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Send what waits now, or at another moment."""
    form = forms.Moment(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a day and a time, such as 2026-03-13 17:40."))
        return redirect(back(request))
    at = form.cleaned_data["at"]
    act = partial(replies.send_at, **desk.asks(), outgoing=number, at=at)
    return _do(request, act, _("The moment is kept.") if at else _("It goes out now."))


@require_POST
@at_desk
def works_again(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A person says that an address can be reached again."""
    act = partial(lift_returned, **desk.asks(), returned=number)
    return _do(request, act, _("The address counts as reachable again."))


def carry_out(request: HttpRequest, act: Callable[[], int], told: str, *, undoable: bool = True) -> HttpResponse:
    """Do what was asked, and say so with a way back; or say why it cannot be done."""
    try:
        event = act()
    except NotPossible as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, told, extra_tags=f"undo-{event}" if undoable else "")
    return redirect(back(request))


def _do(request: HttpRequest, act: Callable[[], None], told: str) -> HttpResponse:
    try:
        act()
    except NotPossible as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, told)
    return redirect(back(request))


def named_conversation(request: HttpRequest) -> int:
    """The conversation on whose page a form stood; 0 where it stood elsewhere."""
    return named(request, "conversation")


def named(request: HttpRequest, what: str) -> int:
    """The number of the conversation or engagement that a form names; 0 where it names none."""
    number = request.POST.get(what, "")
    return int(number) if re.fullmatch(Number.regex, number) else 0


def back(request: HttpRequest) -> str:
    """Where the person was, if that is a page of this desk; else Today."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("today")
