"""Settings > Channels: the messengers of a house, for owners."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases.channels import registry
from ashore.usecases.channels.changing import change_channel as change
from ashore.usecases.channels.checking import check_channel as check
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.messengers import Messenger, messenger, messengers
from ashore.web.channel_forms import FIELDS, MessengerForm, initial_of
from ashore.web.desk import Desk, at_desk, page
from ashore.web.once import first_time
from ashore.web.wording import refusal

PATIENCE = 10.0
"""Seconds: somebody waits in front of the page."""
TRIED = {
    "reached": gettext_lazy("It answers: {words}"),
    "only_in": gettext_lazy("Messages come in by it. It has no address for replies, so nothing is sent by it."),
    "refused": gettext_lazy("It refuses us: {words}. Look at the token, or at what the bridge says of it."),
    "unreachable": gettext_lazy("It cannot be reached: {words}. Look at the address, and whether the bridge runs."),
    "forbidden": gettext_lazy(
        "Nothing is posted to this address: {words}. A bridge in your own network needs private_targets = true under "
        "[channels] in ashore.toml, on the server."
    ),
    "sealed": gettext_lazy(
        "Its secret was sealed with another key. Bring the old key back, or give the token or a new secret."
    ),
}


@require_safe
@at_desk
def channels(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All messengers with their state; who is no owner is told so."""
    allowed = registry.may_change(**desk.asks_as())
    context = {"found": messengers(**desk.asks()) if allowed else (), "may_change": allowed}
    return page(request, desk, "ashore/channels.html", context)


@require_safe
@at_desk
def new_channel(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A form for another messenger; ``?kind=telegram`` for a bot."""
    kind = _kind(request.GET.get("kind"))
    return _show(request, desk, None, MessengerForm(kind=kind), kind=kind)


@sensitive_post_parameters("token")
@sensitive_variables("form", "given", "secret")
@require_POST
@at_desk
def add_channel(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep a messenger: the secret of its requests is shown in this answer alone; a bot is asked for its name."""
    kind = _kind(request.POST.get("kind"))
    form = MessengerForm(request.POST, kind=kind)
    if not form.is_valid():
        return _show(request, desk, None, form, kind=kind, status=422)
    if _again(request, desk):
        messages.info(request, _("It is added already. Its secret was shown once; make a new one if it was lost."))
        return redirect("channels")
    given = {"token": "", **form.cleaned_data}
    try:
        number, secret = registry.add_channel(
            **desk.acts(), kind=kind, key="", private=settings.PRIVATE_TARGETS, **given
        )
    except NotPossible as error:
        return _refused(request, desk, None, form, error, kind)
    if kind == "telegram":
        return _tried(request, desk, messenger(**desk.asks(), id=number))
    return _show(request, desk, messenger(**desk.asks(), id=number), secret=secret)


@require_safe
@at_desk
def channel(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One messenger: its state, its addresses, what is stuck."""
    return _show(request, desk, messenger(**desk.asks(), id=number))


@sensitive_post_parameters("token")
@sensitive_variables("form", "given")
@require_POST
@at_desk
def change_channel(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Change name, address or token."""
    found = messenger(**desk.asks(), id=number)
    form = MessengerForm(request.POST, kind=found.row.kind)
    if not form.is_valid():
        return _show(request, desk, found, form, status=422)
    given = form.cleaned_data
    try:
        change(**desk.acts(), key=found.row.key, private=settings.PRIVATE_TARGETS, **given)
    except NotPossible as error:
        return _refused(request, desk, found, form, error, found.row.kind)
    messages.success(request, _("Kept."))
    return redirect("channel", number)


@sensitive_variables("secret")
@require_POST
@at_desk
def renew_secret(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Another secret, shown in this answer alone; the one before it holds until the next time."""
    found = messenger(**desk.asks(), id=number)
    if _again(request, desk):
        messages.info(request, _("The secret was made already and shown once; make a new one if it was lost."))
        return redirect("channel", number)
    try:
        secret = registry.renew_secret(**desk.asks_as(), key=found.row.key)
    except NotPossible as error:
        messages.error(request, refusal(error))
        return redirect("channel", number)
    return _show(request, desk, found, secret=secret, renewed=True)


@require_POST
@at_desk
def check_channel(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Try it now and say what came of it."""
    return _tried(request, desk, messenger(**desk.asks(), id=number))


@require_POST
@at_desk
def pause_channel(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Neither listen nor send for now."""
    act = partial(registry.change_state, active=False)
    return _done(request, desk, number, act, _("Paused: nothing comes or goes by it until you resume it."))


@require_POST
@at_desk
def resume_channel(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Go on."""
    act = partial(registry.change_state, active=True)
    return _done(request, desk, number, act, _("It goes on."))


@require_POST
@at_desk
def remove_channel(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """End a channel; what was said by it stays."""
    told = _("Ended: its secrets are forgotten. What was said by it stays.")
    return _done(request, desk, number, registry.remove_channel, told, to="channels")


@sensitive_variables("secret", "context")
def _show(
    request: HttpRequest,
    desk: Desk,
    found: Messenger | None,
    form: MessengerForm | None = None,
    *,
    kind: str = "",
    secret: str = "",
    renewed: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page of a messenger, for owners alone."""
    allowed = registry.may_change(**desk.asks_as())
    row = found.row if found else None
    context: dict[str, Any] = {
        "found": found,
        "channel": row,
        "kind": row.kind if row else kind,
        "form": form or (MessengerForm(kind=row.kind, initial=initial_of(row)) if row else None),
        "changing": form is not None,
        "secret": secret,
        "renewed": renewed,
        "incoming": request.build_absolute_uri(f"/api/v1/channels/{row.key}/messages") if row else "",
        "once": secrets.token_hex(16),
        "may_change": allowed,
    }
    return page(request, desk, "ashore/channel.html", context, status=status if allowed else 403)


def _refused(
    request: HttpRequest, desk: Desk, found: Messenger | None, form: MessengerForm, error: NotPossible, kind: str
) -> HttpResponse:
    form.add_error(FIELDS.get(error.code), refusal(error))
    return _show(request, desk, found, form, kind=kind, status=422)


def _tried(request: HttpRequest, desk: Desk, found: Messenger) -> HttpResponse:
    """Back to the messenger, with what it says."""
    try:
        told = check(**desk.acts(), key=found.row.key, seconds=PATIENCE)
    except NotPossible as error:
        messages.error(request, refusal(error))
    else:
        say = messages.success if told.good else messages.error
        say(request, str(TRIED[told.verdict]).format(words=told.words))
    return redirect("channel", found.row.id)


def _done(
    request: HttpRequest, desk: Desk, number: int, act: Callable[..., None], told: str, *, to: str = "channel"
) -> HttpResponse:
    try:
        act(**desk.asks_as(), key=messenger(**desk.asks(), id=number).row.key)
    except NotPossible as error:
        messages.error(request, refusal(error))
        return redirect("channel", number)
    messages.success(request, told)
    return redirect(to) if to == "channels" else redirect(to, number)


def _kind(given: str | None) -> str:
    return "telegram" if given == "telegram" else "api"


def _again(request: HttpRequest, desk: Desk) -> bool:
    """Whether this very form was sent before: a reload makes no second secret."""
    return not first_time(f"channel:{request.POST.get('once', '')[:64]}", desk.user.pk)
