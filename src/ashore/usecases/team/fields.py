"""Fields of the house's own on conversations and clients: defined once, filled in by an act of the log each."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from ashore.store.models import Client, CustomField, FieldValue, User, Workspace
from ashore.usecases.appending import append, plain_words
from ashore.usecases.arranging import talk_of
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.team.fieldlist import as_number, fields
from ashore.usecases.team.settling import hold_conversations, settle, settle_all, settle_client

LONGEST_NAME = 60
LONGEST_VALUE = 500
MOST = 40
MOST_CHOICES = 50
KINDS = ("text", "number", "date", "choice")
SUBJECTS = ("conversation", "client")


@transaction.atomic
def define(*, workspace: Workspace, of: str, name: str, kind: str, choices: Sequence[str] = ()) -> int:
    """Make a field; its id. Raises `NotPossible` (``field.empty``, ``field.taken``, ``field.kind``,
    ``field.no_choices``, ``field.too_many``)."""
    words = plain_words(name, LONGEST_NAME)
    known = fields(workspace=workspace, of=of)
    if not words:
        raise NotPossible("field.empty")
    if kind not in KINDS or of not in SUBJECTS:
        raise NotPossible("field.kind")
    if words.casefold() in {each.name.casefold() for each in known}:
        raise NotPossible("field.taken", name=words)
    if len(known) >= MOST:
        raise NotPossible("field.too_many", most=MOST)
    offered = list(dict.fromkeys(filter(None, (plain_words(each, LONGEST_VALUE) for each in choices))))
    if kind == "choice" and not 0 < len(offered) <= MOST_CHOICES:
        raise NotPossible("field.no_choices", most=MOST_CHOICES)
    made = CustomField.objects.create(
        workspace=workspace, of=of, name=words, kind=kind, choices=offered if kind == "choice" else []
    )
    return made.pk


@transaction.atomic
def remove(*, workspace: Workspace, field: int) -> None:
    """Show a field no more; what was filled in stays in the log. Raises `NotThere`."""
    if not CustomField.objects.filter(workspace=workspace, pk=field, removed=False).update(removed=True):
        raise NotThere(f"field {field}")
    settle_all(workspace)


@transaction.atomic
def fill(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    field: int,
    value: str,
    conversation: int | None = None,
    client: int | None = None,
) -> int:
    """Fill a field of a conversation or a client in, or empty it; the id that `undo` takes. Raises `NotThere`,
    `NotPossible` (``field.not_a_number``, ``field.not_a_date``, ``field.not_offered``, ``field.same``)."""
    of = "client" if client else "conversation"
    row = CustomField.objects.filter(workspace=workspace, pk=field, of=of, removed=False).first()
    if row is None:
        raise NotThere(f"field {field}")
    words = _as_kind(row, plain_words(value, LONGEST_VALUE))
    data: dict[str, Any] = {"field": row.pk, "name": row.name, "value": words}
    at = now.astimezone(UTC)
    if client:
        return _fill_client(workspace, user, at, client, data)
    hold_conversations([conversation or 0])
    talk = talk_of(workspace, conversation or 0)
    if _value(row, conversation=talk.pk) == words:
        raise NotPossible("field.same")
    event = append(workspace, user, at, "field", at, data, talk.engagement, talk, talk.key)
    settle(workspace, [talk.pk])
    return event


def _fill_client(workspace: Workspace, user: User, at: datetime, client: int, data: dict[str, Any]) -> int:
    owner = Client.objects.select_for_update(of=("self",)).filter(workspace=workspace, pk=client).first()
    if owner is None:
        raise NotThere(f"client {client}")
    if (FieldValue.objects.filter(field=data["field"], client=owner).values_list("value", flat=True).first() or "") == (
        data["value"]
    ):
        raise NotPossible("field.same")
    work = owner.engagements.order_by("-pk").first()
    event = append(workspace, user, at, "field", at, {**data, "client": owner.key}, work, None)
    settle_client(workspace, owner)
    return event


def _value(row: CustomField, **whose: int) -> str:
    return row.values.filter(**whose).values_list("value", flat=True).first() or ""


def _as_kind(row: CustomField, words: str) -> str:
    """As the kind writes it."""
    if not words:
        return ""
    if row.kind == "number":
        number = as_number(words)
        if not number:
            raise NotPossible("field.not_a_number", name=row.name)
        return number
    if row.kind == "date":
        try:
            return date.fromisoformat(words).isoformat()
        except ValueError as error:
            raise NotPossible("field.not_a_date", name=row.name) from error
    if row.kind == "choice" and words not in row.choices:
        raise NotPossible("field.not_offered", name=row.name)
    return words
