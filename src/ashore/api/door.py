"""The API as a whole, with its description for owners who are signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI

from ashore import __version__
from ashore.api.messages import router
from ashore.usecases.belonging import place_of


def owners_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For everybody else there is nothing here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        place = place_of(user=user) if user.is_authenticated else None
        if place is None or not place.may("own"):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


api = NinjaAPI(
    title="Ashore",
    version=__version__,
    description="Messages of messengers come in here, signed: see docs/how-to/connect-a-messenger.md.",
    urls_namespace="api",
    docs_decorator=owners_only,
)
api.add_router("", router)
