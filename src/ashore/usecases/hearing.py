"""Texts that wait to be read for what they say: which, and how that is noted."""

import marshal
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from ashore.core.kernel import Reason
from ashore.store.bulk import insert, update
from ashore.store.locks import hold_readings
from ashore.store.models import Copy, Reading, Tray, Workspace
from ashore.usecases.importing.saying import NOTHING, what_it_says
from ashore.usecases.records import write_reason_text
from ashore.usecases.transactions import patiently

NEEDED = ("pk", "message__text", "written", "attachments", "parts")
Text = tuple[int, str, str, int, Any]
Heard = tuple[int, str, str]
"""Message, what it says, and why it could not be understood (empty where it was)."""


def waiting(workspace: Workspace, **where: Any) -> QuerySet[Reading]:
    """The readings that are still to be made, of those messages that fit."""
    return Reading.objects.filter(workspace=workspace, said__isnull=True, **where)


def backlog(workspace: Workspace, engagements: Sequence[int]) -> dict[int, int]:
    """How many texts wait in each engagement that has any."""
    rows = waiting(workspace, message__conversation__engagement__in=engagements).order_by()
    return dict(rows.values_list("message__conversation__engagement").annotate(Count("pk")))


def hear(workspace: Workspace, engagements: Sequence[int], now: datetime) -> None:
    """Read what waits in these engagements, here and now. The caller holds the transaction."""
    rows = waiting(workspace, message__conversation__engagement__in=engagements)
    note(workspace, [opened(listen(text)) for text in texts(rows)], now)


def read_texts(messages: Sequence[int]) -> Iterator[Text]:
    """The texts of some messages, fetched in the process that reads them, all before the first is read: a server that
    is restarted meanwhile must not pass for a text that cannot be read."""
    return iter(patiently(lambda: list(texts(Reading.objects.filter(pk__in=messages, said__isnull=True)))))


def texts(rows: QuerySet[Reading]) -> Iterator[Text]:
    """What reading needs of each, in order."""
    return rows.order_by("pk").values_list(*NEEDED).iterator(chunk_size=500)


def listen(text: Text) -> bytes:
    """One text understood and packed; a defect of ours costs this text only."""
    message, *rest = text
    try:
        return marshal.dumps((message, what_it_says(*rest), ""))
    except Exception as fault:
        reason = Reason("intake.failed", params={"error": f"{type(fault).__name__}: {fault}"[:300], "place": ""})
        return marshal.dumps((message, NOTHING, write_reason_text(reason)))


def give_up(text: Text, why: str) -> bytes:
    """A text that killed the process that read it, or kept it too long."""
    return marshal.dumps((text[0], NOTHING, write_reason_text(Reason(f"intake.{why}"))))


def opened(packed: bytes) -> Heard:
    """What was packed."""
    heard: Heard = marshal.loads(packed)  # noqa: S302 - written by our own child process
    return heard


def note(workspace: Workspace, heard: Sequence[Heard], now: datetime) -> None:
    """Keep what texts say; those that could not be understood are shown in the tray. The caller holds the
    transaction."""
    hold_readings(message for message, _, _ in heard)
    update(Reading, ("said",), [(said, message) for message, said, _ in heard], key="message_id")
    failed = {message: why for message, _, why in heard if why}
    copies = {row.raw_id: row for row in Copy.objects.filter(raw__in=failed).order_by("-pk")}
    rows = [
        (workspace.pk, message, copies[message].source, copies[message].place, why, 0, now)
        for message, why in failed.items()
        if message in copies
    ]
    insert(Tray, ("workspace_id", "raw_id", "source", "place", "reason", "size", "at"), rows, ignore=True)
