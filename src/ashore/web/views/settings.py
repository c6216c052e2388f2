"""Settings: how the desk is set, in sentences, with the way to where each is changed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ashore.usecases.ownership import is_owner
from ashore.usecases.queries.settings import settings_of, ways_out
from ashore.web.desk import Desk, at_desk, page


@require_safe
@at_desk
def settings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The state of everything that can be set; what only owners change says so where it leads."""
    owner = is_owner(**desk.asks_as())
    ways = ways_out(workspace=desk.workspace) if owner else ()
    context = {"found": settings_of(workspace=desk.workspace), "is_owner": owner, "ways": ways}
    return page(request, desk, "ashore/settings.html", context)
