"""Settings > Mail accounts: where mail is fetched and sent, for owners."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import accounts as usecases
from ashore.usecases.errors import NotPossible
from ashore.usecases.fetching.limits import USUAL
from ashore.usecases.queries.accounts import AccountRow
from ashore.usecases.queries.accounts import account as read_account
from ashore.usecases.queries.accounts import accounts as read_accounts
from ashore.usecases.queries.trusting import trusting
from ashore.web import account_forms as forms
from ashore.web.clocks import said
from ashore.web.desk import Desk, at_desk, page
from ashore.web.wording import refusal

SECRETS = ("password", "refresh_token", "client_secret")
PATIENCE = USUAL._replace(connect_seconds=8.0, read_seconds=10.0)
"""Somebody waits in front of the page."""


@require_safe
@at_desk
def accounts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All accounts with their state; who is no owner is told so."""
    allowed = usecases.may_change(workspace=desk.workspace, user=desk.user)
    rows = read_accounts(workspace=desk.workspace) if allowed else ()
    found = trusting(workspace=desk.workspace) if allowed else ()
    context = {"accounts": rows, "may_change": allowed, "trusting": found}
    return page(request, desk, "ashore/accounts.html", context, at="accounts")


@require_safe
@at_desk
def new_account(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A form for another mailbox."""
    return show(request, desk, None, forms.MailAccount())


@sensitive_post_parameters(*SECRETS)
@sensitive_variables("form")
@require_POST
@at_desk
def add_account(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep a mailbox, and try to sign in there."""
    form = forms.MailAccount(request.POST)
    if not form.is_valid():
        return show(request, desk, None, form, status=422)
    try:
        number = usecases.add_account(**desk.acts(), **form.cleaned_data)
    except NotPossible as error:
        return show(request, desk, None, form, wrong=refusal(error), status=422)
    return _tried(request, desk, number)


@require_safe
@at_desk
def mail_account(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One mailbox: its state, its servers, its folders."""
    row = read_account(workspace=desk.workspace, id=number)
    return show(request, desk, row, forms.MailAccount(initial=forms.account_initial(row)))


@sensitive_post_parameters(*SECRETS)
@sensitive_variables("form")
@require_POST
@at_desk
def change_account(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Change servers or the password; what was paused is tried again."""
    row = read_account(workspace=desk.workspace, id=number)
    form = forms.MailAccount({**request.POST.dict(), "address": row.address})
    if not form.is_valid():
        return show(request, desk, row, form, status=422)
    fields = {name: value for name, value in form.cleaned_data.items() if name != "address"}
    try:
        usecases.change_account(workspace=desk.workspace, user=desk.user, account=number, **fields)
    except NotPossible as error:
        return show(request, desk, row, form, wrong=refusal(error), status=422)
    return _tried(request, desk, number)


@require_POST
@at_desk
def check_account(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Sign in once and say what came of it."""
    read_account(workspace=desk.workspace, id=number)
    return _tried(request, desk, number)


@require_POST
@at_desk
def pause_account(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Fetch and send nothing there for now."""
    told = _("Paused: nothing is fetched or sent there until you resume it.")
    return _done(request, desk, number, usecases.pause_account, told)


@require_POST
@at_desk
def resume_account(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Go on."""
    return _done(request, desk, number, usecases.resume_account, _("It goes on; mail is fetched within some minutes."))


@require_POST
@at_desk
def remove_account(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Forget the mailbox and its password."""
    told = _("The account and its password are forgotten. The mail that was fetched stays.")
    return _done(request, desk, number, usecases.remove_account, told, to="accounts")


@require_POST
@at_desk
def account_folders(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Choose which folders are fetched."""
    names = [name for name in request.POST.getlist("folder") if len(name) <= forms.MAX_FOLDER][: forms.MAX_FOLDERS]
    act = partial(usecases.choose_folders, names=names)
    return _done(request, desk, number, act, _("Kept; it holds from the next fetch on."))


def show(
    request: HttpRequest,
    desk: Desk,
    row: AccountRow | None,
    form: forms.MailAccount,
    *,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a mailbox, for owners alone."""
    allowed = usecases.may_change(workspace=desk.workspace, user=desk.user)
    context: dict[str, Any] = {"account": row, "form": form, "wrong": wrong, "may_change": allowed}
    return page(request, desk, "ashore/account.html", context, at="accounts", status=status if allowed else 403)


def _tried(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Back to the mailbox, with what its server says."""
    try:
        _try(request, desk, number)
    except NotPossible as error:
        messages.error(request, refusal(error))
    return redirect("mail_account", number)


def _try(request: HttpRequest, desk: Desk, number: int) -> None:
    if not read_account(workspace=desk.workspace, id=number).imap_host:
        messages.success(request, _("Kept."))
        return
    found = usecases.check_account(**desk.acts(), account=number, limits=PATIENCE)
    if found.why:
        messages.error(request, said(found.why))
        return
    count = len(found.folders)
    told = ngettext("Signed in: {n} folder is there.", "Signed in: {n} folders are there.", count)
    messages.success(request, told.format(n=count))


def _done(
    request: HttpRequest, desk: Desk, number: int, act: Callable[..., None], told: str, *, to: str = "mail_account"
) -> HttpResponse:
    try:
        act(workspace=desk.workspace, user=desk.user, account=number)
    except NotPossible as error:
        messages.error(request, refusal(error))
        return redirect("mail_account", number)
    messages.success(request, told)
    return redirect(to) if to == "accounts" else redirect(to, number)
