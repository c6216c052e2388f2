"""Taking an invitation: with a new account, or with the one that the address has."""

from typing import Any, cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from ashore.usecases import inviting
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.inviting import Offer
from ashore.web.desk import CHOSEN, language_of
from ashore.web.forms.team import Joining
from ashore.web.wording import refusal


@never_cache
@sensitive_variables("secret")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """An invitation. Opening it only asks: previews of links that mail programs fetch must not use it up."""
    user: Any = request.user if request.user.is_authenticated else None
    found = inviting.offer(secret=secret, now=timezone.now())
    language = language_of(user) if user else found.language if found else ""
    with translation.override(language if language in dict(settings.LANGUAGES) else "en"):
        if found is None:
            return render(request, "ashore/join.html", {"spent": True}, status=410)
        if request.method == "POST":
            return _take(request, secret, found, user)
        return _ask(request, found, user, Joining())


def _ask(
    request: HttpRequest, found: Offer, user: Any, form: Joining, status: int = 200, wrong: str = ""
) -> HttpResponse:
    other = user is not None and user.email.lower() != found.email
    context = {"offer": found, "form": form, "other": other, "wrong": wrong, "path": request.path}
    return render(request, "ashore/join.html", context, status=status)


def _take(request: HttpRequest, secret: str, found: Offer, user: Any) -> HttpResponse:
    if user is None and found.known:
        return redirect_to_login(request.path)
    form = Joining(request.POST)
    if user is None and not form.is_valid():
        return _ask(request, found, user, form, status=422)
    given = form.cleaned_data if user is None else {}
    try:
        joined = inviting.accept(secret=secret, now=timezone.now(), user=user, **given)
    except NotThere:
        return render(request, "ashore/join.html", {"spent": True}, status=410)
    except NotPossible as error:
        return _ask(request, found, user, form, status=422, wrong=refusal(error))
    if user is None:
        return cast(HttpResponse, perform_login(request, Login(user=joined, redirect_url="/")))
    request.session[CHOSEN] = None
    return redirect("today")
