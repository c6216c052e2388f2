"""Addresses that could not be reached, told where somebody is about to write to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ashore.store.models import Message, Returned, Workspace


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """The newest failure of an address. ``message``: which mail tells of it."""

    id: int
    email: str
    at: datetime
    code: str
    words: str
    message: int


def unreachable(*, workspace: Workspace, emails: Iterable[str]) -> Mapping[str, ReturnedRow]:
    """By address, those of ``emails`` that a mail server could not reach and that nothing came from since, unless a
    person said that they work again."""
    wanted = sorted({each.lower() for each in emails if each})
    rows = Returned.objects.filter(workspace=workspace, email__in=wanted, lifted_at=None).order_by("at", "pk")
    newest = {row.email: row for row in rows.select_related("message")}
    if not newest:
        return {}
    talks = {row.message.conversation_id for row in newest.values() if row.message.conversation_id}
    heard = Message.objects.filter(conversation__in=talks, sender_email__in=list(newest), kind="message")
    last = dict(heard.order_by("at").values_list("sender_email", "at"))
    return {
        email: ReturnedRow(row.pk, email, row.at, row.code, row.words, row.message_id)
        for email, row in newest.items()
        if email not in last or last[email] <= row.at
    }
