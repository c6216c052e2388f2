"""What waits for a person to say whether it belongs where it points, and whom people passed over."""

from collections.abc import Sequence

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
    shown = _undecided(workspace)[:limit]
    rows = Message.objects.filter(pk__in=shown).select_related("conversation__client").order_by("-raw")
    return tuple(_row(each) for each in rows.defer("text", "words", "head"))


def waiting_count(*, workspace: Workspace) -> int:
    """How much waits; counted as far as ``LOOKED_AT``."""
    return len(_undecided(workspace))


def blocked(*, workspace: Workspace) -> tuple[BlockedRow, ...]:
    """Senders whom people passed over, newest decision first."""
    rows = Event.objects.filter(workspace=workspace, kind="block", undone_by__isnull=True)
    found = list(rows.select_related("created_by").order_by("-pk")[:SHOWN])
    return tuple(BlockedRow(each.data["email"], note(each)) for each in found)


def _undecided(workspace: Workspace) -> Sequence[int]:
    """In our name each message is decided about for itself, of outsiders each person (H38, H39)."""
    rows = Message.objects.filter(workspace=workspace, outsider=True, side="client", kind="message")
    rows = rows.exclude(sender_email="").exclude(conversation=None).order_by("-raw")
    columns = ("pk", "key", "conversation_id", "sender_email", "placement__c", "notes")
    found = [each for each in rows.values_list(*columns)[:LOOKED_AT] if each[4] not in OUTSIDE]
    if not found:
        return []
    rejected = Event.objects.filter(workspace=workspace, kind="reject", undone_by__isnull=True)
    decisions = list(rejected.values_list("conversation", "data", "anchor"))
    people = {(talk, data["email"]) for talk, data, _ in decisions}
    mail = {anchor for *_, anchor in decisions}
    return [
        pk
        for pk, key, talk, email, _, notes in found
        if (key not in mail if "doubted" in notes else (talk, email) not in people)
    ]


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
