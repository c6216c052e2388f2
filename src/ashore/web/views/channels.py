"""Calls, letters and chats: what people do about them."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.core.kernel import CLIENT, US, Side
from ashore.core.ledger.minutes import minutes as read_minutes
from ashore.usecases import calls, letters
from ashore.usecases.channels.linking import link_chat, new_code
from ashore.usecases.composing import File
from ashore.usecases.draft_files import add_files
from ashore.usecases.drafts import draft_of, save_draft
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.client import client as read_client
from ashore.usecases.queries.conversation import conversation as read_conversation
from ashore.usecases.queries.engagement import engagement as read_engagement
from ashore.usecases.queries.languages import client_language, first_name_in
from ashore.usecases.queries.lookup import message_conversation
from ashore.web import forms
from ashore.web.desk import Desk, at_desk, zone_of
from ashore.web.once import first_time
from ashore.web.views.actions import carry_out, named
from ashore.web.views.conversation import show
from ashore.web.views.engagements import show as show_engagement
from ashore.web.views.files import hand_out
from ashore.web.wording import refusal
from ashore.words import Speech, speech
from ashore.words.letters import ask_for_text as words_asking_for_text
from ashore.words.letters import invitation as words_of_invitation
from ashore.words.letters import summary as words_of_summary

Write = Callable[[Speech, str], str]
FIELDS = {"call.in_the_past": "at", "call.too_far": "at"}


@require_POST
@at_desk
def plan_call(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Plan a call in a conversation; the invitation stands in the composer then."""
    talk = read_conversation(**desk.asks(), id=number)
    form = forms.PlannedCall(request.POST)
    event = _plan(desk, form, conversation=number)
    if event is None:
        return show(request, desk, talk, planned=form, status=422)
    return _invite(request, desk, form, event)


