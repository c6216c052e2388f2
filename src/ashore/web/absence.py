"""Words sent after the session had run out: kept with the visitor until they have signed in again, then as a draft."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ashore.usecases.drafts import draft_of, save_draft
from ashore.web.forms import Draft

WITH_WORDS = ("reply", "draft", "silence")
PLACES = {
    **dict.fromkeys(("reply", "draft", "call", "coach", "silence", "plan_call", "letter", "give_chat"), "conversation"),
    **dict.fromkeys(("join", "assign"), "arrange"),
    **dict.fromkeys(("rename", "suspend", "manner", "merge", "chat_code"), "client"),
    **dict.fromkeys(("split", "move"), "place"),
    "write_down": "by_hand",
    **dict.fromkeys(("happened", "plan_call_for"), "engagement"),
    "agree": "agreement",
    "retry_task": "background",
    **dict.fromkeys(("require", "limits"), "coach_settings"),
    "add_account": "accounts",
    "add_channel": "channels",
    **dict.fromkeys(
        ("change_channel", "renew_secret", "check_channel", "pause_channel", "resume_channel", "remove_channel"),
        "channel",
    ),
    **dict.fromkeys(
        ("change_account", "check_account", "pause_account", "resume_account", "account_folders"), "mail_account"
    ),
    **dict.fromkeys(("sign", "receipts"), "letters"),
    **dict.fromkeys(("invite", "leave", "require_second_factor"), "team"),
    **dict.fromkeys(("change_role", "remove_member"), "teammate"),
    "keep_audit": "audit",
    "end_other_sessions": "sessions",
    **dict.fromkeys(("want_export", "take_in_contacts", "erase"), "data"),
}
KEPT = "unsent"


def to_the_door(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in: to the door, and from there to a page that can be opened."""
    match = request.resolver_match
    name, numbers = (match.url_name, match.kwargs) if match else (None, {})
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    if name in WITH_WORDS:
        _keep(request, numbers["number"])
        if getattr(request, "htmx", False):
            return HttpResponse(_("You are signed out; your words are kept. Send, sign in, and go on."))
    place = reverse(PLACES[name], kwargs=numbers) if name in PLACES else "/"
    return cast(HttpResponse, redirect_to_login(place))


def _keep(request: HttpRequest, conversation: int) -> None:
    form = Draft(request.POST)
    if form.is_valid() and form.cleaned_data["text"].strip():
        request.session[KEPT] = {"conversation": conversation, "text": form.cleaned_data["text"]}


def words_of_absence(request: HttpRequest, desk: Any, conversation: int) -> None:
    """Back in the conversation: what was kept at the door becomes the draft. Raises `NotThere` for one of others."""
    kept = request.session.get(KEPT)
    if not kept or kept["conversation"] != conversation:
        return
    del request.session[KEPT]
    before = draft_of(user=desk.user, conversation=conversation)
    if before is None or before[0] != kept["text"]:
        save_draft(**desk.acts(), conversation=conversation, text=kept["text"])
    messages.info(request, _("You had been signed out. Nothing was sent; your words stand below as a draft."))
