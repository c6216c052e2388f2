"""A list of conversations narrowed to whose they are, to a tag, to what stands in a field, to what is put off: each by
an index, in the order of the whole list."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from ashore.store.models import Conversation, ConversationTag, FieldValue, User, Workspace
from ashore.usecases.changes import LONG_AGO, NEVER
from ashore.usecases.queries.clocks import end_of_day
from ashore.usecases.queries.rows import Chosen
from ashore.usecases.team.fieldlist import as_number

ALL = Chosen()
FEW = 2000
"""So many conversations are fetched by their numbers and put in order; of more, the list is gone through in its order
until a page is full."""


def narrowed(
    rows: QuerySet[Conversation], workspace: Workspace, chosen: Chosen, user: User | None, now: datetime
) -> QuerySet[Conversation]:
    """The rows that are chosen. What is put off is left out, unless it is asked for or one of its clocks falls due
    today: a snooze hides no clock."""
    if chosen.show == "snoozed":
        rows = rows.filter(snoozed_until__gt=now)
    elif chosen.show == "older":
        rows = rows.filter(sort_at=LONG_AGO)
    else:
        rows = rows.filter(awake(workspace, now))
    if chosen.show == "open":
        rows = rows.filter(sort_at__lt=LONG_AGO)
    elif chosen.show == "settled":
        rows = rows.filter(sort_at=NEVER)
    rows = _whose(rows, chosen.who, user)
    rows = _tagged(rows, chosen.tag) if chosen.tag else rows
    return _filled(rows, workspace, chosen) if chosen.field else rows


def awake(workspace: Workspace, now: datetime) -> Q:
    """Not put off, or with a clock that falls due before the day ends."""
    due = Q(next_due_at__lt=end_of_day(now, workspace.zone))
    return Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=now) | due


def _whose(rows: QuerySet[Conversation], who: str, user: User | None) -> QuerySet[Conversation]:
    if who == "nobody":
        return rows.filter(assignee__isnull=True)
    if who == "mine":
        return rows.filter(assignee=user)
    return rows.filter(assignee=int(who)) if who else rows


def _tagged(rows: QuerySet[Conversation], tag: int) -> QuerySet[Conversation]:
    uses = ConversationTag.objects.filter(tag=tag)
    if uses.order_by().values_list("pk", flat=True)[FEW : FEW + 1]:
        return rows.filter(Exists(uses.filter(conversation=OuterRef("pk"))))
    return rows.filter(pk__in=uses.values("conversation"))


def _filled(rows: QuerySet[Conversation], workspace: Workspace, chosen: Chosen) -> QuerySet[Conversation]:
    values = FieldValue.objects.filter(workspace=workspace, field=chosen.field)
    if chosen.value:
        values = values.filter(value__in={chosen.value, as_number(chosen.value) or chosen.value})
    by_client = values.filter(client__isnull=False).values("client")
    return rows.filter(
        Q(pk__in=values.filter(conversation__isnull=False).values("conversation")) | Q(client__in=by_client)
    )
