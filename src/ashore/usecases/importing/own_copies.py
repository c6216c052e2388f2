"""Our own mail that comes in again: the copy in the Sent folder, or a copy that went to us too, is no second message.

Servers add fields on the way, so the bytes differ; the Message-ID alone proves nothing, anyone may write it. What comes
from us and is the same in matter, words and files as what lies in the outbox under that id is a copy of it: also where
a provider wrote another of our addresses into From, and a list its tag before the subject or its lines below the text.
It also proves that what *perhaps* went out did. An automatic message of ours that comes back otherwise is put aside, to
be seen (H74).
"""

import json
from collections.abc import Sequence
from datetime import datetime

from ashore.core.correspondence.subjects import base_subject
from ashore.core.kernel import Reason
from ashore.mail.copies import letters
from ashore.mail.reading import Source
from ashore.store.models import Outbox, Workspace
from ashore.usecases.automatic import is_own_mark
from ashore.usecases.filing.planning import plan_copy
from ashore.usecases.importing.items import Item, Ready, understood
from ashore.usecases.importing.trusting import ours_of
from ashore.usecases.records import write_reason_text

OUTBOX = "outbox"
MARK = '"mark"'
CAME_BACK = Reason("automatic.came_back")


def recognised(workspace: Workspace, items: Sequence[Item], now: datetime) -> Sequence[Item]:
    """The items, copies of our own mail as the very bytes that were sent, our automatic mail that came back without its
    columns. The caller holds the transaction."""
    wanted = {item.ready.message_id for item in items if _may_be_ours(item) and item.ready}
    if not wanted:
        return items
    rows = {row.message_id: row for row in Outbox.objects.filter(workspace=workspace, message_id__in=wanted)}
    return [_looked_at(workspace, item, rows, now) for item in items]


def _may_be_ours(item: Item) -> bool:
    if item.ready is None or item.place.source == OUTBOX or not item.ready.message_id:
        return False
    return item.ready.side == "us" or MARK in item.ready.notes


def _looked_at(workspace: Workspace, item: Item, rows: dict[str, Outbox], now: datetime) -> Item:
    if not _may_be_ours(item) or item.ready is None:
        return item
    row = rows.get(item.ready.message_id)
    if row is not None:
        raw = bytes(row.raw)
        sent = understood(Source(raw, OUTBOX, 0, len(raw), None, now), ours_of(workspace))
        if sent.ready is not None and _is_copy(item.ready, sent.ready):
            _prove(row, now)
            return item._replace(original=sent.original, ready=sent.ready)
    mark = json.loads(item.ready.notes).get("mark", "")
    if mark and is_own_mark(mark, item.ready.message_id):
        return item._replace(ready=None, reason=write_reason_text(CAME_BACK))
    return item


def _is_copy(came: Ready, sent: Ready) -> bool:
    """Whether ``came`` says what ``sent`` says, no more and no less: the whole of it, and not a word beside it that
    anybody would take for its author's."""
    if base_subject(came.subject) != base_subject(sent.subject) or _files(came) != _files(sent):
        return False
    return letters(sent.text) in letters(came.text) and letters(came.new_text) == letters(sent.new_text)


def _files(columns: Ready) -> list[str]:
    return sorted(digest for _, _, _, digest in columns.files)


def _prove(row: Outbox, now: datetime) -> None:
    """It went out, for here it is."""
    if row.state != "perhaps_sent":
        return
    told = {email: "sent" if how == "perhaps" else how for email, how in row.recipients.items()}
    mine = Outbox.objects.filter(pk=row.pk, state="perhaps_sent", claim=row.claim)
    if mine.update(state="sent", recipients=told, reason={}, sent_at=row.sent_at or now, to_enter=True):
        plan_copy(outgoing=row, now=now)  # where this is it already, it is found there
