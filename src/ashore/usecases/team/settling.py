"""The rows that follow from a team's decisions, brought to what the log says: after an act, after its undo, when
messages went elsewhere, and for all at a rebuild. What was right keeps its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, models

from ashore.store.models import (
    Client,
    Conversation,
    ConversationTag,
    CustomField,
    Event,
    FieldValue,
    Follower,
    Membership,
    Message,
    Tag,
    Workspace,
)
from ashore.usecases.changes import in_batches
from ashore.usecases.team.folding import Decision, Snooze, Standing, fold

FOLDED = ("owner", "follow", "snooze", "tag", "field")
AT_ONCE = 500
SLACK = timedelta(days=1)
"""Clocks of senders may be wrong; a letter that is older than this beside the snooze came out of an archive."""


@dataclass(frozen=True, slots=True)
class _House:
    """What decisions name by number, as it is now."""

    people: frozenset[int]
    tags: Mapping[int, int]
    fields: frozenset[int]


def settle(workspace: Workspace, conversations: Iterable[int]) -> None:
    """Bring these conversations to the log. The caller holds the transaction."""
    wanted = sorted(set(conversations))
    for some in in_batches(wanted, AT_ONCE):
        decisions = decisions_of(some)
        bears = _bearing(some)
        if not decisions and not bears:
            continue
        _hold(some)  # what decisions and tags say is read behind it, so that whoever is last writes what holds
        talks = [each for each in some if each in decisions or each in bears]
        _bring(workspace, talks, decisions_of(talks), _house(workspace))


def settle_all(workspace: Workspace) -> None:
    """The same for all conversations about which anything was decided, or stands."""
    rows = Event.objects.filter(workspace=workspace, kind__in=FOLDED, conversation__isnull=False)
    talks = set(rows.values_list("conversation_id", flat=True).distinct())
    mine = Conversation.objects.filter(workspace=workspace)
    for found in (mine.filter(assignee__isnull=False), mine.filter(snoozed_until__isnull=False)):
        talks.update(found.values_list("pk", flat=True))
    talks.update(ConversationTag.objects.filter(workspace=workspace).values_list("conversation_id", flat=True))
    settle(workspace, talks)
    of_clients = Event.objects.filter(workspace=workspace, kind="field", data__has_key="client")
    keys = {data["client"] for data in of_clients.values_list("data", flat=True)}
    for client in Client.objects.filter(workspace=workspace, key__in=sorted(keys)):
        settle_client(workspace, client)


def settle_client(workspace: Workspace, client: Client) -> None:
    """Bring a client's own fields to the log. The caller holds the transaction."""
    rows = Event.objects.filter(workspace=workspace, kind="field", undone_by__isnull=True, data__client=client.key)
    values: dict[int, str] = {}
    for data in rows.order_by("pk").values_list("data", flat=True):
        values[data["field"]] = data["value"]
    wanted = {(field, value) for field, value in values.items() if value and field in _house(workspace).fields}
    _bring_rows(FieldValue, {"client": client.pk}, ("field_id", "value"), wanted, workspace)


def hold_conversations(conversations: Iterable[int]) -> None:
    """From here to the end of the transaction nobody else decides about these."""
    _hold(sorted(set(conversations)))


def decisions_of(conversations: Sequence[int]) -> dict[int, list[Decision]]:
    """What was decided about each, and not taken back."""
    rows = Event.objects.filter(conversation__in=conversations, kind__in=FOLDED, undone_by__isnull=True)
    found: dict[int, list[Decision]] = {}
    columns = ("conversation_id", "pk", "kind", "at", "created_by_id", "data")
    for talk, number, kind, at, by, data in rows.values_list(*columns):
        found.setdefault(talk, []).append(Decision(number, kind, at, by or 0, data))
    return found


def woken(conversation: int, snooze: Snooze) -> bool:
    """Whether the client wrote behind it."""
    theirs = Message.objects.filter(conversation=conversation, side="client", kind="message", outsider=False)
    return theirs.filter(pk__gt=snooze.seen, at__gt=snooze.at - SLACK).exists()


