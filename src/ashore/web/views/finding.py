"""Search: messages newest first, with the line that was found; and the palette that jumps."""

import re
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ashore.usecases.queries.cursors import BadCursor
from ashore.usecases.queries.finding import find, find_conversations
from ashore.usecases.queries.lookup import clients_named
from ashore.usecases.team.saved import saved_replies
from ashore.usecases.team.taglist import tags
from ashore.web.desk import Desk, at_desk, page
from ashore.web.ids import Number

MAX_QUERY = 500
JUMPS = 8
ROWS = 30
PLACES = (
    ("reports", gettext_lazy("Reports")),
    ("capacity", gettext_lazy("Capacity")),
    ("hand_overs", gettext_lazy("Hand-over")),
    ("settings", gettext_lazy("Settings")),
    ("outgoing", gettext_lazy("Outgoing")),
    ("accounts", gettext_lazy("Mail accounts")),
    ("channels", gettext_lazy("Channels")),
    ("letters", gettext_lazy("Signatures and receipts")),
    ("coach_settings", gettext_lazy("The coach")),
    ("concerns", gettext_lazy("What concerns you")),
    ("saved_replies", gettext_lazy("Saved replies")),
    ("tags", gettext_lazy("Tags and fields")),
)
"""Pages that the palette knows by their names in the reader's language."""


@require_safe
@at_desk
def search(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Messages that the typed words find, in a stretch of time where one is chosen."""
    query, after = asked(request), request.GET.get("after", "")
    since, until = _day(request, "since"), _day(request, "until")
    whole = " ".join(filter(None, (since and f"after:{since}", until and f"before:{until}", query)))
    kept = {name: value for name, value in (("q", query), ("since", since), ("until", until)) if value}
    try:
        found = find(workspace=desk.workspace, query=whole, after=after or None, limit=ROWS) if whole else None
    except BadCursor:
        return redirect("search")
    context = {
        "found": found,
        "query": query,
        "since": since,
        "until": until,
        "narrowed": bool(since or until),
        "after": after,
        "kept": urlencode(kept),
        "next_query": urlencode({**kept, "after": found.next if found else ""}),
    }
    return page(request, desk, "ashore/search.html", context, at="inbox")


@require_safe
@at_desk
def jump(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Clients and conversations that a few letters name; a fragment for the palette, else a page."""
    query = asked(request)
    context: dict[str, object] = {"query": query}
    if query:
        context["places"] = _places(query)
        letters = query.strip().casefold()
        context["tags"] = [each for each in tags(workspace=desk.workspace) if letters in each.name.casefold()][:JUMPS]
        context["clients"] = clients_named(workspace=desk.workspace, text=query, limit=JUMPS)
        context["rows"] = find_conversations(workspace=desk.workspace, query=query, limit=JUMPS)
    if getattr(request, "htmx", False):
        if re.fullmatch(Number.regex, talk := request.GET.get("talk", "")):
            context["talk"] = int(talk)
            context["saved"] = saved_replies(workspace=desk.workspace, user=desk.user, query=query, limit=JUMPS)
        return render(request, "ashore/parts/jumps.html", context)
    return page(request, desk, "ashore/jump.html", context)


def _places(query: str) -> list[tuple[str, str]]:
    """Address and name of the pages in whose name the letters stand."""
    letters = query.strip().casefold()
    return [(reverse(route), str(name)) for route, name in PLACES if letters and letters in str(name).casefold()]


def asked(request: HttpRequest) -> str:
    """What was typed into a search box, shortened and without NUL (H95)."""
    return request.GET.get("q", "").replace("\x00", " ").strip("\n\r\t").lstrip()[:MAX_QUERY]


def _day(request: HttpRequest, name: str) -> str:
    """A day of the form, as 2026-01-16; empty where none was chosen."""
    try:
        return date.fromisoformat(request.GET.get(name, "")).isoformat()
    except ValueError:
        return ""
