"""Bounces as they are stored: each address that could not be reached is kept, and our message that came back is marked.

It is all told by the bounce's own bytes, so a rebuild finds the same again.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ashore.core.kernel import Reason
from ashore.store.bulk import insert
from ashore.store.models import Outbox, Returned, Workspace
from ashore.usecases.importing.items import Ready
from ashore.usecases.records import write_reason

COLUMNS = ("workspace_id", "message_id", "outgoing_id", "email", "code", "words", "at")
MARK = '"returned"'
MAX_EMAIL = 320
SENT, PERHAPS = "sent", "perhaps"


def note_returned(workspace: Workspace, understood: Sequence[tuple[int, str, Ready]]) -> None:
    """Keep what bounces among new messages say: (id, key, columns) each. The caller holds the transaction."""
    rows: list[tuple[Any, ...]] = []
    for message, _, columns in understood:
        if columns.kind != "bounce" or MARK not in columns.notes:
            continue
        told = json.loads(columns.notes)["returned"]
        at = datetime.fromtimestamp(columns.at, UTC)
        sent = _mark(workspace, told["id"], {email: (code, words) for email, _, code, words in told["to"]}, at)
        rows += [
            (workspace.pk, message, sent, email[:MAX_EMAIL], code, words, at) for email, _, code, words in told["to"]
        ]
    insert(Returned, COLUMNS, rows, ignore=True)


def _mark(workspace: Workspace, message_id: str, failed: dict[str, tuple[str, str]], now: datetime) -> int | None:
    """Our message that came back, with each recipient that it did not reach; None where it was not sent from here. What
    perhaps went out did so, if it came back."""
    row = Outbox.objects.filter(workspace=workspace, message_id=message_id).first() if message_id else None
    if row is None:
        return None
    told = {each: SENT if how == PERHAPS else how for each, how in row.recipients.items()}
    for email, (code, words) in failed.items():
        if email in told:
            told[email] = f"bounced: {code} {words}".strip()
    if told != row.recipients:
        first = next(email for email in failed if email in told)
        reason = write_reason(Reason("outbox.bounced", params={"email": first}))
        gone = {"state": "sent", "sent_at": row.sent_at or now, "to_enter": True} if row.state == "perhaps_sent" else {}
        Outbox.objects.filter(pk=row.pk).update(recipients=told, incomplete=True, reason=reason, **gone)
    return row.pk