def _hold(conversations: Sequence[int]) -> None:
    if connection.vendor == "postgresql":
        rows = Conversation.objects.select_for_update(no_key=True).filter(pk__in=conversations)
        list(rows.order_by("pk").values_list("pk", flat=True))


def _bearing(conversations: Sequence[int]) -> set[int]:
    """Which of them bear anything that follows from decisions."""
    kept = models.Q(assignee__isnull=False) | models.Q(snoozed_until__isnull=False) | models.Q(tags__isnull=False)
    followed = models.Exists(Follower.objects.filter(conversation=models.OuterRef("pk")))
    filled = models.Exists(FieldValue.objects.filter(conversation=models.OuterRef("pk")))
    something = kept | models.Q(followed) | models.Q(filled)
    return set(Conversation.objects.filter(something, pk__in=conversations).values_list("pk", flat=True))


def _house(workspace: Workspace) -> _House:
    people = frozenset(Membership.objects.filter(workspace=workspace).values_list("user_id", flat=True))
    fields = CustomField.objects.filter(workspace=workspace, removed=False).values_list("pk", flat=True)
    return _House(people, standing_tags(workspace), frozenset(fields))


def standing_tags(workspace: Workspace) -> dict[int, int]:
    """For each tag the one that stands for it now; removed ones are not in it."""
    rows = {row.pk: row for row in Tag.objects.filter(workspace=workspace)}
    found: dict[int, int] = {}
    for pk, tag in rows.items():
        row, seen = tag, {pk}
        while row.merged_into_id and row.merged_into_id not in seen and not row.removed:
            seen.add(row.merged_into_id)
            row = rows[row.merged_into_id]
        if not row.removed:
            found[pk] = row.pk
    return found


def _bring(
    workspace: Workspace, talks: Sequence[int], decisions: Mapping[int, Sequence[Decision]], house: _House
) -> None:
    rows = Conversation.objects.in_bulk(talks)
    for talk in talks:
        if talk not in rows:
            continue
        standing = fold(decisions.get(talk, ()))
        tags = {house.tags[each] for each in standing.tags if each in house.tags}
        _bring_columns(rows[talk], standing, sorted(tags), house)
        _bring_rows(ConversationTag, {"conversation": talk}, ("tag_id",), {(tag,) for tag in tags}, workspace)
        followers = {(user,) for user in standing.followers & house.people}
        _bring_rows(Follower, {"conversation": talk}, ("user_id",), followers, workspace)
        values = {(field, value) for field, value in standing.fields.items() if field in house.fields}
        _bring_rows(FieldValue, {"conversation": talk}, ("field_id", "value"), values, workspace)


def _bring_columns(row: Conversation, standing: Standing, tags: list[int], house: _House) -> None:
    snooze = standing.snooze
    until = snooze.until if snooze and not woken(row.pk, snooze) else None
    owner = standing.owner if standing.owner in house.people else None
    values: dict[str, Any] = {"assignee_id": owner, "snoozed_until": until, "tags": tags or None}
    if any(getattr(row, name) != value for name, value in values.items()):
        Conversation.objects.filter(pk=row.pk).update(**values)


def _bring_rows(
    model: type[models.Model],
    whose: Mapping[str, int],
    columns: tuple[str, ...],
    wanted: set[tuple[Any, ...]],
    workspace: Workspace,
) -> None:
    mine = model._default_manager.filter(**whose)
    stands = {row[1:]: row[0] for row in mine.values_list("pk", *columns)}
    gone = [pk for values, pk in stands.items() if values not in wanted]
    if gone:
        mine.filter(pk__in=gone).delete()
    keys = {f"{name}_id": number for name, number in whose.items()}
    new = sorted(wanted - set(stands))
    model._default_manager.bulk_create(
        model(workspace=workspace, **keys, **dict(zip(columns, values, strict=True))) for values in new
    )
