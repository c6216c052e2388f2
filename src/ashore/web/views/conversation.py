"""One conversation: what was said, what is owed, and the forms beside it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ashore.core.kernel import CLIENT, US
from ashore.usecases.coaching import coach as ask_coach
from ashore.usecases.composing import MAX_FILE_BYTES
from ashore.usecases.draft_files import draft_files
from ashore.usecases.drafts import draft_of
from ashore.usecases.proposing import proposed_moment
from ashore.usecases.queries.conversation import conversation as read_conversation
from ashore.usecases.queries.likeness import perhaps_the_same
from ashore.usecases.queries.lookup import all_clients, message_place
from ashore.usecases.queries.notes import OF_THE_TEAM
from ashore.usecases.queries.returned import unreachable
from ashore.usecases.queries.rows import ClockRow, ConversationView, LikenessRow, MessageRow, NoteRow, OutgoingRow
from ashore.usecases.replies import mark
from ashore.usecases.signatures import signature_for
from ashore.usecases.team.presence import present
from ashore.usecases.team.saved import SHOWN, saved_replies
from ashore.web import forms
from ashore.web.absence import words_of_absence
from ashore.web.coaching import Told, told
from ashore.web.desk import Desk, at_desk, page
from ashore.web.grouping import by_due
from ashore.web.snoozes import SNOOZES

SHOWN_ENTRIES = 12
"""The newest messages stand open; older ones are folded into one line."""
FOLDED_ENTRIES = 40
"""What is older than this is left out until it is asked for (``?all=1``)."""

LOGGED = frozenset(OF_THE_TEAM) - {"note"}
"""What the team decided stands in a list of its own, not between the messages."""
RUNNING = ("open", "late", "suspended")
Entry = tuple[str, MessageRow | NoteRow | OutgoingRow]


@dataclass(frozen=True, slots=True)
class Waiving:
    """A waiver that was refused: which one, and why."""

    obligation: str = ""
    error: str = ""


@require_safe
@at_desk
def conversation(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The page of a conversation. ``?why=`` names the obligation whose reason stands open."""
    words_of_absence(request, desk, number)
    return show(request, desk, read_conversation(**desk.asks(), id=number))


