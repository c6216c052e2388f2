"""The house's own fields, and what stands in them."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from ashore.store.models import CustomField, FieldValue, Workspace
from ashore.usecases.queries.rows import FieldRow

MOST_DIGITS = 60


def fields(*, workspace: Workspace, of: str = "") -> tuple[FieldRow, ...]:
    """The fields of conversations, of clients, or all, in the order in which they were made."""
    rows = CustomField.objects.filter(workspace=workspace, removed=False)
    rows = rows.filter(of=of) if of else rows
    return tuple(FieldRow(row.pk, row.of, row.name, row.kind, tuple(row.choices)) for row in rows.order_by("of", "pk"))


def filled(*, workspace: Workspace, conversation: int | None = None, client: int | None = None) -> tuple[FieldRow, ...]:
    """The fields of one conversation or of one client, with their values."""
    known = fields(workspace=workspace, of="client" if client else "conversation")
    if not known:
        return ()
    rows = FieldValue.objects.filter(client=client) if client else FieldValue.objects.filter(conversation=conversation)
    values = dict(rows.values_list("field_id", "value"))
    return tuple(replace(each, value=values.get(each.id, "")) for each in known)


def as_number(words: str) -> str:
    """A number as people write it, as a plain decimal ("1 250,50" gives "1250.5"); empty where it is none."""
    try:
        number = Decimal(words.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        return ""
    return f"{number.normalize():f}"
