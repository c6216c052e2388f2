"""What waits for a person to say whether it belongs where it points, and whom people passed over."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from ashore.mail.neutral import one_line
from ashore.store.models import Event, Message, Workspace
from ashore.usecases.importing.deciding import OUTSIDE
from ashore.usecases.importing.placing import SNIPPET
from ashore.usecases.queries.inbox import client_ref
from ashore.usecases.queries.notes import note
from ashore.usecases.queries.rows import BlockedRow, WaitingRow
from ashore.usecases.records import read_reason

SHOWN = 100
LOOKED_AT = 1000
MAX_LINE = 300


def waiting(*, workspace: Workspace, limit: int = SHOWN) -> tuple[WaitingRow, ...]:
    """Mail from outside that nobody decided about, newest first (H38, H39)."""
    return tuple(_row(each) for each in _undecided(workspace)[:limit])


def waiting_count(*, workspace: Workspace) -> int:
    """How much waits; counted as far as ``LOOKED_AT``."""
    return len(_undecided(workspace))


def blocked(*, workspace: Workspace) -> tuple[BlockedRow, ...]:
    """Senders whom people passed over, newest decision first."""
    rows = Event.objects.filter(workspace=workspace, kind="block", undone_by__isnull=True)
    found = list(rows.select_related("created_by").order_by("-pk")[:SHOWN])
    return tuple(BlockedRow(each.data["email"], note(each)) for each in found)


def _outside(workspace: Workspace) -> QuerySet[Message]:
    rows = Message.objects.filter(workspace=workspace, outsider=True, side="client", kind="message")
    return rows.exclude(sender_email="").exclude(conversation=None).order_by("-raw")


def _undecided(workspace: Workspace) -> Sequence[Message]:
    found = _outside(workspace).select_related("conversation__client").defer("text", "words", "head")[:LOOKED_AT]
    open_ones = [each for each in found if each.placement.get("c") not in OUTSIDE]
    if not open_ones:
        return []
    rejected = _rejected(workspace)
    return [each for each in open_ones if not _is_rejected(each, rejected)]


def _rejected(workspace: Workspace) -> Mapping[str, object]:
    rows = Event.objects.filter(workspace=workspace, kind="reject", undone_by__isnull=True)
    found = list(rows.values_list("conversation", "data", "anchor"))
    return {"people": {(talk, data["email"]) for talk, data, _ in found}, "mail": {anchor for *_, anchor in found}}


def _is_rejected(row: Message, rejected: Mapping[str, object]) -> bool:
    """In our name each message is decided about for itself, of outsiders each person (H38, H39)."""
    if "doubted" in row.notes:
        return row.key in rejected["mail"]  # type: ignore[operator]
    return (row.conversation_id, row.sender_email) in rejected["people"]  # type: ignore[operator]


def _row(row: Message) -> WaitingRow:
    assert row.conversation is not None
    return WaitingRow(
        message=row.pk,
        key=row.key,
        who=one_line(row.sender_name, MAX_LINE) or row.sender_email,
        email=row.sender_email,
        at=row.at,
        snippet=one_line(row.new_text[: 2 * SNIPPET], SNIPPET),
        conversation=row.conversation.pk,
        subject=one_line(row.conversation.subject, MAX_LINE),
        client=client_ref(row.conversation),
        why=read_reason(row.notes.get("doubted", row.placement)),
        doubted="doubted" in row.notes,
        is_first=not row.parent_key,
    )
