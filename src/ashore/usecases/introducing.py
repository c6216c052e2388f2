"""The draft by which a client learns who looks after them from now on; whoever takes over sends it, or does not."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ashore.core.kernel import CLIENT, US
from ashore.store.models import Client, Conversation, Obligation, ReplyDraft, User, Workspace
from ashore.usecases.drafts import newest_message
from ashore.usecases.queries.clocks import RUNNING
from ashore.usecases.queries.languages import client_language, first_name_in
from ashore.usecases.signatures import signature_for
from ashore.words import speech
from ashore.words.handing import introduction

TOLD = 8
TOLD_KINDS = ("question", "promise", "stage", "edit", "report", "information", "approval")


def introduce(workspace: Workspace, client: Client, taker: User, now: datetime, before: int) -> dict[str, Any]:
    """Lay the draft for ``taker`` into the client's newest conversation by mail, unless one of theirs lies there: what
    the log keeps of it. Nothing where there is no conversation to write in. The caller holds the transaction."""
    rows = Conversation.objects.filter(workspace=workspace, client=client, channel="", listed=False)
    talk = rows.order_by("-last_at", "-pk").first()
    if talk is None or ReplyDraft.objects.filter(conversation=talk, user=taker).exists():
        return {}
    text = introduction_text(workspace, client, talk, taker, before)
    ReplyDraft.objects.create(conversation=talk, user=taker, text=text, saved_at=now, anchor=newest_message(talk.pk))
    return {"draft": talk.pk, "text": text}


def introduction_text(workspace: Workspace, client: Client, talk: Conversation, taker: User, before: int) -> str:
    """What it says, in the client's language: who writes now instead of whom, what is open on both sides, and that
    nothing need be told again."""
    language = client_language(workspace=workspace, conversation=talk.pk)
    former = User.objects.filter(pk=before).first() if before else None
    open_rows = Obligation.objects.filter(RUNNING, engagement__client=client, dormant=False, kind__in=TOLD_KINDS)
    quotes = list(open_rows.exclude(quote="").order_by("due", "pk").values_list("owed_by", "kind", "quote"))
    signed = signature_for(workspace=workspace, user=taker, language=language)
    return introduction(
        speech(language, workspace.zone),
        name=first_name_in(workspace=workspace, conversation=talk.pk),
        new=taker.name or taker.email,
        former=str(former.name or "") if former else "",
        questions=_told(quote for side, kind, quote in quotes if side == US and kind == "question"),
        ours=_told(quote for side, kind, quote in quotes if side == US and kind != "question"),
        theirs=_told(quote for side, _, quote in quotes if side == CLIENT),
        signed=bool(signed),
    )


def _told(quotes: Iterable[str]) -> list[str]:
    """Each once, and not too many for a letter."""
    return list(dict.fromkeys(quotes))[:TOLD]
