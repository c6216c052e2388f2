"""What people recorded by hand, undone things left out."""

from typing import cast

from ashore.store.models import Event, Workspace
from ashore.usecases.queries.rows import NoteKind, NoteRow

KINDS = ("call", "waiver", "no_answer_needed", "suspension")


def notes_of(
    workspace: Workspace, *, conversation: int | None = None, engagements: tuple[int, ...] = (), kind: str = ""
) -> tuple[NoteRow, ...]:
    """In the order in which they happened: of one conversation, or of whole engagements."""
    rows = Event.objects.filter(workspace=workspace, kind__in=[kind] if kind else KINDS, undone_by__isnull=True)
    if conversation is not None:
        rows = rows.filter(conversation=conversation)
    else:
        rows = rows.filter(engagement__in=engagements)
    return tuple(note(row) for row in rows.select_related("created_by").order_by("at", "pk"))


def note(row: Event) -> NoteRow:
    """One recorded event for the eye."""
    return NoteRow(
        event=row.pk,
        kind=cast(NoteKind, row.kind),
        at=row.at,
        who=str(row.created_by or ""),
        words=row.data.get("topic") or row.data.get("why") or "",
        minutes=row.data.get("minutes", 0),
        obligation=row.data.get("obligation", ""),
        message=row.data.get("message", ""),
    )
