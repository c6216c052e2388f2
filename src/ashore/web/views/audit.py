"""The audit log, for owners: who did and saw what, by person, act, client and day."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import auditlog
from ashore.usecases.queries.lookup import all_clients
from ashore.web.acts import ACT_NAMES
from ashore.web.desk import Desk, at_desk, page
from ashore.web.forms.members import Days, Looked
from ashore.web.views.files import NOTHING

FILTERS = ("who", "act", "client", "day")


@require_safe
@at_desk
def audit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A page of entries, newest first."""
    wanted = Looked(request.GET).wanted()
    found = auditlog.entries(**desk.asks_as(), wanted=wanted)
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    context = {
        "found": found,
        "wanted": wanted,
        "people": auditlog.people(workspace=desk.workspace),
        "acts": sorted(ACT_NAMES.items(), key=lambda pair: str(pair[1])),
        "clients": all_clients(workspace=desk.workspace),
        "kept": urlencode(kept),
        "next_query": urlencode({**kept, "before": found.next or ""}),
    }
    return page(request, desk, "ashore/audit.html", context)


@require_safe
@at_desk
def audit_csv(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same as CSV, all of it, with the mark by which spreadsheets know UTF-8."""
    lines = auditlog.as_csv(**desk.asks_as(), wanted=Looked(request.GET).wanted())
    text = "\ufeff" + "".join(lines)
    response = HttpResponse(text.encode("utf-8", "replace"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit-log.csv"'
    response.headers["Content-Security-Policy"] = NOTHING
    return response


@require_POST
@at_desk
def keep_audit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """So long entries are kept."""
    form = Days(request.POST)
    if form.is_valid():
        auditlog.keep_for(**desk.acts(), days=form.cleaned_data["days"])
        messages.success(request, _("Kept so from now on."))
    else:
        messages.error(request, _("Write how many days, from 1 to 3650."))
    return redirect("audit")
