"""Whose desk a request is about: every page is of one workspace, strangers get the door or nothing at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from ashore.usecases.belonging import Place, client_of, place_of
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.accounts import paused_accounts
from ashore.usecases.queries.bar import Bar
from ashore.usecases.queries.bar import bar as read_bar
from ashore.usecases.queries.pending import being_understood as clients_being_understood
from ashore.usecases.rights import Act
from ashore.usecases.secondfactor import has_second_factor
from ashore.usecases.team import people
from ashore.web.absence import to_the_door
from ashore.web.auditing import note
from ashore.web.clocks import speaking_to
from ashore.web.doors import DOORS, Door
from ashore.words import speech

SHORTCUTS_COOKIE = "ashore_shortcuts"
CHOSEN = "workspace"
"""In the session: which of their desks a person chose."""
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks, in which workspace, when: what every use case wants to know.

    ``user`` and ``workspace`` are rows of the store; pages hand them on and never open them, hence no type here.
    """

    user: Any
    workspace: Any
    now: datetime
    place: Place

    def may(self, act: Act) -> bool:
        """Whether the person may do that here."""
        return self.place.may(act)

    @property
    def works(self) -> bool:
        """Whether they change anything of the work; whoever does not is shown no form for it."""
        return self.may("work")

    @property
    def reads_mail(self) -> bool:
        """Whether lists and search are theirs."""
        return self.may("read_mail")

    @property
    def reads_terms(self) -> bool:
        """Whether the agreements of all clients are theirs to read."""
        return self.may("read_terms") and not self.place.bound

    @property
    def leads(self) -> bool:
        """Whether they look after the team."""
        return self.may("manage_team")

    @property
    def owns(self) -> bool:
        """Whether the house is theirs."""
        return self.may("own")

    def asks(self) -> dict[str, Any]:
        """Arguments of queries."""
        return {"workspace": self.workspace, "now": self.now}

    def asks_as(self) -> dict[str, Any]:
        """Arguments of queries whose answer depends on who asks."""
        return {"workspace": self.workspace, "user": self.user}

    def acts(self) -> dict[str, Any]:
        """Arguments of actions."""
        return {"workspace": self.workspace, "user": self.user, "now": self.now}


View = Callable[Concatenate[HttpRequest, Desk, P], HttpResponse]


def at_desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view of the signed-in person's own workspace, in their language and on their clock, where the table of doors
    opens it to them.

    Anonymous people are sent to the door; what is not in this workspace is not there at all (H94).
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user: Any = request.user
        if not user.is_authenticated:
            return to_the_door(request)
        place = place_of(user=user, preferred=request.session.get(CHOSEN))
        if place is None:
            return render(request, "ashore/no_desk.html", status=403)
        desk = Desk(user, place.workspace, timezone.now(), place)
        language, zone = language_of(user), zone_of(desk)
        with translation.override(language), timezone.override(zone), speaking_to(speech(language, zone)):
            try:
                if (refused := _refused(request, desk)) is not None:
                    return refused
                response = view(request, desk, *args, **kwargs)
            except (NotThere, Http404):
                return render(request, "404.html", status=404)
            note(request, desk.acts(), _door(request), response)
            return response

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], guarded)


def _door(request: HttpRequest) -> Door | None:
    match = request.resolver_match
    return DOORS.get(match.url_name or "") if match else None


def _refused(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    """What somebody gets instead of the view; None where the door is open. Raises `NotThere` for what is of another
    client than the one they see."""
    door = _door(request)
    if door is not None and desk.workspace.second_factor and door.act != "be_here" and not has_second_factor(desk.user):
        return redirect("mfa_index")
    if door is None or not desk.may(door.act) or (desk.place.bound and not door.of and door.act != "be_here"):
        return _home(request, desk) or _closed(request, desk, door)
    if desk.place.bound and door.of and request.resolver_match:
        value = next(iter(request.resolver_match.kwargs.values()))
        if client_of(workspace=desk.workspace, of=door.of, value=value) != desk.place.client:
            raise NotThere(door.of)
    return None


def _closed(request: HttpRequest, desk: Desk, door: Door | None) -> HttpResponse:
    context = {"owners": door is not None and door.act == "own"}
    return page(request, desk, "ashore/refused.html", context, status=403)


def _home(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    """Whoever may not see the day of all begins with what is theirs."""
    if request.path != reverse("today"):
        return None
    if desk.reads_terms:
        return redirect("papers")
    return redirect("client", desk.place.client) if desk.place.client else None


def in_own_language(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of somebody else's making (sign-out, password) in the language of the person who is signed in."""

    @never_cache
    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = language_of(request.user) if request.user.is_authenticated else translation.get_language()
        with translation.override(chosen):
            response = view(request, *args, **kwargs)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response

    return spoken


def language_of(user: Any) -> str:
    """The language that this person chose; English where none of ours is stored."""
    chosen = str(user.language)
    return chosen if chosen in dict(settings.LANGUAGES) else "en"


def zone_of(desk: Desk) -> ZoneInfo:
    """Where the person's clock hangs: their own zone, else the workspace's, else UTC."""
    return people.zone_of(desk.workspace, desk.user)


def page(
    request: HttpRequest,
    desk: Desk,
    template: str,
    context: dict[str, Any],
    *,
    at: str = "",
    status: int = 200,
    being_understood: int | None = None,
    bar: Bar | None = None,
) -> HttpResponse:
    """A whole page of the desk. ``at``: which of the three main pages it belongs to; ``being_understood`` and ``bar``:
    what the view has already of what every page shows."""
    if being_understood is None:
        being_understood = clients_being_understood(workspace=desk.workspace) if desk.reads_mail else 0
    bar = bar or read_bar(**desk.acts())
    shared = {
        "desk": desk,
        "page": at,
        "here": request.get_full_path(),
        "digest": ("on" if bar.letter else "off") if bar.sends and desk.works else "",
        "unread": bar.concerns,
        "being_understood": being_understood,
        "paused_accounts": paused_accounts(workspace=desk.workspace, user=desk.user),
        "shortcuts": "off" if request.COOKIES.get(SHORTCUTS_COOKIE) == "off" else "on",
    }
    return render(request, template, {**shared, **context}, status=status)
