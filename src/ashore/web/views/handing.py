"""Hand-over: the pack of a client, or of all that one of us keeps; taking over, with the hours that it needs (W8)."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.usecases import keepers
from ashore.usecases.handingfiles import pack_paper, pack_text
from ashore.usecases.queries.handing import hand_over as read_pack
from ashore.usecases.queries.handing import taker as read_taker
from ashore.usecases.queries.rows import Download
from ashore.usecases.queries.rows.handing import HandOver, Taker
from ashore.web.clocks import reader
from ashore.web.desk import Desk, at_desk, language_of, page, zone_of
from ashore.web.views.actions import carry_out
from ashore.web.views.capacity import picture
from ashore.web.views.files import hand_out

MOST_DIGITS = 18


@require_safe
@at_desk
def hand_over(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """All that whoever takes this client over must know."""
    found = read_pack(**desk.asks(), client=number)
    return _show(request, desk, found, reverse("taker", args=[number]), number)


@require_safe
@at_desk
def hand_overs(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All clients that a person keeps, by ``?of=``; one's own where nobody is named, 0 for those that nobody keeps."""
    of = _of(request, desk)
    found = read_pack(**desk.asks(), of=of)
    return _show(request, desk, found, f"{reverse('taker_of_all')}?of={of}", 0)


@require_safe
@at_desk
def hand_over_pdf(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The pack of a client on paper."""
    return hand_out(pack_paper(**desk.asks(), client=number, **_spoken(desk)))


@require_safe
@at_desk
def hand_over_txt(_request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The pack of a client as text to send."""
    return _text(read_pack(**desk.asks(), client=number))


@require_safe
@at_desk
def hand_overs_pdf(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The pack of a person's clients on paper."""
    return hand_out(pack_paper(**desk.asks(), of=_of(request, desk), **_spoken(desk)))


@require_safe
@at_desk
def hand_overs_txt(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The pack of a person's clients as text to send."""
    return _text(read_pack(**desk.asks(), of=_of(request, desk)))


@require_safe
@at_desk
def taker(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The hours of who would take a client over, with its work, and the button; a fragment for the page of the pack."""
    found = read_taker(**desk.asks(), person=_person(request, desk), client=number)
    return _show_taker(request, desk, found, number)


@require_safe
@at_desk
def taker_of_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same for all clients of a person."""
    found = read_taker(**desk.asks(), person=_person(request, desk), of=_of(request, desk))
    return _show_taker(request, desk, found, 0)


@require_POST
@at_desk
def take_over(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Let a client be with whoever was chosen from now on."""
    return _take(request, desk, [number])


@require_POST
@at_desk
def take_over_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let all clients of a person be with whoever was chosen from now on."""
    found = read_taker(**desk.asks(), person=desk.user.pk, of=_of(request, desk))
    return _take(request, desk, list(found.clients))


def _take(request: HttpRequest, desk: Desk, clients: list[int]) -> HttpResponse:
    seen = _number(request.POST.get("seen", ""), keepers.UNSEEN)
    act = partial(
        keepers.take_over,
        **desk.acts(),
        clients=clients,
        keeper=_number(request.POST.get("person", ""), desk.user.pk),
        seen=seen,
        introduced=request.POST.get("introduce") == "on",
    )
    return carry_out(request, act, _("Taken over. What is open falls to the new keeper from now on."))


def _show(request: HttpRequest, desk: Desk, found: HandOver, taker_url: str, number: int) -> HttpResponse:
    context: dict[str, Any] = {
        "h": found,
        "single": found.packs[0] if number else None,
        "taker_url": taker_url,
        "text": pack_text(found, reader()),
        "number": number,
    }
    return page(request, desk, "ashore/hand_over.html", context, at="clients")


def _show_taker(request: HttpRequest, desk: Desk, found: Taker, number: int) -> HttpResponse:
    change, speech = found.change, reader()
    context: dict[str, Any] = {
        "t": found,
        "number": number,
        "action": reverse("take_over", args=[number]) if number else f"{reverse('take_over_all')}?of={found.keeper}",
        "back": reverse("hand_over", args=[number]) if number else f"{reverse('hand_overs')}?of={found.keeper}",
        "ask": reverse("taker", args=[number]) if number else reverse("taker_of_all"),
        "before": picture(change.before, speech) if change else "",
        "after": picture(change.after, speech) if change else "",
        "fragment": bool(getattr(request, "htmx", False)),
    }
    if context["fragment"]:
        return render(request, "ashore/parts/taker.html", context)
    return page(request, desk, "ashore/taker.html", context, at="clients")


def _text(found: HandOver) -> HttpResponse:
    content = pack_text(found, reader()).encode("utf-8", "replace")
    return hand_out(Download(f"hand-over-{found.at:%Y-%m-%d}.txt", "text/plain; charset=utf-8", content))


def _of(request: HttpRequest, desk: Desk) -> int:
    return _number(request.GET.get("of", ""), desk.user.pk)


def _person(request: HttpRequest, desk: Desk) -> int:
    return _number(request.GET.get("person", ""), desk.user.pk)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else otherwise


def _spoken(desk: Desk) -> dict[str, Any]:
    return {"language": language_of(desk.user), "zone": str(zone_of(desk))}
