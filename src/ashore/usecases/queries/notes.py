"""What people recorded by hand, undone things left out."""

from datetime import datetime
from typing import cast

from ashore.store.models import Event, Workspace
from ashore.usecases.dealings import DEALINGS
from ashore.usecases.queries.rows import NoteKind, NoteRow

WORDS = ("topic", "why", "what", "name", "email", "text")
SUBJECTS = ("stage", "information", "report", "payment", "of", "edit", "code")
OF_THE_COACH = ("manner", "silence", "silence_lifted")
OF_KEEPING = ("keeper",)
OF_PLACES = ("split", "join", "move", "assign", "merge", "same_person", "enter")
OF_THE_TEAM = ("owner", "follow", "snooze", "tag", "note", "field")
"""What we note and decide among ourselves about one conversation; on no page but its own."""
KINDS = (
    "call",
    "waiver",
    "no_answer_needed",
    "suspension",
    "resume",
    "admit",
    "reject",
    "rename",
    *OF_PLACES,
    "chat_linked",
    *OF_THE_COACH,
    *OF_KEEPING,
    *DEALINGS,
)


def notes_of(
    workspace: Workspace, *, conversation: int | None = None, engagements: tuple[int, ...] = (), kind: str = ""
) -> tuple[NoteRow, ...]:
    """In the order in which they happened: of one conversation, or of whole engagements."""
    kinds = [kind] if kind else KINDS
    rows = Event.objects.filter(workspace=workspace, undone_by__isnull=True)
    if conversation is not None:
        shown = [each for each in (*kinds, *OF_THE_TEAM) if each not in OF_THE_COACH]
        rows = rows.filter(conversation=conversation, kind__in=shown)
    else:
        rows = rows.filter(engagement__in=engagements, kind__in=kinds)
    return tuple(note(row) for row in rows.select_related("created_by").order_by("at", "pk"))


def suspensions_of(workspace: Workspace, engagements: tuple[int, ...]) -> tuple[NoteRow, ...]:
    """Clocks that stand still now."""
    ended = {row.message for row in notes_of(workspace, engagements=engagements, kind="resume")}
    standing = notes_of(workspace, engagements=engagements, kind="suspension")
    return tuple(row for row in standing if str(row.event) not in ended)


def note(row: Event) -> NoteRow:
    """One recorded event for the eye."""
    return NoteRow(
        event=row.pk,
        kind=cast(NoteKind, row.kind),
        at=row.at,
        who=str(row.created_by or ""),
        words=next((row.data[name] for name in WORDS if row.data.get(name)), ""),
        minutes=row.data.get("minutes", 0),
        obligation=row.data.get("obligation", ""),
        message=row.data.get("message") or str(row.data.get("suspension", "")) or _anchor(row),
        side=row.data.get("side") or row.data.get("by", ""),
        subject=next((row.data[name] for name in SUBJECTS if row.data.get(name)), ""),
        amount=_amount(row),
        notes=row.data.get("notes", ""),
        scheduled=_moment(row),
        channel=row.data.get("channel", ""),
        people=tuple(row.data.get("people", ())),
    )


def _moment(row: Event) -> datetime | None:
    told = row.data.get("scheduled") or (row.data.get("until") if row.kind == "snooze" else "")
    return datetime.fromisoformat(told) if told else None


def _amount(row: Event) -> str:
    figure = next((row.data[name] for name in ("amount", "level", "hours", "count") if row.data.get(name)), "")
    return f"{figure} {row.data.get('currency', '')}".strip()


def _anchor(row: Event) -> str:
    return row.anchor if row.kind in ("admit", "reject", "split", "join", "move", "enter") else ""