@require_safe
@at_desk
def message(_request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """To the place of one message, from wherever a reason names it."""
    talk, number = message_place(workspace=desk.workspace, key=key)
    return redirect(f"{reverse('conversation', args=[talk])}?all=1#m-{number}")


def show(
    request: HttpRequest,
    desk: Desk,
    talk: ConversationView,
    *,
    reply: forms.Reply | None = None,
    call: forms.Call | None = None,
    planned: forms.PlannedCall | None = None,
    letter: forms.Letter | None = None,
    stale: str = "",
    held: str = "",
    waiving: Waiving = Waiving(),
    noted: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:
    """The page with its forms, filled in or refused as they are. ``noted``: a note that was refused, and why."""
    told = entries(talk)
    kept = told if "all" in request.GET else told[-FOLDED_ENTRIES:]
    opened = request.GET.get("why", "")
    settled = [row for row in talk.obligations if row.state not in RUNNING]
    context: dict[str, Any] = {
        "talk": talk,
        "earlier": kept[:-SHOWN_ENTRIES],
        "entries": kept[-SHOWN_ENTRIES:],
        "left_out": len(told) - len(kept),
        "we_owe": owed(talk.obligations, ours=True),
        "they_owe": owed(talk.obligations, ours=False),
        "settled": settled,
        "opened": opened,
        "open_settled": "settled" in request.GET or any(row.obligation == opened for row in settled),
        "seen": seen(talk),
        "stale": stale,
        "held": held,
        "places": places(told, kept),
        "waiving": waiving.obligation,
        "waiver_error": waiving.error,
        "call": call or forms.Call(initial={"at": timezone.localtime(desk.now)}),
        "planned": planned or forms.PlannedCall(),
        "letter": letter or forms.Letter(initial={"dated": timezone.localtime(desk.now).date()}),
        "chat_clients": all_clients(workspace=desk.workspace) if talk.chat and desk.works else (),
        "here": reverse("conversation", args=[talk.id]),
        "alike": alike(desk, talk) if desk.works else [],
        "log": [each for each in talk.notes if each.kind in LOGGED],
        "follows": desk.user.pk in talk.team.followers,
        "noted": noted,
        "note_once": secrets.token_hex(16),
        "others": present(**desk.acts(), conversation=talk.id) if desk.works else (),
        "snooze_choices": SNOOZES,
        **composer(desk, talk, reply),
    }
    return page(request, desk, "ashore/conversation.html", context, at="inbox", status=status)


def alike(desk: Desk, talk: ConversationView) -> list[tuple[LikenessRow, int]]:
    """Who of those who wrote here may be known under another address, each with a message of theirs."""
    theirs = {m.email: m.id for m in talk.messages if m.side == CLIENT and m.email and m.kind == "message"}
    found = perhaps_the_same(workspace=desk.workspace, emails=reversed(theirs))
    return [(row, theirs[row.email]) for row in found]


def composer(desk: Desk, talk: ConversationView, reply: forms.Reply | None) -> dict[str, Any]:
    """The reply being written: as it was refused, else the draft, else empty; with what the coach says of it."""
    people = talk.reply_to + talk.reply_cc
    kept = draft_of(user=desk.user, conversation=talk.id)
    files = draft_files(user=desk.user, conversation=talk.id)
    signature = signature_of(desk, talk)
    initial = {"text": kept[0] if kept else "", "sign": bool(signature), "when": "now"}
    form = reply or forms.Reply(people=people, initial=initial)
    chosen = set(form.data.getlist("to")) if reply is not None else set(people)  # type: ignore[attr-defined]
    written = str(form["text"].value() or "")
    return {
        "coach": said_of(desk, talk, written, [each for each in people if each in chosen]),
        "reply": form,
        "recipients": [(each, each in chosen) for each in people],
        "draft_at": kept[1] if kept else None,
        "files": files,
        "most_megabytes": MAX_FILE_BYTES // 1_000_000,
        "signature": signature,
        "proposed": proposed_moment(**desk.asks(), conversation=talk.id),
        "open_more": reply is not None and bool({"bcc", "at"} & set(reply.errors)),
        "unreachable": unreachable(workspace=desk.workspace, emails=people),
        "saved": saved_replies(workspace=desk.workspace, user=desk.user, language=spoken_by(talk), limit=SHOWN),
    }


def signature_of(desk: Desk, talk: ConversationView) -> str:
    """What would stand under a reply here, in the client's language."""
    return signature_for(workspace=desk.workspace, user=desk.user, language=spoken_by(talk))


def spoken_by(talk: ConversationView) -> str:
    """In which language the client wrote last."""
    return next((each.language for each in reversed(talk.messages) if each.side != US and each.kind == "message"), "")


def said_of(desk: Desk, talk: ConversationView, text: str, to: Sequence[str]) -> Told | None:
    """What the coach says of the words that stand in the composer, None where none do."""
    if not text.strip():
        return None
    act = {**desk.acts(), "now": timezone.localtime(desk.now)}
    return told(ask_coach(**act, conversation=talk.id, text=text[: forms.MAX_TEXT], to=to))


def entries(talk: ConversationView) -> list[Entry]:
    """Messages and notes in the order in which they happened; what still waits to be sent comes last."""
    dated: list[tuple[datetime, Entry]] = [(each.at, ("message", each)) for each in talk.messages]
    dated += [(each.at, ("note", each)) for each in talk.notes if each.kind not in LOGGED]
    dated.sort(key=lambda pair: pair[0])
    return [entry for _, entry in dated] + [("outgoing", each) for each in talk.outgoing]


def owed(rows: Sequence[ClockRow], *, ours: bool) -> list[ClockRow]:
    """What one side owes and has not done yet, nearest first; what has no date comes last."""
    return by_due(row for row in rows if row.state in RUNNING and (row.owed_by == US) == ours)


def seen(talk: ConversationView) -> str:
    """How the conversation stood when the page was made: a reply written to an older state is stopped."""
    last = max((each.id for each in talk.messages), default=0)
    return mark(last, len(talk.messages), max((each.id for each in talk.outgoing), default=0))


def places(told: Sequence[Entry], kept: Sequence[Entry]) -> dict[str, tuple[str, str, datetime]]:
    """By the key of a message or note: where it stands, its author and its time, for the links of reasons."""
    shown, found = {id(entry) for _, entry in kept}, {}
    for _, entry in told:
        page = "" if id(entry) in shown else "?all=1"
        if isinstance(entry, MessageRow):
            found[entry.key] = (f"{page}#m-{entry.id}", entry.who, entry.at)
        elif isinstance(entry, NoteRow):
            found[f"event:{entry.event}"] = (f"{page}#n-{entry.event}", entry.who, entry.at)
    return found
