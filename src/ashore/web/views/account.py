"""The way in, and how the pages speak to a person."""

from typing import cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from ashore.usecases import digests
from ashore.usecases.preferences import choose_language
from ashore.usecases.signin import redeem
from ashore.web import forms
from ashore.web.desk import SHORTCUTS_COOKIE, Desk, at_desk
from ashore.web.views.actions import back

YEAR = 365 * 24 * 60 * 60


@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """A single-use link, in place of a password: whoever has a second factor is asked for that too. Opening it only
    asks: previews of links that mail programs fetch must not use it up."""
    if request.method != "POST":
        return render(request, "ashore/sign_in_link.html")
    user = redeem(secret=secret, now=timezone.now())
    if user is None:
        return render(request, "ashore/sign_in_link.html", {"spent": True}, status=410)
    return cast(HttpResponse, perform_login(request, Login(user=user, redirect_url="/")))


@require_POST
@at_desk
def preferences(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Change the language of the pages, switch the day's letter on and off, or shortcuts in this browser."""
    response = redirect(back(request))
    form = forms.Preferences(request.POST)
    if not form.is_valid():
        return response
    if language := form.cleaned_data["language"]:
        choose_language(user=desk.user, language=language)
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    if digest := form.cleaned_data["digest"]:
        digests.choose(user=desk.user, wanted=digest == "on", now=desk.now)
    if shortcuts := form.cleaned_data["shortcuts"]:
        _remember(response, SHORTCUTS_COOKIE, shortcuts)
    return response


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