@require_POST
@at_desk
def plan_call_for(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Plan a call in an engagement."""
    work = read_engagement(**desk.asks(), id=number)
    form = forms.PlannedCall(request.POST)
    event = _plan(desk, form, engagement=number)
    if event is None:
        return show_engagement(request, desk, work, planned=form, status=422)
    return _invite(request, desk, form, event)


def _plan(
    desk: Desk, form: forms.PlannedCall, *, conversation: int | None = None, engagement: int | None = None
) -> int | None:
    """The event, 0 where this filling-in counted already, None where the form says what is wrong."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    if not first_time(given["once"], desk.user.pk):
        return 0
    members = {name: given[name] for name in ("topic", "at", "channel", "people")}
    try:
        return calls.plan_call(
            **desk.acts(),
            **members,
            minutes=given["minutes"] or 0,
            conversation=conversation,
            engagement=engagement,
        )
    except NotPossible as error:
        form.add_error(FIELDS.get(error.code, "topic"), refusal(error))
        form.renew()
        return None


def _invite(request: HttpRequest, desk: Desk, form: forms.PlannedCall, event: int) -> HttpResponse:
    if not event:
        return redirect("today")
    talk = calls.conversation_of(workspace=desk.workspace, planned=event)
    given = form.cleaned_data
    people = [each.strip() for each in given["people"].split(",") if each.strip()]

    def write(reader: Speech, name: str) -> str:
        return words_of_invitation(
            reader,
            name=name,
            at=given["at"],
            topic=given["topic"],
            minutes=given["minutes"] or 0,
            channel=given["channel"],
            people=people,
        )

    told = _("The call is planned. The invitation stands in the composer with the appointment; look at it, send it.")
    if not talk:
        told = _("The call is planned. The client has no conversation yet, so tell them by other means.")
    messages.success(request, told, extra_tags=f"undo-{event}")
    if talk:
        found = calls.invitation_file(workspace=desk.workspace, user=desk.user, planned=event)
        add_files(**desk.acts(), conversation=talk, files=[File(found.name, found.type, found.content)])
    return _propose(desk, talk, write)


@require_POST
@at_desk
def missed_call(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A planned call did not take place: who did not come, or called it off."""
    by: Side = US if request.POST.get("by") == "us" else CLIENT
    why = request.POST.get("why", "")[:1000]
    return carry_out(request, partial(calls.call_missed, **desk.acts(), planned=number, by=by, why=why), _("Noted."))


@require_safe
@at_desk
def invitation(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The appointment of a planned call, as a file."""
    return hand_out(calls.invitation_file(workspace=desk.workspace, user=desk.user, planned=number))


@require_POST
@at_desk
def draft_summary(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A draft of the written summary of a call, made of its notes, in the client's language."""
    call = calls.notes_of_call(workspace=desk.workspace, event=number)
    if not call.conversation:
        messages.error(request, _("The client has no conversation yet in which the summary could be written."))
        return redirect("today")

    def write(reader: Speech, name: str) -> str:
        found = read_minutes(call.notes, timezone.localtime(call.at))
        return words_of_summary(reader, name=name, at=call.at, topic=call.topic, minutes=found)

    messages.success(request, _("A draft of the summary stands in the composer. Look at it before it goes out."))
    return _propose(desk, call.conversation, write)


@require_POST
@at_desk
def ask_for_text(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A draft that kindly asks for text after a voice message."""
    talk = message_conversation(workspace=desk.workspace, id=number)
    messages.success(request, _("A kind wish for text stands in the composer."))
    return _propose(desk, talk, words_asking_for_text)


def _propose(desk: Desk, talk: int, write: Write) -> HttpResponse:
    """Put a text into the composer, behind what stands there already."""
    if not talk:
        return redirect("today")
    language = client_language(workspace=desk.workspace, conversation=talk)
    text = write(speech(language, zone_of(desk)), first_name_in(workspace=desk.workspace, conversation=talk))
    before = draft_of(user=desk.user, conversation=talk)
    if before is not None and text not in before[0]:
        text = f"{before[0].rstrip()}\n\n{text}"
    save_draft(**desk.acts(), conversation=talk, text=text)
    return redirect(reverse("conversation", args=[talk]) + "#reply")


@require_POST
@at_desk
def letter(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Keep a letter on paper."""
    talk = read_conversation(**desk.asks(), id=number)
    form = forms.Letter(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        scan = given["scan"]
        scans = [letters.Scan(scan.name, scan.content_type or "", scan.read())] if scan else []
        by: Side = US if given["by"] == "us" else CLIENT
        try:
            message = letters.record_letter(
                **desk.acts(),
                conversation=number,
                by=by,
                dated=given["dated"],
                arrived=given["arrived"],
                text=given["text"],
                scans=scans,
                once=given["once"],
            )
        except NotPossible as error:
            form.add_error("text", refusal(error))
        else:
            messages.success(request, _("The letter is kept."))
            return redirect(reverse("conversation", args=[number]) + f"#m-{message}")
    return show(request, desk, talk, letter=form, status=422)


@require_POST
@at_desk
def give_chat(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Say whose a chat is."""
    read_conversation(**desk.asks(), id=number)
    client = named(request, "client")
    if not client:
        messages.error(request, _("Choose the client first."))
        return redirect("conversation", number)
    act = partial(link_chat, **desk.acts(), conversation=number, client=client)
    return carry_out(request, act, _("The chat belongs to this client now, with all that was written in it."))


@require_POST
@at_desk
def chat_code(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A code for a client, shown once."""
    channel = named(request, "channel")
    read_client(**desk.asks(), id=number)
    if not channel:
        messages.error(request, _("Choose the channel first."))
        return redirect("client", number)
    code = new_code(**desk.asks(), client=number, channel=channel)
    told = _("Give this to the client: whoever sends “{code}” within a week links their chat to this client.")
    messages.success(request, told.format(code=f"/start {code}"))
    return redirect("client", number)
