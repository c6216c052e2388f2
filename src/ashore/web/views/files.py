"""Foreign bytes: always a download, or a frame that can do nothing (H51-H57, H63-H65)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from ashore.usecases.queries import downloads
from ashore.usecases.queries.rows import Download
from ashore.web.desk import Desk, at_desk
from ashore.web.originals import targets_shown, with_pictures

NOTHING = "sandbox; default-src 'none'"
FRAME = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
WITH_PICTURES = FRAME + "; img-src https:"


@require_safe
@at_desk
def attachment(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """One attachment, as a file to save."""
    return hand_out(downloads.attachment(workspace=desk.workspace, id=number))


@require_safe
@at_desk
def raw(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A message byte for byte as it came."""
    return hand_out(downloads.raw_message(workspace=desk.workspace, id=number))


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def original(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The HTML of a message for its frame: no script, no request, no origin of ours.

    By POST, which only the button of our own page can send, its pictures are fetched from where they lie, this once.
    """
    html = downloads.message_html(workspace=desk.workspace, id=number)
    if html is None:
        raise Http404
    wanted = request.method == "POST"
    shown = with_pictures(targets_shown(html)) if wanted else targets_shown(html)
    response = HttpResponse(render_to_string("ashore/original.html", {"html": shown}))
    response.headers["Content-Security-Policy"] = WITH_PICTURES if wanted else FRAME
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_safe
@at_desk
def pictures(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The button that fetches the pictures of a message, for a page with script that opens it; nothing where none lie
    on the web."""
    html = downloads.message_html(workspace=desk.workspace, id=number)
    if html is None or with_pictures(html) == html:
        return HttpResponse()
    return render(request, "ashore/parts/pictures.html", {"message": number})


def hand_out(found: Download) -> HttpResponse:
    """Bytes to be saved, never shown."""
    response = HttpResponse(found.content, content_type=found.type)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = NOTHING
    return response
