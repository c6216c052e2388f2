"""Unfinished replies, kept for their writer until they are sent or emptied."""

from datetime import datetime

from django.db import transaction

from ashore.store.models import Conversation, Message, ReplyDraft, User, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.records import text_for_database

MAX_TEXT = 500_000


@transaction.atomic
def save_draft(*, workspace: Workspace, user: User, now: datetime, conversation: int, text: str) -> None:
    """Keep what was written so far; an empty text removes the draft. Raises `NotThere`."""
    if not Conversation.objects.filter(workspace=workspace, pk=conversation).exists():
        raise NotThere(f"conversation {conversation}")
    mine = ReplyDraft.objects.filter(conversation=conversation, user=user)
    if not text.strip():
        mine.delete()
        return
    words = text_for_database(text[:MAX_TEXT])
    ReplyDraft.objects.update_or_create(
        conversation_id=conversation,
        user=user,
        defaults={"text": words, "saved_at": now, "anchor": newest_message(conversation)},
    )


def newest_message(conversation: int) -> str:
    """Key of the newest message there, empty without any: what is kept with a conversation is anchored to it."""
    keys = Message.objects.filter(conversation=conversation).order_by("-at", "-pk").values_list("key", flat=True)
    return keys.first() or ""


def draft_of(*, user: User, conversation: int) -> tuple[str, datetime] | None:
    """(text, when it was kept) of this person's draft, None without one."""
    found = ReplyDraft.objects.filter(conversation=conversation, user=user).values_list("text", "saved_at").first()
    return found or None
