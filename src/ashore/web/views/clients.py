"""The one-page brief of a client."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ashore.core.kernel import CLIENT, US
from ashore.usecases.channels.registry import channels
from ashore.usecases.queries.arranging import other_clients
from ashore.usecases.queries.client import client as read_client
from ashore.usecases.queries.rows import ClientView
from ashore.usecases.team.fieldlist import filled
from ashore.web.coaching import TYPES
from ashore.web.desk import Desk, at_desk, page
from ashore.web.grouping import by_due

SHOWN_HABITS = 4


@require_safe
@at_desk
def client(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Who they are, what both sides owe now, how answers went, and what is open."""
    found = read_client(**desk.asks(), id=number)
    context = {
        "client": found,
        "we_owe": by_due(found.we_owe),
        "they_owe": by_due(found.they_owe),
        "open_talks": [row for row in found.conversations if row.clock],
        "quiet_talks": [row for row in found.conversations if not row.clock],
        "habits": found.habits[-SHOWN_HABITS:],
        "older_habits": found.habits[:-SHOWN_HABITS],
        "pausable": _pausable(found) if desk.works else [],
        "client_types": TYPES.items(),
        "chat_channels": [each for each in channels(workspace=desk.workspace) if each.state == "active" and desk.works],
        "own_fields": filled(workspace=desk.workspace, client=number),
        "opened": request.GET.get("why", ""),
        "mergeable": [
            each.client for each in other_clients(workspace=desk.workspace, client=number) if each.client.id != number
        ]
        if desk.works
        else [],
    }
    return page(request, desk, "ashore/client.html", context, at="clients")


def _pausable(found: ClientView) -> list[str]:
    """Whose clocks still run."""
    return [side for side in (US, CLIENT) if side not in {each.side for each in found.suspensions}]
