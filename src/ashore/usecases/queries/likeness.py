"""Whom a person may be under another address: asked where both name and signature fit, and nobody said no."""

import json
from collections.abc import Iterable

from ashore.core.correspondence.likeness import Face, alike
from ashore.store.models import Event, Message, Person, PersonAddress, Reading, Workspace
from ashore.usecases.queries.rows import LikenessRow

WRITERS = 2
"""So many of those who wrote last in a conversation are asked about."""
LOOKED_AT = 5
"""So many namesakes, and addresses of each."""
LAST_LINES = 8


def perhaps_the_same(*, workspace: Workspace, emails: Iterable[str]) -> tuple[LikenessRow, ...]:
    """For each of these addresses somebody of another client who may be the same person, at most one."""
    found = []
    for email in list(dict.fromkeys(emails))[:WRITERS]:
        row = _like(workspace, email)
        if row is not None:
            found.append(row)
    return tuple(found)


def _like(workspace: Workspace, email: str) -> LikenessRow | None:
    mine = PersonAddress.objects.select_related("person__client").filter(workspace=workspace, email=email).first()
    if mine is None or len(mine.person.name.split()) < 2:
        return None
    name = mine.person.name
    namesakes = Person.objects.filter(workspace=workspace, name__in={name, name.title(), name.upper(), name.lower()})
    face = None
    for other in (
        namesakes.exclude(pk=mine.person_id)
        .exclude(client=mine.person.client)
        .select_related("client")
        .order_by("pk")[:LOOKED_AT]
    ):
        for address in other.addresses.order_by("pk")[:LOOKED_AT]:
            if _said_no(workspace, email, address.email):
                continue
            face = face or _face(workspace, email, name)
            why = alike(face, _face(workspace, address.email, other.name))
            if why is not None:
                return LikenessRow(email, address.email, other.name, other.client.name, why)
    return None


def _said_no(workspace: Workspace, one: str, other: str) -> bool:
    rows = Event.objects.filter(workspace=workspace, kind="not_same", undone_by__isnull=True).values_list(
        "data", flat=True
    )
    return any({data["email"], data["known"]} == {one, other} for data in rows)


def _face(workspace: Workspace, email: str, name: str) -> Face:
    """How somebody signs, from their newest letter."""
    rows = Message.objects.filter(workspace=workspace, sender_email=email, kind="message").order_by("-at", "-pk")
    row = rows.only("pk", "text", "new_text").first()
    if row is None:
        return Face(email, name, "")
    lines = row.new_text.strip().splitlines()[-LAST_LINES:]
    return Face(email, name, "\n".join([*lines, _signature(row)]))


def _signature(row: Message) -> str:
    """What was set apart as the signature when the message was read."""
    parts = Reading.objects.filter(message=row.pk).values_list("parts", flat=True).first()
    segments = json.loads(parts) if isinstance(parts, str) else parts or ()
    found, start = [], 0
    for kind, end, _ in segments:
        if kind == "signature":
            found.append(row.text[start:end])
        start = end
    return "\n".join(found)
