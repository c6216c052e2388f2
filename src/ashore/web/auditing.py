"""What somebody saw or changed goes into the audit log once the answer has left: nobody waits for it, and it spoils no
page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from ashore.usecases import auditlog
from ashore.web.doors import Door

SHOWN, DONE = 200, 302


def note(request: HttpRequest, who: Mapping[str, Any], door: Door | None, response: HttpResponse) -> None:
    """Keep it, if the door says that it is kept and the answer that it came to something. One statement. ``who``: the
    workspace, the person and the moment, as actions take them."""
    if door is None or not door.log or not _came_to_something(request, door, response):
        return
    given: dict[str, Any] = request.resolver_match.kwargs if request.resolver_match else {}
    about = {"of": door.of, "value": next(iter(given.values()), "")} if door.of else {}
    act = {**who, "act": door.log, **about}
    left: Any = response
    left._resource_closers.append(lambda: auditlog.note(**act))


def _came_to_something(request: HttpRequest, door: Door, response: HttpResponse) -> bool:
    """Shown: a whole page or a file, not a part of a page that refreshes itself. Changed: the way back was taken."""
    if request.method == "GET" or door.log.startswith("saw_"):
        return response.status_code == SHOWN and not getattr(request, "htmx", False)
    return request.method == "POST" and response.status_code == DONE
