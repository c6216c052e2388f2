"""The message that a reply answers, quoted under it: its words, who wrote them and when; nobody's address (H81)."""

from zoneinfo import ZoneInfo

from ashore.store.models import Conversation, Message, Workspace
from ashore.words.marks import N_
from ashore.words.speech import speech

MOST_QUOTED = 20_000
WROTE = N_("On {day}, {who} wrote:")


def cited(*, workspace: Workspace, conversation: Conversation, language: str) -> str:
    """The newest message of the other side as a quote with its line above; empty where there is none."""
    rows = Message.objects.filter(conversation=conversation, kind="message", outsider=False, side="client")
    row = rows.order_by("-at", "-pk").first()
    if row is None or not row.new_text.strip():
        return ""
    reader = speech(language, workspace.zone)
    day = reader.day(row.at.astimezone(ZoneInfo(workspace.zone)).date())
    words = row.new_text[:MOST_QUOTED].strip("\n").split("\n")
    head = reader.text(WROTE).format(day=day, who=" ".join(row.sender_name.split())[:100] or "…")
    return "\n".join([head, *(f"> {line}".rstrip() for line in words)])
