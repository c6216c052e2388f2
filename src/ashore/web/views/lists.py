"""Pages that list: Today, Inbox, Clients."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from ashore.usecases.queries.bar import bar as read_bar
from ashore.usecases.queries.client import clients as read_clients
from ashore.usecases.queries.cursors import BadCursor
from ashore.usecases.queries.inbox import inbox as read_inbox
from ashore.usecases.queries.outgoing import stuck_messages
from ashore.usecases.queries.standing import standing
from ashore.usecases.queries.today import today as read_today
from ashore.usecases.queries.waiting import waiting_count
from ashore.usecases.reminding import notices
from ashore.usecases.team.fieldlist import fields
from ashore.usecases.team.noticing import unread
from ashore.web.clocks import reader
from ashore.web.desk import Desk, at_desk, page, zone_of
from ashore.web.grouping import grouped
from ashore.web.snoozes import SNOOZES
from ashore.web.views.finding import asked
from ashore.web.views.narrowing import asked_for, chosen_by
from ashore.web.wording import first_step, the_rest

ROWS = 30
"""Of the inbox on one page."""


@require_safe
@at_desk
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The home: one sentence, three short lists that end."""
    counted = standing(workspace=desk.workspace)
    bar = read_bar(**desk.acts())
    lists = read_today(workspace=desk.workspace, user=desk.user, now=desk.now, older=counted.older)
    context = {
        "today": lists,
        "due": grouped(lists.due),
        "promised": grouped(lists.promised),
        "keep_warm": grouped(lists.keep_warm),
        "sentence": first_step(lists),
        "second": the_rest(lists),
        "day": reader().day(desk.now.astimezone(zone_of(desk)).date()),
        "inbox_url": reverse("inbox"),
        "reminders": notices(workspace=desk.workspace, user=desk.user, now=desk.now),
        "concerns": unread(**desk.acts()) if bar.concerns else (),
        "in_tray": counted.in_tray,
        "waits": waiting_count(workspace=desk.workspace),
        "stuck": stuck_messages(**desk.asks()).total(),
    }
    return page(
        request, desk, "ashore/today.html", context, at="today", being_understood=counted.being_understood, bar=bar
    )


@require_safe
@at_desk
def inbox(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Conversations by their next due time."""
    if query := asked(request):
        return redirect(f"{reverse('search')}?{urlencode({'q': query})}")
    after, kept = request.GET.get("after", ""), asked_for(request)
    chosen = chosen_by(kept)
    counted = standing(workspace=desk.workspace)
    listed = {"chosen": chosen, "user": desk.user, "older": counted.older, "limit": ROWS}
    try:
        found = read_inbox(**desk.asks(), after=after or None, **listed)
    except BadCursor:
        return redirect("inbox")
    context = {
        "inbox": found,
        "chosen": chosen,
        "older": chosen.show == "older",
        "fields": fields(workspace=desk.workspace),
        "snooze_choices": SNOOZES,
        "after": after,
        "kept": urlencode(kept),
        "next_query": urlencode({**kept, "after": found.next or ""}),
        "waits": 0 if after or chosen.narrows else waiting_count(workspace=desk.workspace),
    }
    return page(request, desk, "ashore/inbox.html", context, at="inbox", being_understood=counted.being_understood)


@require_safe
@at_desk
def clients(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All clients by name."""
    after = request.GET.get("after", "")
    try:
        found = read_clients(**desk.asks(), after=after or None, limit=ROWS)
    except BadCursor:
        return redirect("clients")
    context = {"clients": found, "after": after, "next_query": urlencode({"after": found.next or ""})}
    return page(request, desk, "ashore/clients.html", context, at="clients")


@require_safe
@at_desk
def help_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Shortcuts, and where due times come from."""
    return page(request, desk, "ashore/help.html", {})
